import { describe, expect, it } from "vitest";
import * as bucket from "../../src/protocol/bucket";
import * as catalog from "../../src/protocol/catalog";
import * as chart from "../../src/protocol/chart";
import * as connection from "../../src/protocol/connection";
import * as indexing from "../../src/protocol/indexing";
import * as pivot from "../../src/protocol/pivot";
import * as pivotPanel from "../../src/protocol/pivotPanel";
import * as query from "../../src/protocol/query";
import * as resultsPanel from "../../src/protocol/resultsPanel";
import { codeIn, readText, sectionOf, tableIn } from "./markdown";

const guide = readText("src/protocol/README.md");
const messages: readonly string[] = [connection, bucket, indexing, query, chart, pivot, catalog, resultsPanel, pivotPanel].flatMap((file) =>
  Object.values(file as Readonly<Record<string, unknown>>).flatMap(methodOf),
);

describe("src/protocol/README.md", () => {
  it("says what each message is for, once", () => {
    const headings = [
      "Requests to the server",
      "Notifications from the server",
      "Between a results panel and its host",
      "Between the pivot panel and its host",
    ];
    const said = headings.flatMap((heading) => tableIn(sectionOf(guide, heading)).map(([name = ""]) => codeIn(name)[0] ?? name));
    expect([...said].sort()).toEqual([...messages].sort());
  });

  it("gives each a sentence", () => {
    expect(guide.split("\n").filter((line) => /^\| `.*\|\s*\|$/.test(line))).toEqual([]);
  });
});

function methodOf(value: unknown): string[] {
  const method = typeof value === "object" && value !== null && "method" in value ? value.method : undefined;
  return typeof method === "string" ? [method] : [];
}
