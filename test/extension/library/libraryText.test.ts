import { describe, expect, it } from "vitest";
import { libraryFileName, libraryText } from "../../../src/extension/library/libraryText";
import { outlineStatements } from "../../../src/language/statements/statementOutline";

const saved = (text: string, index: number, name: string): string => libraryText(text, outlineStatements(text), index, name);

describe("A statement as a file of its own", () => {
  it("has its comments, and its name in their place", () => {
    const text = "-- @name Old\n-- @about Why?\n\n-- note\nSELECT 1; -- end\n-- @name Other\nSELECT 2;";
    expect(saved(text, 0, "New")).toBe("-- @name New\n-- @about Why?\n-- note\nSELECT 1;\n");
    expect(saved(text, 1, "Other")).toBe("-- @name Other\nSELECT 2;\n");
  });

  it("has the line that tells how its result is drawn", () => {
    const text = "-- @name Old\n-- @chart bar x=a\nSELECT 1 AS a;";
    expect(saved(text, 0, "New")).toBe("-- @name New\n-- @chart bar x=a\nSELECT 1 AS a;\n");
  });

  it("declares the parameters that another statement declared for the whole file", () => {
    const text = "-- @param port INTEGER = 445\n-- @param unused\nSELECT 1;\n-- @param host = a\nSELECT $host, $PORT, $free";
    expect(saved(text, 1, "Two")).toBe(
      "-- @name Two\n-- @param host = a\n-- @param PORT INTEGER = 445\n-- @param free VARCHAR\nSELECT $host, $PORT, $free;\n",
    );
  });

  it("has one kind of line break", () => {
    expect(saved("-- a\r\nSELECT\r\n  1;\r\n", 0, "N")).toBe("-- @name N\n-- a\nSELECT\n  1;\n");
  });

  it("means the same when it is read again", () => {
    const text = saved("-- @param a INTEGER = 1 from SELECT 1\nSELECT 1;\nSELECT $a", 1, "Again");
    expect(outlineStatements(text)).toMatchObject([
      { name: "Again", parameters: [{ name: "a", type: "INTEGER", defaultText: "1", choicesSql: "SELECT 1" }] },
    ]);
  });
});

describe("The name of its file", () => {
  it.each([
    ["Who is knocking?", "who-is-knocking.flowsql"],
    ["Größe / Tag", "größe-tag.flowsql"],
    ["../../etc/passwd", "etc-passwd.flowsql"],
    ["???", "query.flowsql"],
    ["a".repeat(200), `${"a".repeat(80)}.flowsql`],
  ])("%s", (name, expected) => expect(libraryFileName(name)).toBe(expected));
});
