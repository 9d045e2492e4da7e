import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { rules } from "../../../src/language/diagnostics";
import { findingsOf } from "../../../src/language/diagnostics/findings";
import type { Finding } from "../../../src/language/diagnostics/rule";
import { RuleStatement } from "../../../src/language/diagnostics/ruleStatement";
import { processorMs } from "../../support/processorTime";
import { casesByCode } from "./cases";
import { catalogs } from "./catalogs";

/** Everything of the library and every case, again and again. */
function longText(lines: number): string {
  const queries = readdirSync("library/queries").map((name) => readFileSync(`library/queries/${name}`, "utf8"));
  const cases = Object.values(casesByCode).flatMap(({ found }) => found.map(({ text }) => `${text.replaceAll("|", "")};\n`));
  const parts = [...queries, ...cases];
  let text = "";
  for (let index = 0, count = 0; count < lines; index++) {
    const part = parts[index % parts.length] ?? "";
    text += part;
    count += part.split("\n").length - 1;
  }
  return text;
}

describe("Rules over a text of 5,000 lines", () => {
  const analyzed = new AnalyzedText(longText(5000));
  const statements = analyzed.pieces.map((piece) => new RuleStatement(analyzed, piece, catalogs.large));

  // The bound is loose: what would show here is work that grows with the square.
  it.each(rules)("takes no time for $code", async (rule) => {
    const found: Finding[] = [];
    const took = await processorMs(() => found.push(...statements.flatMap((statement) => findingsOf(statement, [rule]))));
    expect(took).toBeLessThan(500);
    // All but the columns of an index that has every one.
    expect(found.length > 0).toBe(rule.code !== "column-never-filled");
  });
});
