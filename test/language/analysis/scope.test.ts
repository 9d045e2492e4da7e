import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { Scope } from "../../../src/language/analysis/scope";
import { blockAt } from "../../../src/language/analysis/statementSyntax";
import type { Catalog } from "../../../src/language/catalog/catalog";

const column = (name: string, flowColumn = name) => ({ name, type: "VARCHAR", flowColumn });
const catalog: Catalog = {
  relations: [
    { name: "flows", kind: "flows", columns: ["src", "dst", "port", "bytes"].map((name) => column(name)) },
    { name: "hosts", kind: "own", columns: [column("ip", "src"), { name: "Owner Name", type: "VARCHAR" }] },
  ],
  functions: new Map(),
  statistics: new Map(),
};

/** The columns that can be named at the `|`, as `source.column`, those of inner sources first. */
function visible(marked: string): string {
  const offset = marked.indexOf("|");
  const analyzed = new AnalyzedText(marked.replace("|", ""));
  const piece = analyzed.pieceAt(offset);
  const block = piece === undefined ? undefined : blockAt(analyzed.syntaxOf(piece), offset);
  if (block === undefined) return "no block";
  const scope = new Scope(catalog);
  return scope
    .visibleSources(block)
    .map(({ name, columns }) => `${name}(${columns.map((each) => each.name).join(" ")})`)
    .join(" ");
}

const flows = "flows(src dst port bytes)";
const cases: readonly (readonly [text: string, expected: string])[] = [
  ["SELECT | FROM flows", flows],
  ["SELECT | FROM flows f", "f(src dst port bytes)"],
  ["SELECT | FROM flows AS f, hosts", "f(src dst port bytes) hosts(ip Owner Name)"],
  ["FROM flows SELECT |", flows],
  ["FROM flows |", flows],
  ["FROM f: flows SELECT |", "f(src dst port bytes)"],
  ["SELECT * FROM flows JOIN hosts h ON |", `${flows} h(ip Owner Name)`],
  ["SELECT * FROM flows LEFT JOIN hosts h USING (src) WHERE |", `${flows} h(ip Owner Name)`],
  ["SELECT | FROM (flows JOIN hosts ON src = ip)", `${flows} hosts(ip Owner Name)`],
  ["SELECT | FROM (SELECT src, sum(bytes) AS total FROM flows GROUP BY src) t", "t(src total)"],
  ["SELECT * FROM (SELECT | FROM flows) t", flows],
  ["SELECT | FROM (SELECT * EXCLUDE (dst, port) FROM flows)", "(src bytes)"],
  ["WITH a AS (SELECT src FROM flows) SELECT | FROM a", "a(src)"],
  ["WITH a(x, y) AS (SELECT src, dst FROM flows) SELECT | FROM a", "a(x y)"],
  ["WITH a AS (SELECT src FROM flows), b AS (SELECT * FROM a) SELECT | FROM b", "b(src)"],
  ["WITH a AS (SELECT src FROM flows), b AS (SELECT | FROM a) SELECT * FROM b", "a(src)"],
  ["WITH a AS (SELECT src FROM flows) SELECT 1 UNION ALL SELECT | FROM a", "a(src)"],
  ["WITH RECURSIVE r AS (SELECT src FROM flows UNION SELECT | FROM r) SELECT * FROM r", "r(src)"],
  ["SELECT * FROM flows WHERE src IN (SELECT | FROM hosts)", `hosts(ip Owner Name) ${flows}`],
  ["SELECT * FROM flows f WHERE EXISTS (FROM hosts WHERE ip = f.src AND |)", "hosts(ip Owner Name) f(src dst port bytes)"],
  ["SELECT a, | FROM flows WHERE", flows],
  ["SELECT count( | FROM flows WHERE src = 'a'", flows],
  ["SELECT extract(hour FROM src), | FROM flows", flows],
  ["SELECT sum(bytes) FILTER (WHERE |) FROM flows", flows],
  ["SELECT src FROM flows; SELECT | FROM hosts", "hosts(ip Owner Name)"],
  ["SELECT 1 SELECT | FROM hosts", "hosts(ip Owner Name)"],
  ["CREATE VIEW v AS SELECT | FROM hosts", "hosts(ip Owner Name)"],
  ["EXPLAIN ANALYZE SELECT | FROM hosts", "hosts(ip Owner Name)"],
  ["SELECT | FROM range(10) r(n)", "r(n)"],
  ["SELECT | FROM (SELECT INTERVAL 5 MINUTE, INTERVAL 1 HOUR AS span) t", "t(span)"],
  ["SELECT | FROM unknown u", "u()"],
  ["SELECT | FROM 'a.csv'", "()"],
  ["SELECT | FROM flows LATERAL", flows],
  ["(SELECT src FROM flows) UNION (SELECT | FROM hosts)", "hosts(ip Owner Name)"],
  ["SELECT | FROM ((SELECT src, dst FROM flows) UNION ALL (SELECT 1, 2)) u", "u(src dst)"],
  ["SUMMARIZE flows; SELECT |", ""],
  ["SELECT src IS NOT DISTINCT FROM dst, | FROM flows", flows],
];

describe("The scope at a cursor", () => {
  it.each(cases)("%s", (text, expected) => expect(visible(text)).toBe(expected));

  it("follows a column to the column of flows that it shows", () => {
    const text = "WITH a AS (SELECT f.src AS source, max(port) AS highest FROM flows f) SELECT * FROM (SELECT * FROM a) t WHERE source = 1";
    const analyzed = new AnalyzedText(text);
    const piece = analyzed.pieces[0];
    const block = piece === undefined ? undefined : blockAt(analyzed.syntaxOf(piece), text.length);
    const part = (name: string) => ({ name, start: 0, end: 0, quoted: false });
    const scope = new Scope(catalog);
    expect(block && scope.resolve(block, [part("source")])?.flowColumn).toBe("src");
    expect(block && scope.resolve(block, [part("t"), part("highest")])?.flowColumn).toBe("port");
    expect(block && scope.resolve(block, [part("missing")])).toBeUndefined();
  });

  it("does not fail on nesting that nobody writes", () => {
    const text = `SELECT * FROM ${"(SELECT * FROM ".repeat(5000)}`;
    expect(visible(`${text}|`)).toBe("");
    expect(visible(`SELECT ${"(".repeat(100_000)}|`)).toBe("");
  });
});
