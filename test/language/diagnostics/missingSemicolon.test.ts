import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { missingSemicolon } from "../../../src/language/diagnostics/missingSemicolon";

/** The text with its semicolon, where the word between two `|` is refused. */
function mended(marked: string): string | undefined {
  const [start, end] = [marked.indexOf("|"), marked.lastIndexOf("|") - 1];
  const text = marked.replaceAll("|", "");
  const found = missingSemicolon(new AnalyzedText(text), { start, end });
  const [edit] = found?.fix.edits ?? [];
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

describe("A word that begins a statement, and is refused", () => {
  it.each([
    ["SELECT 1 FROM flows\n|SELECT| 2", "SELECT 1 FROM flows;\nSELECT 2"],
    ["FROM flows WHERE dstport = 22\n\n  |from| flows", "FROM flows WHERE dstport = 22;\n\n  from flows"],
    [
      "SELECT 1;\nSELECT srcaddr FROM flows GROUP BY ALL\n|WITH| a AS (FROM flows) FROM a",
      "SELECT 1;\nSELECT srcaddr FROM flows GROUP BY ALL;\nWITH a AS (FROM flows) FROM a",
    ],
    [
      "SELECT a FROM b ORDER BY a DESC -- the end\n-- @name next\n|SELECT| 2",
      "SELECT a FROM b ORDER BY a DESC; -- the end\n-- @name next\nSELECT 2",
    ],
    ["WITH a AS (SELECT 1) SELECT * FROM a\n|SUMMARIZE| flows", "WITH a AS (SELECT 1) SELECT * FROM a;\nSUMMARIZE flows"],
    ["CREATE VIEW v AS SELECT 1\n|SELECT| 2", "CREATE VIEW v AS SELECT 1;\nSELECT 2"],
    ["SELECT 1 UNION ALL SELECT count(*)\n|SHOW| TABLES", "SELECT 1 UNION ALL SELECT count(*);\nSHOW TABLES"],
  ])("behind a whole statement asks for its semicolon: %j", (marked, expected) => expect(mended(marked)).toBe(expected));

  it.each([
    ["in the middle of a line", "SELECT 1 FROM flows |SELECT| 2"],
    ["behind an operator", "SELECT 1 FROM flows WHERE a =\n|SELECT| 2"],
    ["behind a word that something follows", "SELECT 1 FROM flows WHERE\n|SELECT| 2"],
    ["behind a set operator", "SELECT 1 UNION ALL\n|SHOW| TABLES"],
    ["behind a product", "SELECT 2 *\n|SELECT| 2"],
    ["behind a comma", "SELECT 1 FROM flows,\n|SELECT| 2"],
    ["in a bracket", "SELECT 1 FROM flows WHERE a IN (1\n|SELECT| 2)"],
    ["behind what is no query yet", "CREATE VIEW v\n|SELECT| 2"],
    ["behind the queries of a WITH alone", "WITH a AS (SELECT 1)\n|SHOW| TABLES"],
    ["where the clauses only stand in the wrong order", "SELECT srcaddr WHERE dstport = 22\n|FROM| flows"],
    ["at the beginning", "|SELECT| 2 FROM"],
    ["at the beginning, behind another statement", "SELECT 1;\n|SELECT| 2 FROM"],
    ["and is another word", "SELECT 1 FROM flows\n|WHERE| a WHERE b"],
  ])("%s asks for none", (_, marked) => expect(mended(marked)).toBeUndefined());
});
