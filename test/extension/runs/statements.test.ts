import { describe, expect, it } from "vitest";
import { outlineStatements } from "../../../src/language/statements/statementOutline";
import { errorPlace, lineOf, runnableStatements, shorten, statementAt, statementOf } from "../../../src/extension/runs/statements";

/** The statement that the cursor `|` in the text means. */
function statementAtCursor(marked: string): string | undefined {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const outline = outlineStatements(text);
  const index = statementAt(text, outline, offset);
  const span = index === undefined ? undefined : outline[index]?.span;
  return span && text.slice(span.start, span.end);
}

describe("the statement at the cursor", () => {
  it.each([
    ["SELECT| 1; SELECT 2;", "SELECT 1"],
    ["SELECT 1|; SELECT 2;", "SELECT 1"],
    ["SELECT 1;| SELECT 2;", "SELECT 1"],
    ["SELECT 1; |SELECT 2;", "SELECT 2"],
    ["SELECT 1; SEL|ECT 2;", "SELECT 2"],
    ["|\n\nSELECT 1;", "SELECT 1"],
    ["SELECT 1;\n\n|\n\nSELECT 2;", "SELECT 1"],
    ["SELECT 1;\n-- @name Two|\nSELECT 2;", "SELECT 2"],
    ["SELECT 1;\n\n|-- two\nSELECT 2;", "SELECT 2"],
    ["SELECT 1; -- about one|\nSELECT 2;", "SELECT 1"],
    ["SELECT 1;\n/* about| two */\nSELECT 2;", "SELECT 2"],
    ["SELECT 1;\nSELECT 2;\n\n|", "SELECT 2"],
  ])("of %o is %o", (marked, sql) => {
    expect(statementAtCursor(marked)).toBe(sql);
  });

  it("is none where there is no statement", () => {
    expect(statementAtCursor("-- only a comment |")).toBeUndefined();
  });
});

describe("statements that are run", () => {
  const text = "-- @name Busiest sources\nSELECT $who;\nSELECT 2";

  it("are called by their names, or by how they begin", () => {
    const [first, second] = runnableStatements(text, outlineStatements(text));
    expect(first).toMatchObject({ tabId: "@Busiest sources", title: "Busiest sources", sql: "SELECT $who" });
    expect(second).toMatchObject({ tabId: "#2", title: "SELECT 2", sql: "SELECT 2" });
  });

  it("begin in the document where the selection begins", () => {
    const [first] = runnableStatements(" SELECT 1", outlineStatements(" SELECT 1"), 100, "selection ");
    expect(first).toMatchObject({ start: 101, tabId: "selection #1" });
  });

  it("keep the tab of a named one when another comes before it", () => {
    const longer = `SELECT 0;\n${text}`;
    expect(runnableStatements(longer, outlineStatements(longer))[1]?.tabId).toBe("@Busiest sources");
  });
});

describe("the statement of a tab", () => {
  const text = "SELECT 1;\n-- @name b\nSELECT 2;\nSELECT 2;\nSELECT 3";
  const statements = runnableStatements(text, outlineStatements(text));

  it.each<[what: string, tab: { tabId: string; sql: string }, start: number | undefined]>([
    ["where it stood", { tabId: "#3", sql: "SELECT 2" }, 31],
    ["where it stands under another name", { tabId: "@old", sql: "SELECT 3" }, 41],
    ["at the first where it stands twice", { tabId: "#9", sql: "SELECT 2" }, 21],
    ["nowhere once it was changed", { tabId: "@b", sql: "SELECT 20" }, undefined],
  ])("is found %s", (_what, tab, start) => {
    expect(statementOf(tab, statements)?.start).toBe(start);
  });

  it("comes with the chart of its file", () => {
    const charted = "-- @chart bar x=a\nSELECT 1 AS a";
    expect(runnableStatements(charted, outlineStatements(charted))[0]?.chart).toEqual({ kind: "bar", x: "a" });
  });
});

describe("the place of an error", () => {
  const statement = { start: 10, sql: "SELECT byts FROM flows" };

  it.each([
    ["the span that the engine gives", { start: 7, end: 11 }, { start: 17, end: 21 }],
    ["one character where the span is empty", { start: 7, end: 7 }, { start: 17, end: 18 }],
    ["no further than the statement", { start: 7, end: 900 }, { start: 17, end: 32 }],
    ["the whole statement where the span lies behind it", { start: 22, end: 22 }, { start: 10, end: 32 }],
    ["the whole statement where there is none", undefined, { start: 10, end: 32 }],
  ])("is %s", (_, span, place) => {
    expect(errorPlace(statement, { kind: "statementFailed", ...(span && { span }) })).toEqual(place);
  });

  it("has a line, counted from 1", () => {
    expect([lineOf("a\nb\nc", 0), lineOf("a\nb\nc", 2), lineOf("a\nb\nc", 4)]).toEqual([1, 2, 3]);
  });
});

describe("the title of a tab", () => {
  it("is one line and short", () => {
    expect(shorten("SELECT\n  1")).toBe("SELECT 1");
    expect(shorten(`SELECT ${"x".repeat(100)}`)).toMatch(/^SELECT x+…$/);
    expect(shorten(`SELECT ${"x".repeat(100)}`).length).toBeLessThan(40);
  });
});
