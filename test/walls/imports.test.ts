import { describe, expect, it } from "vitest";
import { partOf, rooms, wallBetween } from "../../scripts/walls.mjs";
import { findCircle, importedFile, importsOf, sourceFiles, type SourceFile } from "./importGraph";

const files = sourceFiles();

describe("imports of the project", () => {
  it("are found in every room that has files", () => {
    const importing = new Set(files.filter(({ imports }) => imports.length > 0).map(({ path }) => partOf(path)));
    expect(importing).toContain("protocol");
    expect(files.length).toBeGreaterThan(rooms.length);
  });

  it("go through no wall", () => {
    const broken = files.flatMap(({ path, imports }) => imports.map((specifier) => wallBetween(path, specifier)));
    expect(broken.filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it("lead in no circle from part to part", () => {
    expect(findCircle(edgesBetween(files, (path) => partOf(path) ?? path))).toBeUndefined();
  });

  it("lead in no circle from file to file", () => {
    expect(findCircle(edgesBetween(files, (path) => path))).toBeUndefined();
  });
});

describe("the table of walls", () => {
  it.each([
    ["src/base/bytes.ts", "node:fs"],
    ["src/base/bytes.ts", "../protocol/errors"],
    ["src/protocol/query.ts", "node:fs"],
    ["src/protocol/query.ts", "vscode-languageserver-protocol"],
    ["src/language/outline.ts", "node:path"],
    ["src/language/outline.ts", "../server/engines/engine"],
    ["src/server/queries/runner.ts", "vscode"],
    ["src/server/queries/runner.ts", "../../extension/extension"],
    ["src/server/queries/runner.ts", "@duckdb/node-api"],
    ["src/server/queries/runner.ts", "vscode-jsonrpc"],
    ["src/server/queries/runner.ts", "../handlers/queryHandlers"],
    ["src/server/queries/runner.ts", "../engines/duckdb/database"],
    ["src/server/queries/runner.ts", "../server"],
    ["src/server/engines/engine.ts", "@duckdb/node-api"],
    ["src/server/engines/duckdb/ingest.ts", "../../buckets/s3/s3Store"],
    ["src/server/engines/duckdb/ingest.ts", "../../queries/runner"],
    ["src/server/formats/index.ts", "../buckets/connections"],
    ["src/server/handlers/queryHandlers.ts", "../engines/duckdb/database"],
    ["src/server/indexer/run.ts", "../formats/ibmVpc/ibmVpc"],
    ["src/server/indexer/run.ts", "@aws-sdk/client-s3"],
    ["src/server/handlers/bucketHandlers.ts", "@aws-sdk/client-s3"],
    ["src/cli/main.ts", "../extension/client"],
    ["src/cli/main.ts", "vscode-languageserver-protocol"],
    ["src/extension/client.ts", "../server/server"],
    ["src/extension/client.ts", "../language/outline"],
    ["src/extension/client.ts", "slickgrid"],
    ["webview/results.ts", "node:fs"],
    ["webview/results.ts", "vscode"],
    ["webview/results.ts", "../src/extension/panels/resultsPanel"],
    ["webview/results.ts", "../scripts/walls.mjs"],
  ])("refuses %s → %s", (file, specifier) => {
    expect(wallBetween(file, specifier)).toContain(`${file} must not import "${specifier}": `);
  });

  it.each([
    ["src/protocol/query.ts", "vscode-jsonrpc"],
    ["src/server/server.ts", "./engines/duckdb/duckdbEngine"],
    ["src/server/server.ts", "vscode-languageserver-protocol"],
    ["src/server/handlers/queryHandlers.ts", "../queries/runner"],
    ["src/server/handlers/queryHandlers.ts", "vscode-jsonrpc"],
    ["src/server/handlers/session.ts", "../indexHolder"],
    ["src/server/indexHolder.ts", "./engines/duckdb/database"],
    ["src/server/indexer/run.ts", "../formats"],
    ["src/server/indexer/run.ts", "../formats/objectKeys"],
    ["src/server/indexer/run.ts", "../buckets/bucketStore"],
    ["src/server/engines/engine.ts", "../formats/logFormat"],
    ["src/server/engines/duckdb/ingest.ts", "@duckdb/node-api"],
    ["src/server/buckets/s3/s3Store.ts", "@aws-sdk/client-s3"],
    ["src/cli/main.ts", "../server/indexer/run"],
    ["src/extension/client.ts", "vscode-languageclient/node"],
    ["webview/results.ts", "./theme.css"],
    ["webview/results.ts", "../src/protocol/query"],
    ["test/walls/imports.test.ts", "../../scripts/walls.mjs"],
  ])("lets %s → %s stand", (file, specifier) => {
    expect(wallBetween(file, specifier)).toBeUndefined();
  });
});

describe("reading imports", () => {
  it("sees every way to import", () => {
    const text = `
      import a from "one";
      import type { B } from "two";
      export * from "three";
      export { c } from "four";
      import "five.css";
      const six = await import("six");
      const seven = require("seven");
      type Eight = import("eight").Eight;
    `;
    expect(importsOf(text)).toEqual(expect.arrayContaining(["one", "two", "three", "four", "five.css", "six", "seven", "eight"]));
  });

  it("finds a circle and names the way around it", () => {
    const edges = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c"])],
      ["c", new Set(["b"])],
    ]);
    expect(findCircle(edges)).toEqual(["b", "c", "b"]);
    edges.set("c", new Set(["d"]));
    expect(findCircle(edges)).toBeUndefined();
  });
});

/** The graph of what imports what, between the names that `nameOf` gives to files; a name's imports of itself are left out. */
function edgesBetween(sources: readonly SourceFile[], nameOf: (path: string) => string): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  for (const { path, imports } of sources) {
    const from = nameOf(path);
    const targets = imports.map((specifier) => importedFile(path, specifier)).filter((target) => target !== undefined);
    const others = targets.map(nameOf).filter((name) => name !== from);
    edges.set(from, new Set([...(edges.get(from) ?? []), ...others]));
  }
  return edges;
}
