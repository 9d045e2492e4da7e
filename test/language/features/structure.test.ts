import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { foldingSpans } from "../../../src/language/features/foldingSpans";
import { objectLinks } from "../../../src/language/features/objectLinks";
import { selectionSpans } from "../../../src/language/features/selectionSpans";
import { semanticTokens } from "../../../src/language/features/semanticTokens";
import { type StatementSymbol, statementSymbols } from "../../../src/language/features/statementSymbols";
import { catalog } from "../completion/catalog";
import { bracketed, marked } from "../support/marked";
import { processorMs } from "../../support/processorTime";

const outlines: readonly (readonly [text: string, expected: string])[] = [
  ["", ""],
  ["-- only a comment", ""],
  ["SELECT 1", "SELECT 1"],
  ["-- @name Busy\nSELECT 1; SELECT\n\n  2", "Busy; SELECT 2"],
  ["-- @name One\n-- @name Two\nSELECT 1", "Two"],
  [
    "WITH a AS (WITH c AS (SELECT 1) FROM c), b AS (SELECT 2) FROM a, b",
    "WITH a AS (WITH c AS (SELECT 1) FROM c), b AS (SELECT 2) FR… (a b c)",
  ],
  ["-- @name Größe\r\nSELECT 1;\r\n", "Größe"],
  ["SELECT (", "SELECT ("],
  ["WITH a AS", "WITH a AS (a)"],
];

function outlined({ name, children }: StatementSymbol): string {
  return children.length === 0 ? name : `${name} (${children.map(outlined).join(" ")})`;
}

/** Lines from and to, counted from 1. */
const foldings: readonly (readonly [text: string, expected: string])[] = [
  ["SELECT 1", ""],
  ["SELECT\n  1\n;\nSELECT 2", "1-2"],
  ["SELECT count(\n  *\n)", "1-3 1-2"],
  ["WITH a AS (\n  SELECT 1\n), b AS (\n  SELECT 2\n)\nFROM a, b", "1-6 1-2 3-4"],
  ["-- a\n-- b\n\n-- c\nSELECT 1", "comment 1-2"],
  ["-- a\r\n-- b\r\nSELECT 1", "comment 1-2"],
  ["/* a\n b */ SELECT 1", "comment 1-2"],
  ["SELECT 1 -- a\n-- b\n-- c", "comment 1-3"],
  ["SELECT (\n;\nSELECT (\n1)", "3-4 3-4"],
  ["SELECT [\n1,\n2\n], {\n'a': 1}", "1-5 1-3 4-5"],
];

const selections: readonly (readonly [text: string, expected: readonly string[]])[] = [
  ["SELECT src|addr FROM flows", ["srcaddr", "SELECT srcaddr", "SELECT srcaddr FROM flows"]],
  [
    "SELECT 1; SELECT sum(by|tes) AS b, 2 FROM flows;",
    [
      "bytes",
      "(bytes)",
      "sum(bytes)",
      "sum(bytes) AS b",
      "sum(bytes) AS b, 2",
      "SELECT sum(bytes) AS b, 2",
      "SELECT sum(bytes) AS b, 2 FROM flows",
      "SELECT sum(bytes) AS b, 2 FROM flows;",
    ],
  ],
  ["SELECT 'a |b'", ["a b", "'a b'", "SELECT 'a b'"]],
  ['SELECT "a |b"', ["a b", '"a b"', 'SELECT "a b"']],
  [
    "-- why\nWITH a AS (SELECT |1) FROM a;",
    [
      "1",
      "SELECT 1",
      "(SELECT 1)",
      "a AS (SELECT 1)",
      "WITH a AS (SELECT 1)",
      "WITH a AS (SELECT 1) FROM a",
      "WITH a AS (SELECT 1) FROM a;",
      "-- why\nWITH a AS (SELECT 1) FROM a;",
    ],
  ],
  ["-- wh|y\nSELECT 1", ["-- why", "-- why\nSELECT 1"]],
  ["|", []],
];

const colours: readonly (readonly [text: string, expected: string])[] = [
  ["SELECT action, hour FROM flows", "action:property flows:class"],
  ["SELECT f.action FROM flows AS f", "f:variable action:property flows:class f:variable!"],
  [
    "WITH a AS (SELECT bytes AS hour FROM flows) SELECT hour FROM a",
    "a:class! bytes:property hour:property! flows:class hour:property a:class",
  ],
  ["SELECT count(*), nonsense(1) FROM range(2)", "count:function+ range:function+"],
  ["FROM flows WHERE dstport = $port OR srcport = ?", "flows:class dstport:property $port:parameter srcport:property ?:parameter"],
  ['SELECT "Owner Name", größe, "limit" FROM hosts LIMIT 1', '"Owner Name":property größe:property "limit":property hosts:class'],
  [
    "SELECT date_trunc('hour', start_time) AS hour FROM flows GROUP BY hour",
    "date_trunc:function+ start_time:property hour:property! flows:class hour:property",
  ],
  ["SELECT INTERVAL 5 bytes, extract(bytes FROM start_time), 1::bytes FROM flows", "start_time:property flows:class"],
  ["SELECT srcaddr, FROM flows WHERE (", "srcaddr:property flows:class"],
];

