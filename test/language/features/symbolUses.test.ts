import { describe, expect, it } from "vitest";
import { rename } from "../../../src/language/features/renaming";
import { symbolAt } from "../../../src/language/features/symbolUses";
import { catalog } from "../completion/catalog";
import { bracketed, marked } from "../support/marked";

/** Cursor in, uses in guillemets out, with what it is. */
const uses: readonly (readonly [text: string, expected: string])[] = [
  ["WITH |a AS (SELECT 1) FROM a", "cte WITH «a» AS (SELECT 1) FROM «a»"],
  ["WITH a AS (SELECT 1) SELECT a.x FROM a|", "cte WITH «a» AS (SELECT 1) SELECT «a».x FROM «a»"],
  ["WITH a AS (FROM flows), b AS (FROM a) FROM |b, a", "cte WITH a AS (FROM flows), «b» AS (FROM a) FROM «b», a"],
  ["WITH a AS (FROM flows), b AS (FROM |a) FROM b, a", "cte WITH «a» AS (FROM flows), b AS (FROM «a») FROM b, «a»"],
  ["WITH a AS (WITH a AS (SELECT 1) FROM |a) FROM a", "cte WITH a AS (WITH «a» AS (SELECT 1) FROM «a») FROM a"],
  ["WITH RECURSIVE r AS (SELECT 1 UNION FROM r) FROM |r", "cte WITH RECURSIVE «r» AS (SELECT 1 UNION FROM «r») FROM «r»"],
  ['WITH "a b" AS (SELECT 1) FROM |"a b"', 'cte WITH «"a b"» AS (SELECT 1) FROM «"a b"»'],
  ["WITH A AS (SELECT 1) FROM |a", "cte WITH «A» AS (SELECT 1) FROM «a»"],
  ["WITH größe AS (SELECT 1) FROM |größe", "cte WITH «größe» AS (SELECT 1) FROM «größe»"],
  ["SELECT f.srcaddr FROM flows |f WHERE f.bytes > 1", "source SELECT «f».srcaddr FROM flows «f» WHERE «f».bytes > 1"],
  ["SELECT |f.* FROM flows AS f", "source SELECT «f».* FROM flows AS «f»"],
  [
    "FROM flows f WHERE EXISTS (FROM hosts h WHERE h.ip = |f.srcaddr)",
    "source FROM flows «f» WHERE EXISTS (FROM hosts h WHERE h.ip = «f».srcaddr)",
  ],
  ["SELECT x.n FROM (SELECT 1 AS n) |x", "source SELECT «x».n FROM (SELECT 1 AS n) «x»"],
  ["SELECT |a.x FROM (SELECT 1 AS x) a JOIN (SELECT 2 AS x) b", "source SELECT «a».x FROM (SELECT 1 AS x) «a» JOIN (SELECT 2 AS x) b"],
  [
    "-- @chart line x=hour y=sum(b)\nSELECT start_time AS |hour, bytes AS b FROM flows ORDER BY hour",
    "alias -- @chart line x=«hour» y=sum(b)\nSELECT start_time AS «hour», bytes AS b FROM flows ORDER BY «hour»",
  ],
  [
    '-- @chart y=sum("my |b")\nWITH a AS (SELECT bytes AS "my b" FROM flows) SELECT "my b" FROM a',
    'alias -- @chart y=sum(«"my b"»)\nWITH a AS (SELECT bytes AS «"my b"» FROM flows) SELECT «"my b"» FROM a',
  ],
  [
    "-- @chart x=|s\nWITH a AS (SELECT srcaddr AS s FROM flows) FROM a",
    "alias -- @chart x=«s»\nWITH a AS (SELECT srcaddr AS «s» FROM flows) FROM a",
  ],
  ["SELECT bytes AS |b FROM flows ORDER BY b", "alias SELECT bytes AS «b» FROM flows ORDER BY «b»"],
  ["SELECT sum(bytes) AS bytes FROM flows ORDER BY |bytes DESC", "alias SELECT sum(bytes) AS «bytes» FROM flows ORDER BY «bytes» DESC"],
  ["SELECT sum(|bytes) AS bytes FROM flows ORDER BY bytes DESC", "column SELECT sum(«bytes») AS bytes FROM flows ORDER BY bytes DESC"],
  [
    "SELECT bytes AS b FROM flows UNION SELECT packets AS b FROM flows ORDER BY |b",
    "alias SELECT bytes AS «b» FROM flows UNION SELECT packets AS b FROM flows ORDER BY «b»",
  ],
  [
    "WITH a AS (SELECT bytes AS b FROM flows) SELECT |b, a.b FROM a",
    "alias WITH a AS (SELECT bytes AS «b» FROM flows) SELECT «b», a.«b» FROM a",
  ],
  [
    "SELECT z FROM (SELECT z FROM (SELECT bytes AS z FROM flows)) WHERE |z > 1",
    "alias SELECT «z» FROM (SELECT «z» FROM (SELECT bytes AS «z» FROM flows)) WHERE «z» > 1",
  ],
  ["WITH a(|x, y) AS (SELECT 1, 2) SELECT x, y FROM a", "alias WITH a(«x», y) AS (SELECT 1, 2) SELECT «x», y FROM a"],
  ["SELECT n FROM range(3) r(|n)", "alias SELECT «n» FROM range(3) r(«n»)"],
  ["FROM (SELECT bytes AS b FROM flows) SELECT * EXCLUDE (|b)", "alias FROM (SELECT bytes AS «b» FROM flows) SELECT * EXCLUDE («b»)"],
  [
    "SELECT |srcaddr FROM flows WHERE srcaddr = 'srcaddr' -- srcaddr",
    "column SELECT «srcaddr» FROM flows WHERE «srcaddr» = 'srcaddr' -- srcaddr",
  ],
  ["SELECT f.|bytes, g.bytes, g.packets FROM flows f, flows g", "column SELECT f.«bytes», g.«bytes», g.packets FROM flows f, flows g"],
  [
    "SELECT * FROM |flows WHERE bytes IN (SELECT bytes FROM flows)",
    "relation SELECT * FROM «flows» WHERE bytes IN (SELECT bytes FROM «flows»)",
  ],
  ["SELECT |count(*), count(bytes) FROM flows", "function SELECT «count»(*), «count»(bytes) FROM flows"],
  ["SELECT $|port; SELECT $port", "parameter SELECT $«port»; SELECT $port"],
  ["-- @param port INTEGER\nSELECT $|port; SELECT $Port", "parameter -- @param «port» INTEGER\nSELECT $«port»; SELECT $«Port»"],
  [
    "-- @param |port INTEGER\nSELECT $port;\n-- @param port\nSELECT $port",
    "parameter -- @param «port» INTEGER\nSELECT $«port»;\n-- @param port\nSELECT $port",
  ],
  ["SELECT 1;\n-- @param port\nSELECT $|port;\nSELECT $port", "parameter SELECT 1;\n-- @param «port»\nSELECT $«port»;\nSELECT $port"],
  ["-- @param $port INTEGER\r\nSELECT $port|\r\n", "parameter -- @param $«port» INTEGER\r\nSELECT $«port»\r\n"],
  [
    "WITH a AS (SELECT bytes AS b FROM flows) SELECT b, FROM |a WHERE",
    "cte WITH «a» AS (SELECT bytes AS b FROM flows) SELECT b, FROM «a» WHERE",
  ],
];

