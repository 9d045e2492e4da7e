import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from "vscode-languageserver-protocol";
import { OutlineStatements, RunQuery } from "../../../src/protocol/query";
import { BuiltServer } from "../../support/builtServer";
import { OpenedText } from "../../support/languageClient";

const queriesFolder = join(dirname(fileURLToPath(import.meta.url)), "../../../library/queries");

describe("The language of the built server", () => {
  let folder: string;
  let server: BuiltServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-language-"));
    server = await BuiltServer.start({ indexPath: join(folder, "index") });
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
});
