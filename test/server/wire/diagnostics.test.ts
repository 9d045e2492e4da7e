import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import type { CodeAction, Diagnostic, PublishDiagnosticsParams, Range } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RunQuery } from "../../../src/protocol/query";
import type { ServerOptions } from "../../../src/protocol/serverOptions";
import { BuiltServer } from "../../support/builtServer";
import { defaultObject } from "../../support/flowSamples";

const uri = "file:///queries/query.flowsql";
const misspelled = "SELECT dstprt FROM flows";

function textOf(message: Diagnostic["message"]): string {
  return typeof message === "string" ? message : message.value;
}

/** A document as an editor has it open, and what the server says of it. */
class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  private readonly waiting = new Set<() => void>();
  private document = TextDocument.create(uri, "flowsql", 1, "");

  private constructor(readonly server: BuiltServer) {
    server.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const look of this.waiting) look();
    });
  }

  static async start(options: ServerOptions): Promise<Editor> {
    return new Editor(await BuiltServer.start(options));
  }

  async open(text: string): Promise<void> {
    this.published.length = 0;
    this.document = TextDocument.create(uri, "flowsql", 1, text);
    const textDocument = { uri, languageId: "flowsql", version: 1, text };
    await this.server.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  /** Types at the `|` of a text that is open without it. */
  async type(typed: string, at = this.document.getText().length): Promise<void> {
    const position = this.document.positionAt(at);
    const contentChanges = [{ range: { start: position, end: position }, text: typed }];
    this.document = TextDocument.update(this.document, contentChanges, this.document.version + 1);
    await this.server.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: this.document.version },
      contentChanges,
    });
  }

  async close(): Promise<void> {
    await this.server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** What is said of the text as it is now: each place with the code of its rule, or what the engine says. */
  marks({ diagnostics }: PublishDiagnosticsParams): string[] {
    return diagnostics.map(({ range, code, message }) => `${this.document.getText(range)}: ${code ?? textOf(message)}`);
  }

  /** Waits until the server says something that fits. */
  said(fits: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.published.find(fits);
        if (found === undefined) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  async saidOfNow(wanted: readonly string[]): Promise<PublishDiagnosticsParams> {
    const { version } = this.document;
    return this.said((params) => params.version === version && JSON.stringify(this.marks(params)) === JSON.stringify(wanted));
  }

  async actions(diagnostic: Diagnostic, range: Range = diagnostic.range): Promise<CodeAction[]> {
    const context = { diagnostics: [diagnostic] };
    return this.server.connection.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context });
  }

  /** The text after an action. */
  after({ edit }: CodeAction): string {
    return TextDocument.applyEdits(this.document, edit?.changes?.[uri] ?? []);
  }
}

