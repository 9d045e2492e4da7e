/** The lexical pieces of DuckDB's SQL. White space is between them and is none of them. */
export type SqlTokenKind =
  /** A keyword or a bare name. */
  | "word"
  /** `"a name"`. */
  | "quotedName"
  /** `'text'`, `E'text'`, `$$text$$`, `$tag$text$tag$`. */
  | "string"
  | "number"
  /** `$name`, `$1`, `?`. */
  | "parameter"
  /** One character of an operator or of punctuation. */
  | "symbol"
  /** `-- to the end of the line` or a block comment, which may hold others. */
  | "comment";

/** Offsets are UTF-16 code units. A string, name or comment that nothing closes reaches to the end of the text. */
export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly start: number;
  readonly end: number;
}

/** Cuts a text into tokens, in order. Never fails and takes time in proportion to the text. */
export function tokenizeSql(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let offset = 0;
  while (offset < text.length) {
    if (isSpace(text.charCodeAt(offset))) {
      offset++;
      continue;
    }
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = token.end;
  }
  return tokens;
}

/** White space as DuckDB sees it: the ASCII kinds, and the Unicode spaces that come along when a query is pasted from a web page. */
function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  return isUnicodeSpace(code);
}

export function isUnicodeSpace(code: number): boolean {
  return code === 0xa0 || (code >= 0x2000 && code <= 0x200d) || code === 0x205f || code === 0x2060 || code === 0x3000 || code === 0xfeff;
}

/** The offset of the line break at or behind `from`, or the end of the text. */
export function endOfLine(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && text.charCodeAt(offset) !== lineFeed && text.charCodeAt(offset) !== carriageReturn) offset++;
  return offset;
}

function tokenAt(text: string, start: number): SqlToken {
  const code = text.charCodeAt(start);
  switch (code) {
    case quote:
      return { kind: "string", start, end: endOfQuoted(text, start + 1, quote) };
    case doubleQuote:
      return { kind: "quotedName", start, end: endOfQuoted(text, start + 1, doubleQuote) };
    case dollar:
      return dollarToken(text, start);
    case question:
      return { kind: "parameter", start, end: start + 1 };
  }
  if (text.startsWith("--", start)) return { kind: "comment", start, end: endOfLine(text, start) };
  if (text.startsWith("/*", start)) return { kind: "comment", start, end: endOfBlockComment(text, start) };
  if (isDigit(code) || (code === dot && isDigit(text.charCodeAt(start + 1))))
    return { kind: "number", start, end: endOfNumber(text, start) };
  if (isWordStart(code)) return wordToken(text, start);
  return { kind: "symbol", start, end: start + 1 };
}

function wordToken(text: string, start: number): SqlToken {
  const end = endOfWord(text, start);
  const escapes = end - start === 1 && (text[start] === "e" || text[start] === "E") && text.charCodeAt(end) === quote;
  return escapes ? { kind: "string", start, end: endOfEscapeString(text, end + 1) } : { kind: "word", start, end };
}

function dollarToken(text: string, start: number): SqlToken {
  dollarQuote.lastIndex = start;
  const opening = dollarQuote.exec(text)?.[0];
  if (opening !== undefined) {
    const closing = text.indexOf(opening, start + opening.length);
    return { kind: "string", start, end: closing < 0 ? text.length : closing + opening.length };
  }
  parameter.lastIndex = start;
  const name = parameter.exec(text)?.[0];
  return name === undefined ? { kind: "symbol", start, end: start + 1 } : { kind: "parameter", start, end: start + name.length };
}

function endOfQuoted(text: string, from: number, closing: number): number {
  let offset = from;
  while (offset < text.length) {
    if (text.charCodeAt(offset) !== closing) offset++;
    else if (text.charCodeAt(offset + 1) === closing) offset += 2;
    else return offset + 1;
  }
  return text.length;
}

function endOfEscapeString(text: string, from: number): number {
  let offset = from;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === backslash || (code === quote && text.charCodeAt(offset + 1) === quote)) offset += 2;
    else if (code === quote) return offset + 1;
    else offset++;
  }
  return text.length;
}

function endOfBlockComment(text: string, from: number): number {
  let depth = 1;
  let offset = from + 2;
  while (offset < text.length) {
    if (text.startsWith("*/", offset)) {
      offset += 2;
      if (--depth === 0) return offset;
    } else if (text.startsWith("/*", offset)) {
      depth++;
      offset += 2;
    } else offset++;
  }
  return text.length;
}

function endOfNumber(text: string, from: number): number {
  number.lastIndex = from;
  return from + (number.exec(text)?.[0].length ?? 1);
}

function endOfWord(text: string, from: number): number {
  let offset = from + 1;
  while (offset < text.length && isWordPart(text.charCodeAt(offset))) offset++;
  return offset;
}

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === underscore || (code >= 128 && !isUnicodeSpace(code));
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === dollar;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const [quote, doubleQuote, dollar, question, dot, backslash, underscore, lineFeed, carriageReturn] = [39, 34, 36, 63, 46, 92, 95, 10, 13];
const dollarQuote = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const parameter = /\$[\p{L}\p{N}_]+/uy;
const number = /0[xX][0-9a-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?/y;
