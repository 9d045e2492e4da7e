import { duckdb, type FormatOptionsWithLanguage, formatDialect } from "sql-formatter";
import type { TextSpan } from "../../protocol/errors";
import { tokenizeSql } from "../statements/sqlTokens";
import { type StatementPiece, statementPieces } from "../statements/statementPieces";
import { rejoined } from "./formattedTokens";

export interface FormattingStyle {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** A stretch of a text with what shall stand there. */
export interface TextReplacement {
  readonly span: TextSpan;
  readonly text: string;
}

/**
 * What makes the statements of a text formatted; with a range, those that it touches. Comments above and between statements stay
 * as they are, directives among them, and so does a statement that cannot be read: nothing but white space and the case of keywords changes.
 */
export function formatStatements(text: string, style: FormattingStyle, range?: TextSpan): TextReplacement[] {
  return statementPieces(text).pieces.flatMap((piece) => {
    const span = extentOf(text, piece);
    if (range !== undefined && (span.end < range.start || span.start > range.end)) return [];
    const before = text.slice(span.start, span.end);
    const after = formatted(before.trimEnd(), style);
    if (after === undefined) return [];
    const written = before.includes("\r\n") ? after.replaceAll("\n", "\r\n") : after;
    return written === before ? [] : [{ span, text: written }];
  });
}

/** From its first token to its last one, or to the semicolon where there is only white space before it. */
function extentOf(text: string, { tokens, to }: StatementPiece): TextSpan {
  const [start, end] = [tokens[0]?.start ?? to, tokens.at(-1)?.end ?? to];
  return { start, end: text[to] === ";" && text.slice(end, to).trim() === "" ? to : end };
}

/** Nothing where the statement cannot be read, or where the formatter read something else than what is written. */
function formatted(sql: string, { tabSize, insertSpaces }: FormattingStyle): string | undefined {
  const unix = sql.replaceAll("\r\n", "\n");
  try {
    const given = formatDialect(unix, { ...options, tabWidth: tabSize, useTabs: !insertSpaces });
    return rejoined({ text: unix, tokens: tokenizeSql(unix) }, { text: given, tokens: tokenizeSql(given) });
  } catch {
    // It says where its own grammar ends, which is not where DuckDB's does: the engine's diagnostics tell what is wrong.
    return undefined;
  }
}

const options: Omit<FormatOptionsWithLanguage, "language"> & { readonly dialect: typeof duckdb } = {
  dialect: duckdb,
  keywordCase: "preserve",
  expressionWidth: 80,
  paramTypes: { named: ["$"], numbered: ["$"], positional: true },
};
