import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { type Comparison, type Operand, readComparisons } from "../../../src/language/analysis/comparisons";

function read(text: string): Comparison[] {
  const analyzed = new AnalyzedText(text);
  return analyzed.pieces.flatMap((piece) => readComparisons(text, analyzed.syntaxOf(piece).tokens));
}

function spelled(operand: Operand): string {
  switch (operand.kind) {
    case "text":
      return `'${operand.value}'`;
    case "number":
      return String(operand.value);
    case "parameter":
      return `$${operand.name}`;
    case "name":
      return operand.path.map(({ name }) => name).join(".");
    case "null":
    case "expression":
      return operand.kind;
  }
}

const shown = (text: string): string[] =>
  read(text).map(({ left, operator, negated, values }) =>
    [spelled(left), ...(negated ? ["not"] : []), operator, values.map(spelled).join(", ")].join(" "),
  );

describe("The comparisons of a statement", () => {
  it.each<[text: string, ...expected: string[]]>([
    ["FROM t WHERE a = 1", "a = 1"],
    ["FROM t WHERE a == -1.5", "a = -1.5"],
    ["FROM t WHERE t.a <> 'it''s' AND b != $x", "t.a <> 'it's'", "b <> $x"],
    ["FROM t WHERE 1 < a OR '2' >= \"b c\"", "a > 1", "b c <= '2'"],
    ["FROM t WHERE a = b AND NOT c = NULL", "a = b", "c = null"],
    ["FROM t WHERE a IN (1, 'x', $p, b, f(1, 2))", "a in 1, 'x', $p, b, expression"],
    ["FROM t WHERE a NOT IN (SELECT 1) AND b IN $list", "a not in expression", "b in $list"],
    ["FROM t WHERE a BETWEEN 1 AND 2 AND b NOT BETWEEN 'x' AND 'y'", "a between 1, 2", "b not between 'x', 'y'"],
    ["FROM t WHERE a LIKE 'x%' AND b NOT ILIKE 'y'", "a like 'x%'", "b not ilike 'y'"],
    ["SELECT CASE WHEN a = 1 THEN b > 2 ELSE c END, count(*) FILTER (d = 3)", "a = 1", "b > 2", "d = 3"],
    ["SELECT f(a = 1), [b = 2], a = 1 AS x", "a = 1", "b = 2", "a = 1"],
    // Only a part of an operand.
    ["FROM t WHERE a + b = 1 AND c = 2 + d AND e::INTEGER = 3", "expression = 1", "c = expression", "expression = 3"],
    ["FROM t WHERE a = DATE '2026-03-14' AND f(a) = 1 AND a = f(1)", "a = expression", "expression = 1", "a = expression"],
    ["FROM t WHERE a LIKE 'x' ESCAPE '!' AND b = 'y' COLLATE nocase", "a like expression", "b = expression"],
    ["FROM t WHERE a = E'\\n'", "a = expression"],
    ["SELECT a -> 'b', a ->> 'c', a := 1, x => 2, a << 1, a <-> b, a || 'x'"],
    // Nothing to compare with yet.
    ["FROM t WHERE a ="],
    ["FROM t WHERE a IN ("],
    ["FROM t WHERE a IN (1, ", "a in 1"],
    ["FROM t WHERE a BETWEEN 1"],
    ["= 1"],
  ])("%s", (text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("stand from their first to their last token, with the place of the operator", () => {
    const text = "FROM t WHERE x AND t.a NOT IN (1, 2) OR 3 = b";
    const places = read(text).map(({ start, end, operatorSpan }) => [
      text.slice(start, end),
      text.slice(operatorSpan.start, operatorSpan.end),
    ]);
    expect(places).toEqual([
      ["t.a NOT IN (1, 2)", "NOT IN"],
      ["3 = b", "="],
    ]);
  });
});