describe("Diagnostics over the wire", () => {
  let folder: string;
  let bucket: string;
  let editor: Editor;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-diagnostics-"));
    bucket = join(folder, "bucket");
    await mkdir(bucket);
    await writeFile(join(bucket, "first.log.gz"), defaultObject.bytes);
    editor = await Editor.start({ indexPath: join(folder, "index"), rulePages: "file:///pages" });
    await editor.server.openFolder(bucket);
    await editor.server.index(bucket);
  });
  beforeEach(() => editor.close());
  afterAll(async () => {
    await editor.server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("come from the rules and from the engine, with place, version, code and the page of the code", async () => {
    await editor.open("-- ü\nSELECT dstprt FROM flows WHERE action = 'accepted';\nSELECT srcaddr FROM flows WHERE bytes = NULL");
    const { diagnostics, version } = await editor.saidOfNow([
      "'accepted': value-spelling",
      "= NULL: null-comparison",
      'dstprt: Referenced column "dstprt" not found in FROM clause. Did you mean dstport?',
    ]);
    expect(version).toBe(1);
    expect(diagnostics[0]).toMatchObject({
      severity: 2,
      source: "Flow Logs",
      codeDescription: { href: "file:///pages/value-spelling.md" },
      range: { start: { line: 1, character: 40 }, end: { line: 1, character: 50 } },
    });
    expect(diagnostics[2]).toMatchObject({ severity: 1 });
  });

  it("stand where the engine means, also behind letters of several bytes", async () => {
    await editor.open("SELECT 'größe' FORM flows f;\nSELECT 'größe', dstprt FROM flows");
    await editor.saidOfNow([
      'flows: syntax error at or near "flows".',
      'dstprt: Referenced column "dstprt" not found in FROM clause. Did you mean dstport?',
    ]);
  });

  it("leave the word to a rule where the engine cannot read the statement", async () => {
    await editor.open("SELECT `srcaddr` FROM flows;\nFROM flows WHERE srcaddr = “10.0.0.1”;\nSELECT dstprt FROM flows");
    await editor.saidOfNow([
      "`srcaddr`: foreign-quotes",
      "“10.0.0.1”: foreign-quotes",
      'dstprt: Referenced column "dstprt" not found in FROM clause. Did you mean dstport?',
    ]);
  });

  it("know what the index never fills, once it has been read", async () => {
    await editor.open("SELECT count(*) AS n FROM flows WHERE tcp_flags & 2 = 2");
    const { diagnostics } = await editor.saidOfNow(["tcp_flags: column-never-filled"]);
    expect(diagnostics[0]?.message).toContain("needs AWS record version 3, and what is indexed here is version 2");
  });

  it("are of the newest text alone, however fast it changes", async () => {
    await editor.open("SELECT a");
    for (const letter of " FROM flows WHERE action = 'REJECT'") await editor.type(letter);
    await editor.saidOfNow(['a: Referenced column "a" not found in FROM clause.']);
    const versions = editor.published.flatMap(({ version }) => version ?? []);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
    // Nothing is said of what was only passed through.
    expect(versions.filter((version) => version !== 1 && version !== versions.at(-1))).toEqual([]);
  });

  it("go when the text is mended, and when the document is closed", async () => {
    await editor.open("SELECT dstpor FROM flows");
    await editor.said(({ diagnostics }) => diagnostics.length === 1);
    await editor.type("t", "SELECT dstpor".length);
    await editor.saidOfNow([]);
    await editor.type(" WHERE action = 'deny'");
    await editor.saidOfNow(["'deny': value-spelling"]);
    await editor.close();
    await editor.said(({ version, diagnostics }) => version === undefined && diagnostics.length === 0);
  });

  it("do not miss values of parameters, nor what statements above create", async () => {
    await editor.open(
      "-- @param port INTEGER\nCREATE OR REPLACE VIEW knocks AS SELECT srcaddr AS who, dstport FROM flows;\nSELECT who, whom FROM knocks WHERE dstport = $port",
    );
    await editor.saidOfNow(['whom: Referenced column "whom" not found in FROM clause.']);
  });

  it("look into the queries that offer values of parameters", async () => {
    const choices = "-- @param port INTEGER from SELECT dstprt, count(*) FROM knocks GROUP BY ALL";
    await editor.open(`CREATE TEMP VIEW knocks AS FROM flows;\n${choices}\nSELECT srcaddr FROM flows WHERE dstport = $port`);
    await editor.saidOfNow(['dstprt: Referenced column "dstprt" not found in FROM clause.']);
  });

  it("say which relation has a column, where another one is read", async () => {
    await editor.open("SELECT dstaddr FROM flow");
    await editor.saidOfNow(['dstaddr: Referenced column "dstaddr" not found in FROM clause. FLOW has no such column: flows has.']);
  });

  it("hear of relations that come and go", async () => {
    await editor.open("SELECT srcaddr FROM somebody");
    await editor.saidOfNow(["somebody: Table with name somebody does not exist."]);
    await editor.server.query("CREATE VIEW somebody AS SELECT srcaddr FROM flows");
    await editor.saidOfNow([]);
    await editor.server.query("DROP VIEW somebody");
    editor.published.length = 0;
    await editor.saidOfNow(["somebody: Table with name somebody does not exist."]);
  });

  it("of a statement that the one above runs into are mended by its semicolon", async () => {
    await editor.open("FROM flows WHERE dstport = 22\nSELECT count(*) FROM flows");
    const { diagnostics } = await editor.said((params) => params.diagnostics.length === 1);
    const [refused] = diagnostics as [Diagnostic];
    expect(refused.message).toMatch(/at or near "SELECT".* The statement before this one may lack its “;”\.$/);
    const actions = await editor.actions(refused);
    expect(actions.map((action) => editor.after(action))).toEqual(["FROM flows WHERE dstport = 22;\nSELECT count(*) FROM flows"]);
    expect(actions[0]).toMatchObject({ title: "End the statement before this one with ;", isPreferred: true });
  });

  it("are mended by what the engine offers, and by the fixes of rules, or switched off", async () => {
    await editor.open(`${misspelled} WHERE action = 'accepted'`);
    const { diagnostics } = await editor.said((params) => params.diagnostics.length === 2);
    const [spelling, column] = diagnostics as [Diagnostic, Diagnostic];
    const [first, ...others] = await editor.actions(column);
    expect(first).toMatchObject({ title: "Change to dstport", isPreferred: true, kind: "quickfix", diagnostics: [column] });
    expect(editor.after(first as CodeAction)).toBe("SELECT dstport FROM flows WHERE action = 'accepted'");
    expect(others.every(({ title }) => title.startsWith("Change to "))).toBe(true);
    const ofRule = await editor.actions(spelling);
    expect(ofRule.map(({ title }) => title)).toEqual([
      "Write 'ACCEPT'",
      "Disable value-spelling for this line",
      "Disable value-spelling in this file",
    ]);
    expect(ofRule.map((action) => editor.after(action))).toEqual([
      "SELECT dstprt FROM flows WHERE action = 'ACCEPT'",
      `-- flowlog-disable-next-line value-spelling\n${misspelled} WHERE action = 'accepted'`,
      `-- flowlog-disable value-spelling\n${misspelled} WHERE action = 'accepted'`,
    ]);
    // Elsewhere, and of a text that is gone, nothing is offered.
    expect(await editor.actions(spelling, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })).toEqual([]);
    await editor.type(" ");
    expect(await editor.actions(spelling)).toEqual([]);
  });

  it("say once what a rule and the engine both find", async () => {
    await editor.open('SELECT initiator_ip FROM FLOW_FLAT WHERE target_ip = "10.240.0.4"');
    await editor.saidOfNow(['"10.240.0.4": double-quoted-text']);
  });

  it("come while a statement of the same client runs", async () => {
    const source = new CancellationTokenSource();
    const sql = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b";
    const running = editor.server.connection.sendRequest(RunQuery, { ownerId: uri, sql }, source.token);
    await editor.open(misspelled);
    const said = await editor.said(({ diagnostics }) => diagnostics.length === 1);
    expect(said.diagnostics[0]?.message).toContain("dstprt");
    source.cancel();
    await expect(running).rejects.toThrow();
  });

  it("find nothing in the queries of the library, over the index that they were written for", async () => {
    const sample = await Editor.start({ indexPath: join(folder, "sample") });
    const samples = resolve("library/samples/bucket");
    await sample.server.openFolder(samples);
    await sample.server.index(samples);
    for (const name of await readdir("library/queries")) {
      await sample.open(await readFile(join("library/queries", name), "utf8"));
      // What the index holds is read behind the back of whoever asks; then they are checked anew.
      await sample.saidOfNow([]);
      await sample.type(" ");
      const { diagnostics } = await sample.said(({ version }) => version === 2);
      expect([name, ...diagnostics.map(({ message }) => textOf(message))]).toEqual([name]);
      await sample.close();
    }
    await sample.server.stop();
  });

  it("come from the rules alone in Restricted Mode, and without an index", async () => {
    for (const options of [{ indexPath: join(folder, "restricted"), trusted: false }, {}]) {
      const other = await Editor.start(options);
      await other.open(`${misspelled} WHERE action = 'accepted'`);
      const { diagnostics } = await other.saidOfNow(["'accepted': value-spelling"]);
      expect(diagnostics[0]).not.toHaveProperty("codeDescription");
      await other.server.stop();
    }
  });
});
