import { describe, expect, it } from "vitest";
import type { WrittenChart } from "../../../src/protocol/chart";
import { outlineStatements } from "../../../src/language/statements/statementOutline";

function statements(text: string): string[] {
  return outlineStatements(text).map(({ span }) => text.slice(span.start, span.end));
}

function parameters(text: string): string[] {
  return outlineStatements(text).map((statement) =>
    statement.parameters
      .map(({ name, type, defaultText, choicesSql }) => {
        const value = defaultText === undefined ? "" : ` = ${defaultText}`;
        return `${name} ${type}${value}${choicesSql === undefined ? "" : ` from ${choicesSql}`}`;
      })
      .join(", "),
  );
}

describe("The fingerprint of a statement", () => {
  const fingerprint = (text: string): string | undefined => outlineStatements(text)[0]?.fingerprint;
  const plain = "select a, 'x' from flows where b = 1e3";

  it.each([
    "SELECT\n  a,\n  'x'\nFROM flows\nWHERE b = 1E3;",
    "-- @chart bar\n-- @name Kept\nselect a, 'x' from flows where b = 1e3",
    "select a /* why */, 'x' from flows -- here\n where b = 1e3 ; select 2",
  ])("is the same for %o", (text) => {
    expect(fingerprint(text)).toBe(fingerprint(plain));
  });

  it.each([
    "select a, 'X' from flows where b = 1e3",
    "select a, 'x ' from flows where b = 1e3",
    "select a, 'x' from flows where b = 1e4",
    "select ab, 'x' from flows where b = 1e3",
    "select a, 'x' from flows where b = 1e3 limit 1",
    "select b, 'x' from flows where a = 1e3",
    "select \"a\", 'x' from flows where b = 1e3",
    "select a, 'x' from fl ows where b = 1e3",
  ])("is another one for %o", (text) => {
    expect(fingerprint(text)).not.toBe(fingerprint(plain));
  });

  it("is a short text, however long the statement is", () => {
    const texts = Array.from({ length: 2000 }, (_, index) => `select ${"a, ".repeat(index % 50)}${String(index)}`);
    expect(new Set(texts.map(fingerprint)).size).toBe(2000);
    expect(fingerprint(`select ${"a, ".repeat(10_000)} 1`)).toMatch(/^[0-9a-z]{1,12}$/);
  });
});