const links: readonly (readonly [text: string, expected: string])[] = [
  ["SELECT 's3://logs/AWSLogs/1/x.log.gz'", "SELECT '«s3://logs/AWSLogs/1/x.log.gz»'"],
  ["-- see s3://logs/a/b.gz, and cos://eu-de/logs/c.\nSELECT 1", "-- see «s3://logs/a/b.gz», and «cos://eu-de/logs/c».\nSELECT 1"],
  ["WHERE object = 'file:///data/a%20b.log.gz'", "WHERE object = '«file:///data/a%20b.log.gz»'"],
  ["WHERE object LIKE '%AWSLogs/1/x.log.gz'", "WHERE object LIKE '%AWSLogs/1/x.log.gz'"],
  ["WHERE object = 'AWSLogs/1/x.log.gz'", "WHERE object = '«AWSLogs/1/x.log.gz»'"],
  ["WHERE object LIKE 's3://logs/%'", "WHERE object LIKE 's3://logs/%'"],
  ["-- s3://logs/prefix/ is a prefix", "-- s3://logs/prefix/ is a prefix"],
  ["SELECT 's3://logs'", "SELECT 's3://logs'"],
  ["SELECT a / b.gz", "SELECT a / b.gz"],
];

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

describe("The outline", () => {
  it.each(outlines)("of %j", (text, expected) => {
    const symbols = statementSymbols(new AnalyzedText(text));
    expect(symbols.map(outlined).join("; ")).toBe(expected);
    for (const { span, selection, children } of symbols)
      for (const inner of [selection, ...children.map((child) => child.span)]) {
        expect(inner.start).toBeGreaterThanOrEqual(span.start);
        expect(inner.end).toBeLessThanOrEqual(span.end);
      }
  });
});

describe("Folding", () => {
  it.each(foldings)("of %j", (text, expected) => {
    const found = foldingSpans(new AnalyzedText(text)).map(({ kind, start, end }) => {
      return { lines: [lineOf(text, start), lineOf(text, end)], lead: kind === "comment" ? "comment " : "" };
    });
    const several = found.filter(({ lines: [from, to] }) => from !== to);
    expect(several.map(({ lines, lead }) => `${lead}${lines.join("-")}`).join(" ")).toBe(expected);
  });
});

describe("A selection grows", () => {
  it.each(selections)("at %s", (text, expected) => {
    const { analyzed, offset, text: bare } = marked(text);
    expect(selectionSpans(analyzed, offset).map(({ start, end }) => bare.slice(start, end))).toEqual(expected);
  });
});

describe("Semantic tokens", () => {
  it.each(colours)("of %s", (text, expected) => {
    const found = semanticTokens(new AnalyzedText(text), catalog).map(({ start, end, type, modifiers }) => {
      const marks = `${modifiers.includes("declaration") ? "!" : ""}${modifiers.includes("defaultLibrary") ? "+" : ""}`;
      return `${text.slice(start, end)}:${type}${marks}`;
    });
    expect(found.join(" ")).toBe(expected);
  });

  it("are given for the statements of a range only", () => {
    const text = "SELECT bytes FROM flows; SELECT packets FROM flows";
    expect(semanticTokens(new AnalyzedText(text), catalog, { start: 30, end: 31 }).map(({ start }) => start)).toEqual([32, 45]);
  });
});

describe("Links to objects", () => {
  it.each(links)("in %s", (text, expected) => expect(bracketed(text, objectLinks(new AnalyzedText(text)))).toBe(expected));
});

describe("A file of 5,000 lines", () => {
  const statement =
    "-- @name n\nWITH a AS (SELECT srcaddr AS s, sum(bytes) AS b FROM flows f WHERE f.action = $x GROUP BY ALL)\nSELECT s, b\nFROM a\nORDER BY b;\n";

  it("is read by every feature, and none of them takes long", async () => {
    const analyzed = new AnalyzedText(statement.repeat(1000));
    const took = await processorMs(() => {
      expect(statementSymbols(analyzed)).toHaveLength(1000);
      expect(foldingSpans(analyzed).length).toBeGreaterThan(1000);
      expect(semanticTokens(analyzed, catalog)).toHaveLength(15_000);
      expect(selectionSpans(analyzed, 100_000).length).toBeGreaterThan(2);
      expect(objectLinks(analyzed)).toEqual([]);
    });
    expect(took).toBeLessThan(2000);
  });

  it("may be one statement of 5,000 expressions", async () => {
    const items = Array.from({ length: 5000 }, (_, index) => `  sum(bytes) + ${index} AS c${index}`);
    const analyzed = new AnalyzedText(`SELECT\n${items.join(",\n")}\nFROM flows ORDER BY c1`);
    const took = await processorMs(() => expect(semanticTokens(analyzed, catalog)).toHaveLength(15_002));
    expect(took).toBeLessThan(500);
  });
});
