import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionTriggerKind,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  type MarkupContent,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from "vscode-languageserver-protocol";
import { addressQuestions } from "../../../src/language/pivot/addressQuestions";
import { OutlineStatements, RunQuery } from "../../../src/protocol/query";
import { BuiltServer } from "../../support/builtServer";
import { defaultObject } from "../../support/flowSamples";
import { OpenedText } from "../../support/languageClient";

const queriesFolder = join(dirname(fileURLToPath(import.meta.url)), "../../../library/queries");

describe("The language of the built server", () => {
  let folder: string;
  let server: BuiltServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-language-"));
    const bucket = join(folder, "bucket");
    await mkdir(bucket);
    await writeFile(join(bucket, "flows.log"), defaultObject.bytes);
    server = await BuiltServer.start({ indexPath: join(folder, "index") });
    await server.openFolder(bucket);
    await server.index(bucket);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (marked: string): Promise<OpenedText> => new OpenedText(server.connection, marked).open();
  const options = { tabSize: 2, insertSpaces: true };

  it("formats a document, and what has changed since", async () => {
    const text = await open("select 1");
    const format = () => server.connection.sendRequest(DocumentFormattingRequest.type, { ...text.identified, options });
    expect(text.with(await format())).toBe("SELECT\n  1");
    await text.change("select 2");
    expect(text.with(await format())).toBe("SELECT\n  2");
    await text.change("select (");
    expect(await format()).toEqual([]);
  });

  it("formats the statements of a range", async () => {
    const text = await open("select 1;\nselect 2;");
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    const edits = await server.connection.sendRequest(DocumentRangeFormattingRequest.type, { ...text.identified, options, range });
    expect(text.with(edits)).toBe("select 1;\nSELECT\n  2;");
  });

  it("formats every shipped query to one that runs", async () => {
    for (const name of await readdir(queriesFolder)) {
      const text = await open(await readFile(join(queriesFolder, name), "utf8"));
      const edits = await server.connection.sendRequest(DocumentFormattingRequest.type, { ...text.identified, options });
      await text.change(text.with(edits));
      for (const { span, parameters } of await server.connection.sendRequest(OutlineStatements, { text: text.text })) {
        const sql = text.text.slice(span.start, span.end);
        const values = Object.fromEntries(parameters.map((each) => [each.name, { type: each.type, text: each.defaultText ?? null }]));
        const summary = await server.connection.sendRequest(RunQuery, { ownerId: "test", sql, parameters: values });
        expect(summary.kind, sql).toBe("rows");
      }
    }
  });

  it("tells the outline, what folds, and where objects are", async () => {
    const text = await open("-- @name Busy\nWITH a AS (\n  SELECT 1\n)\nSELECT 's3://logs/a/b.gz'\nFROM a;");
    const [symbol] = (await server.connection.sendRequest(DocumentSymbolRequest.type, text.identified)) ?? [];
    expect(symbol).toMatchObject({ name: "Busy", children: [{ name: "a" }] });
    const folds = await server.connection.sendRequest(FoldingRangeRequest.type, text.identified);
    expect(folds).toEqual([
      { startLine: 1, endLine: 5 },
      { startLine: 1, endLine: 2 },
    ]);
    const [link] = (await server.connection.sendRequest(DocumentLinkRequest.type, text.identified)) ?? [];
    expect(text.document.getText(link?.range)).toBe("s3://logs/a/b.gz");
    expect(decodeURIComponent(link?.target ?? "")).toBe('command:flowlog.openLinkedObject?["s3://logs/a/b.gz"]');
  });

  it("grows a selection, and answers for a place where nothing stands", async () => {
    const text = await open("SELECT |srcaddr FROM flows");
    const ask = () => server.connection.sendRequest(SelectionRangeRequest.type, { ...text.identified, positions: [text.at.position] });
    const [grown] = (await ask()) ?? [];
    expect(text.document.getText(grown?.range)).toBe("srcaddr");
    expect(text.document.getText(grown?.parent?.range)).toBe("SELECT srcaddr");
    await text.change("|");
    expect(await ask()).toEqual([{ range: { start: text.at.position, end: text.at.position } }]);
  });

  it("finds the definition, the uses and the highlights of a name", async () => {
    const text = await open("WITH a AS (SELECT 1)\nSELECT * FROM |a");
    const definition = await server.connection.sendRequest(DefinitionRequest.type, text.at);
    const given = { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } };
    expect(definition).toEqual({ uri: text.document.uri, range: given });
    const uses = (includeDeclaration: boolean) =>
      server.connection.sendRequest(ReferencesRequest.type, { ...text.at, context: { includeDeclaration } });
    expect(await uses(true)).toHaveLength(2);
    expect(await uses(false)).toHaveLength(1);
    expect(await server.connection.sendRequest(DocumentHighlightRequest.type, text.at)).toHaveLength(2);
    await text.change("SELECT |srcaddr FROM flows");
    expect(await server.connection.sendRequest(DefinitionRequest.type, text.at)).toBeNull();
  });

  it("renames a parameter with its declaration, and says why another name is refused", async () => {
    const text = await open("-- @param port INTEGER = 1\nSELECT $|port, $other");
    const prepared = await server.connection.sendRequest(PrepareRenameRequest.type, text.at);
    expect(prepared).toMatchObject({ placeholder: "port" });
    const edit = await server.connection.sendRequest(RenameRequest.type, { ...text.at, newName: "target" });
    expect(text.with(edit?.changes?.[text.document.uri])).toBe("-- @param target INTEGER = 1\nSELECT $target, $other");
    const refused = server.connection.sendRequest(RenameRequest.type, { ...text.at, newName: "other" });
    await expect(refused).rejects.toThrow("There is a parameter $other already.");
    await text.change("SELECT |srcaddr FROM flows");
    expect(await server.connection.sendRequest(PrepareRenameRequest.type, text.at)).toBeNull();
  });

  it("colours columns as columns, though SQL has words that look the same", async () => {
    const text = await open("SELECT\n  action FROM flows");
    const legend = server.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
    const tokens = await server.connection.sendRequest(SemanticTokensRequest.type, text.identified);
    expect(tokens?.data).toEqual([1, 2, 6, legend.indexOf("property"), 0, 0, 12, 5, legend.indexOf("class"), 0]);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    expect(await server.connection.sendRequest(SemanticTokensRangeRequest.type, { ...text.identified, range })).toEqual(tokens);
  });

  it("tells what a column, a function and an address are, with links that open and change text", async () => {
    const text = await open("SELECT |action FROM flows");
    const hover = async () => {
      const found = await server.connection.sendRequest(HoverRequest.type, text.at);
      return (found?.contents as MarkupContent | undefined)?.value ?? "";
    };
    expect(await hover()).toContain("**`action`** · `VARCHAR`");
    await text.change("SELECT |count(*) FROM flows");
    // What the engine has follows the start, and what the index knows an index run.
    await expect.poll(hover).toContain("count(");
    await text.change("FROM flows WHERE srcaddr = '|203.0.113.77'");
    await expect.poll(hover).toContain("**1** flow here · 2026-03-14 15:00:02 to 2026-03-14 15:00:59 UTC");
    const address = await hover();
    expect(address).toContain("**`203.0.113.77`** · documentation");
    const commands = Array.from(address.matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g), ([, command, args]) => [
      command,
      JSON.parse(decodeURIComponent(args ?? "")) as unknown[],
    ]);
    const operator = { start: { line: 0, character: 25 }, end: { line: 0, character: 26 } };
    const subject = { kind: "address", address: "203.0.113.77" };
    const asked = ["source", "destination", "either", "timeline", "peers"].map((question) => ({
      question,
      subject,
      row: expect.anything() as unknown,
    }));
    expect(commands).toEqual([
      ["flowlog.pivot", ["203.0.113.77"]],
      ["flowlog.applyLinkedEdit", [text.document.uri, 3, [{ range: operator, newText: "<>" }]]],
      ...asked.map((question) => ["flowlog.askLinkedQuestion", [question]]),
    ]);
    await text.change("SELECT |1");
    expect(await server.connection.sendRequest(HoverRequest.type, text.at)).toBeNull();
  });

  it("offers by keyboard what can be done with an address, where somebody asks for it", async () => {
    expect(server.capabilities.codeActionProvider).toMatchObject({ codeActionKinds: ["quickfix", "refactor.rewrite", "flowlog.ask"] });
    const text = await open("FROM flows WHERE srcaddr = '|203.0.113.77'");
    const { position } = text.at;
    const actions = async (context: Omit<CodeActionContext, "diagnostics">): Promise<CodeAction[]> => {
      const asked = { range: { start: position, end: position }, context: { diagnostics: [], ...context } };
      return server.connection.sendRequest("textDocument/codeAction", { ...text.identified, ...asked });
    };
    const asked = await actions({ triggerKind: CodeActionTriggerKind.Invoked });
    expect(asked.map(({ title, kind }) => [title, kind])).toEqual([
      ["Who is 203.0.113.77", "flowlog.ask"],
      ["Not 203.0.113.77, in the statement", "refactor.rewrite"],
      ["203.0.113.77 as source", "flowlog.ask"],
      ["203.0.113.77 as destination", "flowlog.ask"],
      ["203.0.113.77 as either side", "flowlog.ask"],
      ["Timeline of 203.0.113.77", "flowlog.ask"],
      ["Peers of 203.0.113.77", "flowlog.ask"],
    ]);
    expect(text.with(asked[1]?.edit?.changes?.[text.document.uri])).toBe("FROM flows WHERE srcaddr <> '203.0.113.77'");
    expect(asked[0]?.command).toMatchObject({ command: "flowlog.pivot", arguments: ["203.0.113.77"] });
    const subject = { kind: "address", address: "203.0.113.77" };
    expect(asked[2]?.command).toMatchObject({ command: "flowlog.askLinkedQuestion", arguments: [{ question: "source", subject }] });
    // A cursor that only passes by shows no bulb.
    expect(await actions({ triggerKind: CodeActionTriggerKind.Automatic })).toEqual([]);
    const titles = async (only: string) =>
      (await actions({ triggerKind: CodeActionTriggerKind.Invoked, only: [only] })).map(({ title }) => title);
    expect(await titles("refactor")).toEqual(["Not 203.0.113.77, in the statement"]);
    expect(await titles("quickfix")).toEqual([]);
    expect(await titles("flowlog")).toHaveLength(6);
  });

  it("has links to statements that run", async () => {
    for (const question of Object.values(addressQuestions)) {
      const summary = await server.connection.sendRequest(RunQuery, {
        ownerId: "test",
        sql: question("203.0.113.77").replace(/;\s*$/, ""),
      });
      expect(summary.kind).toBe("rows");
    }
  });

  it("shows the signature of a function, and hints beside numbers", async () => {
    const text = await open("SELECT starts_with(srcaddr, |) FROM flows WHERE dstport = 443");
    const ask = () => server.connection.sendRequest(SignatureHelpRequest.type, text.at);
    await expect.poll(ask).not.toBeNull();
    const help = await ask();
    expect(help?.signatures[help.activeSignature ?? 0]?.label).toMatch(/^starts_with\(.*\) → BOOLEAN$/);
    expect(help?.activeParameter).toBe(1);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const hints = await server.connection.sendRequest(InlayHintRequest.type, { ...text.identified, range });
    expect(hints).toMatchObject([{ position: { line: 0, character: text.text.length }, label: "https" }]);
  });

  it("has nothing to say of documents that are not open", async () => {
    const textDocument = { uri: "untitled:nowhere" };
    expect(await server.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toEqual([]);
    expect(await server.connection.sendRequest(DefinitionRequest.type, { textDocument, position: { line: 0, character: 0 } })).toBeNull();
    expect(await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument })).toEqual({ data: [] });
  });
});
