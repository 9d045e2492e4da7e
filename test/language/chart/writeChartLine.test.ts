import { describe, expect, it } from "vitest";
import { writeChartLine } from "../../../src/language/chart/writeChartLine";
import { outlineStatements } from "../../../src/language/statements/statementOutline";
import { marked } from "../support/marked";

/** The text after a chart of bars was kept for the statement at the `|`. */
function written(withCursor: string): string | undefined {
  const { text, offset } = marked(withCursor);
  const edit = writeChartLine(text, offset, { kind: "bar" });
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

const cases: readonly (readonly [what: string, text: string, after: string])[] = [
  ["above a statement without comments", "|SELECT 1", "-- @chart bar\nSELECT 1"],
  ["with the statement's indentation", "SELECT 1;\n\n  SELECT |2", "SELECT 1;\n\n  -- @chart bar\n  SELECT 2"],
  ["below a comment that says something", "-- why\nSELECT |1", "-- why\n-- @chart bar\nSELECT 1"],
  [
    "below other directives",
    "-- @name Busy\n-- @about Why?\n\n-- note\nSELECT |1",
    "-- @name Busy\n-- @about Why?\n-- @chart bar\n\n-- note\nSELECT 1",
  ],
  [
    "below those that hold for the whole file",
    "-- @param port INTEGER = 1\n\nSELECT |$port;\nSELECT $port",
    "-- @param port INTEGER = 1\n-- @chart bar\n\nSELECT $port;\nSELECT $port",
  ],
  [
    "in the place of the line that is there",
    "-- @name x\n-- @chart line x=a\n-- note\nSELECT |1",
    "-- @name x\n-- @chart bar\n-- note\nSELECT 1",
  ],
  ["in the place of the last of several", "-- @chart line\n-- @chart pie\nSELECT |1", "-- @chart line\n-- @chart bar\nSELECT 1"],
  [
    "at the second statement and not at the first",
    "-- @chart line\nSELECT 1;\n-- @name b\nSELECT |2;\n-- @chart pie\nSELECT 3",
    "-- @chart line\nSELECT 1;\n-- @name b\n-- @chart bar\nSELECT 2;\n-- @chart pie\nSELECT 3",
  ],
  ["on a line of its own where several statements share one", "SELECT 1; SELECT |2", "SELECT 1; \n-- @chart bar\nSELECT 2"],
  ["behind a comment on the statement's line", "/* a */ SELECT |1", "/* a */ \n-- @chart bar\nSELECT 1"],
  [
    "behind what is said of the statement above",
    "SELECT 1; -- @chart line\nSELECT |2",
    "SELECT 1; -- @chart line\n-- @chart bar\nSELECT 2",
  ],
  ["and not within the statement", "SELECT |1,\n-- @chart line\n2", "-- @chart bar\nSELECT 1,\n-- @chart line\n2"],
  [
    "with the line breaks of the text",
    "-- @name x\r\nSELECT 1;\r\nSELECT |2\r\n",
    "-- @name x\r\nSELECT 1;\r\n-- @chart bar\r\nSELECT 2\r\n",
  ],
  ["below a directive of such a text", "-- @name x\r\nSELECT |1\r\n", "-- @name x\r\n-- @chart bar\r\nSELECT 1\r\n"],
  ["in a text of another tool's directives", "-- @block x\nSELECT |1", "-- @block x\n-- @chart bar\nSELECT 1"],
  ["when the cursor stands in the comments above", "SELECT 1;\n-- no|te\nSELECT 2", "SELECT 1;\n-- note\n-- @chart bar\nSELECT 2"],
  ["at the first when the cursor stands above all", "|\n\nSELECT 1;\nSELECT 2", "\n\n-- @chart bar\nSELECT 1;\nSELECT 2"],
  ["at a statement that is broken", "SELECT |FROM WHERE (", "-- @chart bar\nSELECT FROM WHERE ("],
];

describe("A chart is kept", () => {
  it.each(cases)("%s", (_what, text, after) => {
    expect(written(text)).toBe(after);
  });

  it.each(cases)("%s, and is read there", (_what, text, after) => {
    const { offset } = marked(text);
    const before = outlineStatements(text.replace("|", ""));
    const index = Math.max(
      0,
      before.findLastIndex(({ span }) => span.start <= offset),
    );
    const outline = outlineStatements(after);
    expect(outline.map(({ parameters, name }) => ({ parameters, name }))).toEqual(
      before.map(({ parameters, name }) => ({ parameters, name })),
    );
    const charts = outline.map(({ chart }) => chart);
    expect(charts.filter((chart) => chart?.kind === "bar")).toHaveLength(1);
    // The cursor of one of them stands above its statement.
    if (!_what.includes("cursor")) expect(charts[index]).toEqual({ kind: "bar" });
  });

  it.each(["|", "-- only a comment|\n", ";;|;"])("nowhere in %o, which has no statement", (text) => {
    expect(written(text)).toBeUndefined();
  });
});
