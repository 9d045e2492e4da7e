import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompletionItem, CompletionList } from "vscode-languageserver-protocol";
import { BuiltServer } from "../../support/builtServer";

const uri = "file:///queries/one.flowsql";

describe("Completion over the wire", () => {
  let folder: string;
  let server: BuiltServer;
  let version = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-completion-"));
    server = await BuiltServer.start({
      indexPath: join(folder, "index"),
      threads: 1,
      networks: { offices: "10.8.0.0/16", broken: "10.8" },
    });
    await notify("textDocument/didOpen", { textDocument: { uri, languageId: "flowsql", version, text: "" } });
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const notify = (method: string, params: object): Promise<void> => server.connection.sendNotification(method, params);

  function setText(text: string): Promise<void> {
    return notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: [{ text }] });
  }

  function completeAt(line: number, character: number, triggerCharacter?: string): Promise<CompletionList | null> {
    const context = triggerCharacter === undefined ? {} : { context: { triggerKind: 2, triggerCharacter } };
    return server.connection.sendRequest("textDocument/completion", { textDocument: { uri }, position: { line, character }, ...context });
  }

  it("follows the document as it is edited, and says what is exchanged for an item", async () => {
    await setText("SELECT 'ü',\r\n  f.dst FROM flows f");
    const insertion = { range: { start: { line: 1, character: 7 }, end: { line: 1, character: 7 } }, text: "po" };
    await notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: [insertion] });
    const list = await completeAt(1, 6);
    expect(list?.itemDefaults?.editRange).toEqual({
      insert: { start: { line: 1, character: 4 }, end: { line: 1, character: 6 } },
      replace: { start: { line: 1, character: 4 }, end: { line: 1, character: 9 } },
    });
    expect(list?.items.map((item) => item.label)).toContain("dstport");
  });

  it("sends the explanation of an item when it is looked at", async () => {
    await setText("SELECT ");
    const list = await completeAt(0, 7);
    const item = list?.items.find((each) => each.label === "dstport");
    expect(item?.documentation).toBeUndefined();
    const resolved = await server.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
    expect(resolved.documentation).toMatchObject({ kind: "markdown", value: expect.stringContaining("Destination port") as string });
  });

  it("opens behind a space only where the statement cannot end", async () => {
    await setText("SELECT * FROM flows ");
    expect(await completeAt(0, 20, " ")).toBeNull();
    expect((await completeAt(0, 20))?.items.map((item) => item.label)).toContain("WHERE");
    await setText("SELECT * FROM flows WHERE action ");
    expect((await completeAt(0, 33, " "))?.items.map((item) => item.label)).toContain("=");
  });

  it("knows the functions of the engine, and a view as soon as it is made", async () => {
    await setText("SELECT time_b");
    await expect.poll(async () => (await completeAt(0, 13))?.items.map((item) => item.label)).toContain("time_bucket");
    await server.query("CREATE OR REPLACE VIEW my_hosts AS SELECT '10.0.0.1' AS host");
    await setText("SELECT  FROM my_hosts");
    await expect.poll(async () => (await completeAt(0, 7))?.items.map((item) => item.label)).toContain("host");
  });

  it("proposes the networks that the client named", async () => {
    await setText("SELECT * FROM flows WHERE ip_in(srcaddr, )");
    const labels = (await completeAt(0, 41))?.items.map((item) => item.label);
    expect(labels).toContain("offices");
    expect(labels).not.toContain("broken");
  });

  it("makes a comparison with a named network the question whether the address lies in it", async () => {
    await setText("FROM flows\nWHERE srcaddr = o");
    await expect
      .poll(async () => (await completeAt(1, 17))?.items.find((item) => item.label === "offices"))
      .toMatchObject({
        textEditText: "'10.8.0.0/16')",
        additionalTextEdits: [
          { range: { start: { line: 1, character: 6 }, end: { line: 1, character: 6 } }, newText: "ip_in(" },
          { range: { start: { line: 1, character: 13 }, end: { line: 1, character: 16 } }, newText: ", " },
        ],
      });
  });

  it("answers nothing for a document that is not open", async () => {
    await notify("textDocument/didClose", { textDocument: { uri } });
    expect(await completeAt(0, 0)).toBeNull();
  });
});
