import type { WrittenChart } from "../../protocol/chart";
import type { ErrorData, TextSpan } from "../../protocol/errors";
import type { StatementOutline } from "../../protocol/query";

/** A statement that is to be run, with where it begins in its document. */
export interface RunnableStatement {
  /** Stays the same when the statement is edited: its name, else its place among the statements. */
  readonly tabId: string;
  readonly title: string;
  readonly sql: string;
  /** See `StatementOutline`. */
  readonly fingerprint: string;
  /** Offset in the document. */
  readonly start: number;
  readonly parameters: StatementOutline["parameters"];
  readonly chart?: WrittenChart;
}

/** The statements of a text; `offset` is where the text begins in its document, `idPrefix` tells selections from whole documents. */
export function runnableStatements(
  text: string,
  outline: readonly StatementOutline[],
  offset = 0,
  idPrefix = "",
): readonly RunnableStatement[] {
  return outline.map(({ span, fingerprint, name, parameters, chart }, index) => {
    const sql = text.slice(span.start, span.end);
    const tabId = `${idPrefix}${name === undefined ? `#${index + 1}` : `@${name}`}`;
    const start = offset + span.start;
    return { tabId, title: name ?? shorten(sql), sql, fingerprint, start, parameters, ...(chart === undefined ? {} : { chart }) };
  });
}

/** Begins the ids of what was run as a selection: a part of a statement, perhaps. */
export const selectionPrefix = "selection ";

export function isSelection({ tabId }: Pick<RunnableStatement, "tabId">): boolean {
  return tabId.startsWith(selectionPrefix);
}

/** Where the statement of a tab stands now; nowhere, if it was changed since it was run. */
export function statementOf(
  tab: Pick<RunnableStatement, "tabId" | "sql">,
  statements: readonly RunnableStatement[],
): RunnableStatement | undefined {
  const same = statements.filter(({ sql }) => sql === tab.sql);
  return same.find(({ tabId }) => tabId === tab.tabId) ?? same[0];
}

/**
 * Which statement a cursor at `offset` means: the one that it stands in, or in whose comments above it stands; between two
 * statements the upper one; above them all the first.
 */
export function statementAt(text: string, outline: readonly StatementOutline[], offset: number): number | undefined {
  if (outline.length === 0) return undefined;
  const starts = outline.map(({ span }, index) => startWithComments(text, outline[index - 1]?.span.end ?? 0, span.start));
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
}

/** Where the comments above a statement begin. One on the line on which the statement above ends belongs to that one. */
export function startWithComments(text: string, above: number, start: number): number {
  const nextLine = above === 0 ? 0 : text.indexOf("\n", above);
  if (nextLine === -1 || nextLine >= start) return start;
  const comment = text.slice(nextLine, start).search(/--|\/\*/);
  return comment === -1 ? start : nextLine + comment;
}

/** Where in the document an error of a statement lies; a statement without a place for it is marked as a whole. */
export function errorPlace(statement: Pick<RunnableStatement, "start" | "sql">, data: ErrorData | undefined): TextSpan {
  const { start, sql } = statement;
  const span = data?.span;
  if (span === undefined || span.start >= sql.length) return { start, end: start + sql.length };
  // A place of no width could not be seen.
  const end = Math.min(sql.length, Math.max(span.end, span.start + 1));
  return { start: start + span.start, end: start + end };
}

/** The line of an offset in a text, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The beginning of a statement on one line, for a tab. */
export function shorten(sql: string): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length <= titleLength ? line : `${line.slice(0, titleLength - 1)}…`;
}

const titleLength = 32;