const nothing: readonly string[] = [
  "|",
  "SELECT |",
  "SELECT 'a|'",
  "SELECT |?",
  "-- a|\nSELECT 1",
  "SELECT |nowhere FROM flows",
  "SELECT 1::|bytes FROM flows",
];

/** Cursor in, text after the renaming out; `!` before a problem. */
const renamings: readonly (readonly [text: string, newName: string, expected: string])[] = [
  ["WITH |a AS (SELECT 1) FROM a", "b", "WITH b AS (SELECT 1) FROM b"],
  ["WITH |a AS (SELECT 1) FROM a", "to all", 'WITH "to all" AS (SELECT 1) FROM "to all"'],
  ["WITH |a AS (SELECT 1) FROM a", "select", 'WITH "select" AS (SELECT 1) FROM "select"'],
  ["WITH |a AS (SELECT 1) FROM a", '"x""y"', 'WITH "x""y" AS (SELECT 1) FROM "x""y"'],
  ["WITH |a AS (SELECT 1), b AS (SELECT 2) FROM a", "B", "! The name B is taken here."],
  ["WITH |a AS (SELECT 1) FROM a", " ", "! A name has at least one character."],
  ["SELECT bytes AS b FROM flows ORDER BY |b", "size", "SELECT bytes AS size FROM flows ORDER BY size"],
  ["-- @chart x=|b\nSELECT bytes AS b FROM flows", "my size", '-- @chart x="my size"\nSELECT bytes AS "my size" FROM flows'],
  ["SELECT f.bytes FROM flows |f", "g", "SELECT g.bytes FROM flows g"],
  ["-- @param port = 1\nSELECT $|port", "$target", "-- @param target = 1\nSELECT $target"],
  ["SELECT $|port, $a", "A", "! There is a parameter $A already."],
  ["SELECT $|port", "a b", "! “a b” cannot be the name of a parameter: it has letters, digits and _ only."],
  ["SELECT |bytes FROM flows", "b", "! Only what the text itself names can be renamed."],
  ["SELECT 1 FROM |flows", "b", "! Only what the text itself names can be renamed."],
];

describe("The uses of a name", () => {
  it.each(uses)("%s", (text, expected) => {
    const { analyzed, offset, text: bare } = marked(text);
    const symbol = symbolAt(analyzed, offset, catalog);
    expect(`${symbol?.kind ?? ""} ${bracketed(bare, symbol?.uses ?? [])}`).toBe(expected);
  });

  it.each(nothing)("are none at %s", (text) => {
    const { analyzed, offset } = marked(text);
    expect(symbolAt(analyzed, offset, catalog)).toBeUndefined();
  });
});

describe("Renaming", () => {
  it.each(renamings)("%s to %s", (text, newName, expected) => {
    const { analyzed, offset, text: bare } = marked(text);
    const renaming = rename(analyzed, offset, newName, catalog);
    if ("problem" in renaming) return expect(`! ${renaming.problem}`).toBe(expected);
    const edits = [...renaming.edits].sort((one, other) => other.span.start - one.span.start);
    expect(edits.reduce((result, { span, text: to }) => result.slice(0, span.start) + to + result.slice(span.end), bare)).toBe(expected);
  });
});
