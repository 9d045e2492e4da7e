import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatStatements, type FormattingStyle } from "../../../src/language/features/formatting";
import { tokenizeSql } from "../../../src/language/statements/sqlTokens";

const spaces: FormattingStyle = { tabSize: 2, insertSpaces: true };

function format(text: string, style = spaces, range?: { start: number; end: number }): string {
  const edits = formatStatements(text, style, range).reverse();
  return edits.reduce((result, { span, text: written }) => result.slice(0, span.start) + written + result.slice(span.end), text);
}

/** What a text says: its tokens, words in upper case. */
function said(text: string): string[] {
  return tokenizeSql(text).map(({ kind, start, end }) => {
    const written = text.slice(start, end);
    return kind === "word" ? written.toUpperCase() : kind === "comment" ? written.replace(/\s+/g, " ").trim() : written;
  });
}

const queriesFolder = new URL("../../../library/queries/", import.meta.url);
const shipped = readdirSync(queriesFolder).map((name) => [name, readFileSync(new URL(name, queriesFolder), "utf8")] as const);

const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
  ["keywords in upper case", "select 1", "SELECT\n  1"],
  ["functions and names as they are written", "select Count(*) from Flows", "SELECT\n  Count(*)\nFROM\n  Flows"],
  ["named parameters", "from flows where a=$Port", "FROM\n  flows\nWHERE\n  a = $Port"],
  ["numbered and unnamed parameters", "select $1,?", "SELECT\n  $1,\n  ?"],
  ["an alias that is a word of SQL", "select a as year, b as left", "SELECT\n  a AS year,\n  b AS left"],
  ["columns that are words of SQL", "select hour, f.action, type", "SELECT\n  hour,\n  f.action,\n  type"],
  ["FILTER", "select count(*) filter(where a)", "SELECT\n  count(*) FILTER (\n    WHERE\n      a\n  )"],
  ["a call of ours", "select ip_in(srcaddr,'10.0.0.0/8')", "SELECT\n  ip_in(srcaddr, '10.0.0.0/8')"],
  ["a call with a space", "select lag (a) over w", "SELECT\n  lag(a) OVER w"],
  ["two minus signs", "select a- -1", "SELECT\n  a - -1"],
  ["operators of several characters", "select a->>'b', c::int[], d//e", "SELECT\n  a ->> 'b',\n  c::int[],\n  d // e"],
  ["text that holds SQL", "select 'select  a', $$ from  b $$", "SELECT\n  'select  a',\n  $$ from  b $$"],
  ["quoted names", 'select "Group  By" from "a b"', 'SELECT\n  "Group  By"\nFROM\n  "a b"'],
  ["a hexadecimal literal", "select x'1f'", "SELECT\n  x'1f'"],
  ["UNION ALL BY NAME", "from a union all by name from b", "FROM\n  a\nUNION ALL BY NAME\nFROM\n  b"],
  ["comments inside", "select a, -- why\n b", "SELECT\n  a, -- why\n  b"],
  ["non-ASCII names", "select größe from übersicht", "SELECT\n  größe\nFROM\n  übersicht"],
  ["a semicolon behind white space", "select 1  ;", "SELECT\n  1;"],
  ["CRLF", "select 1,\r\n2", "SELECT\r\n  1,\r\n  2"],
];

const untouched: readonly (readonly [what: string, text: string])[] = [
  ["an empty text", ""],
  ["comments alone", "--   a\n\n  -- @name   x  "],
  ["directives", "--  @name   x\n--@param   a   INTEGER=1\n\n\nSELECT\n  1;\n\n\n-- end  "],
  ["an open bracket", "select (1"],
  ["a bracket too many", "select 1)"],
  ["an open text", "select 'a"],
  ["brackets that do not fit", "select {a: (1}"],
];

describe("Formatting", () => {
  it.each(cases)("writes %s", (_what, text, expected) => expect(format(text)).toBe(expected));
  it.each(untouched)("leaves %s", (_what, text) => expect(format(text)).toBe(text));
  it.each(cases)("has nothing to do the second time for %s", (_what, text) => expect(format(format(text))).toBe(format(text)));

  it.each(shipped)("says the same in %s, and has nothing to do the second time", (_name, text) => {
    const once = format(text);
    expect(once).not.toBe(text);
    expect(said(once)).toEqual(said(text));
    expect(format(once)).toBe(once);
  });

  it("leaves the first of two statements, when it cannot be read, and formats the other", () => {
    expect(format("select (;select 1;")).toBe("select (;SELECT\n  1;");
  });

  it("indents as the editor does", () => {
    expect(format("select 1", { tabSize: 4, insertSpaces: true })).toBe("SELECT\n    1");
    expect(format("select 1", { tabSize: 4, insertSpaces: false })).toBe("SELECT\n\t1");
  });

  it("formats the statements that a range touches", () => {
    expect(format("select 1;select 2;select 3", spaces, { start: 10, end: 12 })).toBe("select 1;SELECT\n  2;select 3");
  });

  it("never changes what a text says, wherever it is cut off", () => {
    for (const [, text] of shipped) {
      for (let end = 0; end < text.length; end += 17) {
        const cut = text.slice(0, end);
        expect(said(format(cut))).toEqual(said(cut));
      }
    }
  });
});
