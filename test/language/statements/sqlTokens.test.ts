import { describe, expect, it } from "vitest";
import { tokenizeSql } from "../../../src/language/statements/sqlTokens";

/** Each token as `kind:text`. */
function tokens(text: string): string[] {
  return tokenizeSql(text).map((token) => `${token.kind}:${text.slice(token.start, token.end)}`);
}

const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ["words and symbols", "SELECT a.b_1", ["word:SELECT", "word:a", "symbol:.", "word:b_1"]],
  ["a doubled quote inside a string", "'it''s' x", ["string:'it''s'", "word:x"]],
  ["a backslash as itself in a plain string", String.raw`'a\' b`, [String.raw`string:'a\'`, "word:b"]],
  ["a backslash as an escape in an E string", String.raw`E'a\'b' c`, [String.raw`string:E'a\'b'`, "word:c"]],
  ["e as a name when no quote follows", "e 'x'", ["word:e", "string:'x'"]],
  ["a quoted name with a doubled quote", `"a "" b".c`, [`quotedName:"a "" b"`, "symbol:.", "word:c"]],
  ["dollar quotes", "$$a;'b$$ $x$ $$ ; $x$", ["string:$$a;'b$$", "string:$x$ $$ ; $x$"]],
  ["a dollar inside a word", "a$b$c", ["word:a$b$c"]],
  ["parameters", "$von + $1 + ?", ["parameter:$von", "symbol:+", "parameter:$1", "symbol:+", "parameter:?"]],
  ["a lone dollar", "$ x", ["symbol:$", "word:x"]],
  ["line comments", "a -- b 'c\nd", ["word:a", "comment:-- b 'c", "word:d"]],
  ["nested block comments", "/* a /* b */ c */ d", ["comment:/* a /* b */ c */", "word:d"]],
  [
    "numbers",
    "1 2.5 .5 1e-3 1_000 0xFF 3.",
    ["1", "2.5", ".5", "1e-3", "1_000", "0xFF"].map((n) => `number:${n}`).concat("number:3", "symbol:."),
  ],
  ["Unicode letters in names", "größe 名前", ["word:größe", "word:名前"]],
  ["Unicode spaces as space", "a\u00a0b\u3000c", ["word:a", "word:b", "word:c"]],
  ["a string that nothing closes", "a 'b;c", ["word:a", "string:'b;c"]],
  ["a comment that nothing closes", "a /* b;c", ["word:a", "comment:/* b;c"]],
  ["a dollar quote that nothing closes", "a $x$ b;c", ["word:a", "string:$x$ b;c"]],
  ["nothing", " \n\t", []],
];

describe("The tokenizer", () => {
  it.each(cases)("reads %s", (_name, text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});
