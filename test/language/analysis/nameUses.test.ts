import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { readNameUses } from "../../../src/language/analysis/nameUses";

function used(text: string): string[] {
  const analyzed = new AnalyzedText(text);
  return analyzed.pieces
    .flatMap((piece) => readNameUses(text, analyzed.syntaxOf(piece)))
    .map(({ path, clause }) => `${clause} ${path.map(({ name }) => name).join(".")}`);
}

describe("The names in the expressions of a statement", () => {
  it.each<[text: string, ...expected: string[]]>([
    ["SELECT a, f(t.b) AS c FROM t", "select a", "select t.b"],
    ['FROM t x JOIN u ON x.a = u.b WHERE "c d" GROUP BY e', "on x.a", "on u.b", "where c d", "groupBy e"],
    ["SELECT a FROM (SELECT b FROM t) s WHERE a IN (SELECT c FROM u)", "select a", "select b", "where a", "select c"],
    ["WITH w AS (SELECT a FROM t) SELECT b FROM w ORDER BY b", "select a", "select b", "orderBy b"],
    ["FROM read_csv('a', header = true) SELECT a.b.c", "select a.b.c"],
    ["SELECT a FROM t JOIN u USING (k)", "select a"],
  ])("%s", (text, ...expected) => {
    expect(used(text)).toEqual(expected);
  });
});