describe("The outline of a text", () => {
  it.each<[name: string, text: string, expected: string[]]>([
    ["nothing", "", []],
    ["only comments and semicolons", "-- a\n;;/* b */;", []],
    ["one statement without a semicolon", "  select 1  ", ["select 1"]],
    ["several on one line", "select 1; select 2;select 3", ["select 1", "select 2", "select 3"]],
    [
      "semicolons in strings, names and comments",
      `select ';' as ";" /* ; */ -- ;\n, $$;$$; from x`,
      [`select ';' as ";" /* ; */ -- ;\n, $$;$$`, "from x"],
    ],
    ["leading and closing comments left out", "-- a\n/* b */ select 1 -- c\n;", ["select 1"]],
    ["comments inside kept", "select /* one */ 1", ["select /* one */ 1"]],
    ["a broken statement", "selec from ) 'x", ["selec from ) 'x"]],
    ["Windows line ends", "select 1;\r\n-- x\r\nselect 2\r\n", ["select 1", "select 2"]],
  ])("has %s", (_name, text, expected) => {
    expect(statements(text)).toEqual(expected);
  });

  it.each<[name: string, text: string, expected: (string | undefined)[]]>([
    ["the line above", "-- @name Busiest sources\nselect 1", ["Busiest sources"]],
    ["the last of several lines above", "-- @name a\n-- @name b\nselect 1", ["b"]],
    ["its own lines only", "-- @name a\nselect 1;\n-- plain\nselect 2;\n--@name c\nselect 3", ["a", undefined, "c"]],
    ["no comment behind the statement above", "select 1; -- @name a\nselect 2", [undefined, undefined]],
    ["no text inside a block comment or a string", "/* -- @name a */ select '\n-- @name b'", [undefined]],
    ["no line without a name", "-- @name\nselect 1", [undefined]],
  ])("takes a name from %s", (_name, text, expected) => {
    expect(outlineStatements(text).map((statement) => statement.name)).toEqual(expected);
  });

  it.each<[name: string, text: string, expected: (WrittenChart | undefined)[]]>([
    ["the line above", "-- @chart bar x=a\nselect 1", [{ kind: "bar", x: "a" }]],
    ["a line that leaves everything to the panel", "-- @chart\nselect 1;\nselect 2", [{}, undefined]],
    ["the last of several lines", "-- @chart bar\n-- @name x\n-- @chart pie\nselect 1", [{ kind: "pie" }]],
    ["a line with a mistake, as far as it is understood", "-- @chart lime top=5\nselect 1", [{ top: 5 }]],
    ["no comment within or behind", "select -- @chart bar\n1; -- @chart pie\nselect 2", [undefined, undefined]],
  ])("takes a chart from %s", (_name, text, expected) => {
    expect(outlineStatements(text).map((statement) => statement.chart)).toEqual(expected);
  });

  it.each<[name: string, text: string, expected: string[]]>([
    ["named and positional ones, each once", "select $a, $b, $A, $1", ["a VARCHAR, b VARCHAR, 1 VARCHAR"]],
    ["question marks, counted", "select ?, ?", ["1 VARCHAR, 2 VARCHAR"]],
    ["none inside strings, names and comments", `select '$a', "$b", $$ $c $$ -- $d\n/* $e */`, [""]],
    [
      "declared types",
      "-- @param a INTEGER\n-- @param b DECIMAL(18, 3)\n-- @param c VARCHAR[]\nselect $a, $b, $c",
      ["a INTEGER, b DECIMAL(18, 3), c VARCHAR[]"],
    ],
    [
      "defaults",
      "-- @param a = x = 1\n-- @param b TIMESTAMP = 2026-03-14 15:00\nselect $a, $b",
      ["a VARCHAR = x = 1, b TIMESTAMP = 2026-03-14 15:00"],
    ],
    [
      "defaults without the quotes of a literal",
      "-- @param a = 'it''s'\n-- @param b = 'x' || 'y'\nselect $a, $b",
      ["a VARCHAR = it's, b VARCHAR = 'x' || 'y'"],
    ],
    [
      "choices from a query, with and without type and default",
      "-- @param a from SELECT DISTINCT srcaddr FROM flows\n-- @param b INTEGER = 443 FROM from flows select dstport\n-- @param c = from here\nselect $a, $b, $c",
      ["a VARCHAR from SELECT DISTINCT srcaddr FROM flows, b INTEGER = 443 from from flows select dstport, c VARCHAR = from here"],
    ],
    ["an empty default", "-- @param a VARCHAR =\nselect $a", ["a VARCHAR = "]],
    ["a dollar and capitals in the declaration", "-- @param $From DATE\nselect $from", ["from DATE"]],
    ["no declared one that is not used", "-- @param a INTEGER\nselect 1", [""]],
    ["the top of the text for all", "-- @param a INTEGER\nselect $a;\nselect $a", ["a INTEGER", "a INTEGER"]],
    [
      "a later declaration for its own statement only",
      "select $a;\n-- @param a DATE\nselect $a;\nselect $a",
      ["a VARCHAR", "a DATE", "a VARCHAR"],
    ],
    ["no declaration that is none", "-- @param a-b INTEGER\n-- @params a DATE\nselect $a", ["a VARCHAR"]],
  ])("finds parameters: %s", (_name, text, expected) => {
    expect(parameters(text)).toEqual(expected);
  });

  it("holds for texts of any pieces: spans in order, inside the text, and cut again they are one statement each", () => {
    const random = randomNumbers(20_260_314);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random(25) }, () => pieces[random(pieces.length)] ?? "").join("");
      let before = 0;
      for (const { span } of outlineStatements(text)) {
        expect(span.start).toBeGreaterThanOrEqual(before);
        expect(span.end).toBeGreaterThan(span.start);
        before = span.end;
        const again = outlineStatements(text.slice(span.start, span.end));
        expect(again.map((statement) => statement.span)).toEqual([{ start: 0, end: span.end - span.start }]);
      }
      expect(before).toBeLessThanOrEqual(text.length);
    }
  });

  it("takes time in proportion to the text, whatever is in it", () => {
    const hard = [";", "/**/", "$a$", "'", "--\n", "$", "\u2028", '"', "-- @param a " + " ".repeat(200) + "\u2028\n", "e'\\", "/*"];
    for (const piece of hard) {
      const text = "select 1;" + piece.repeat(300_000 / piece.length);
      expect(outlineStatements(text).length).toBeGreaterThan(0);
    }
  });
});

const pieces = [
  "select ",
  "'",
  '"',
  ";",
  "--",
  "\n",
  "/*",
  "*/",
  "$$",
  "$a$",
  "$b",
  "?",
  "e'",
  "\\",
  " ",
  "x",
  "1.5e",
  "\r",
  "-- @name n\n",
  "é",
  "😀",
  "\u00a0",
  "-- @param p INTEGER = 1\n",
];

/** A small generator of its own, so that a failure comes again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
