import { FlowLogError, type TextSpan } from "../../../protocol/errors";
import type { StatementSource } from "./statementSource";

/** What a statement may do. `unknown`: it begins with no word that SQL has, so only the engine's parser can say what is wrong. */
export type StatementKind = "rows" | "explain" | "create" | "drop" | "unknown";

/**
 * Tells what a statement does by its first words, and refuses what queries may not do. It reads tokens only; the engine's own idea
 * of the statement must agree before it runs (`querySession.ts`).
 */
export function guardStatement(source: StatementSource): StatementKind {
  refuseForbiddenFunctions(source);
  return kindFrom(source, 0);
}

export function refusal(sentence: string, span?: TextSpan): FlowLogError {
  return new FlowLogError({ kind: "statementRefused", ...(span === undefined ? {} : { span }) }, sentence);
}

/** PIVOT reads its columns from the data first: the engine makes several statements of it. */
export function pivots(source: StatementSource): boolean {
  return source.tokens.some((_token, index) => pivotWords.has(source.wordAt(index) ?? ""));
}

function kindFrom(source: StatementSource, from: number): StatementKind {
  let index = from;
  while (source.symbolAt(index) === "(") index++;
  const word = source.wordAt(index) ?? "";
  if (readingWords.has(word)) return "rows";
  if (index > from) return "unknown";
  if (word === "explain" && from === 0) return explainKind(source);
  if (word === "create" || word === "drop") {
    if (from > 0) throw refusal("EXPLAIN works on queries only.", spanAt(source, index));
    return word;
  }
  const advice = adviceByWord.get(word);
  if (advice !== undefined) throw refusal(advice, spanAt(source, index));
  return "unknown";
}

function explainKind(source: StatementSource): StatementKind {
  let index = 1;
  while (source.wordAt(index) === "analyze" || source.wordAt(index) === "verbose") index++;
  if (source.symbolAt(index) === "(" && explainOptions.has(source.wordAt(index + 1) ?? "")) {
    while (index < source.tokens.length && source.symbolAt(index) !== ")") index++;
    index++;
  }
  const inner = kindFrom(source, index);
  return inner === "rows" ? "explain" : "unknown";
}

function refuseForbiddenFunctions(source: StatementSource): void {
  for (let index = 0; index + 1 < source.tokens.length; index++) {
    const name = source.symbolAt(index + 1) === "(" ? source.nameAt(index)?.toLowerCase() : undefined;
    const reason = name === undefined ? undefined : forbiddenFunctions.get(name);
    if (reason !== undefined) throw refusal(`${name ?? ""}() is not for queries: ${reason}`, spanAt(source, index));
  }
}

function spanAt(source: StatementSource, index: number): TextSpan | undefined {
  const token = source.tokens[index];
  return token && source.spanOf(token);
}

const pivotWords = new Set(["pivot", "pivot_wider"]);
const explainOptions = new Set(["analyze", "format", "verbose"]);

const readingWords = new Set([
  "select",
  "from",
  "with",
  "values",
  "table",
  "pivot",
  "pivot_wider",
  "unpivot",
  "pivot_longer",
  "describe",
  "desc",
  "show",
  "summarize",
]);

const changes = "Queries read the index and never change it. To keep rows of your own, use CREATE TEMP TABLE … AS SELECT.";
const settings = "Settings are fixed while queries run. To hand a value to a statement, use a $name parameter.";
const pragma = "PRAGMA is not for queries: use DESCRIBE, SHOW, SUMMARIZE, or SELECT from a function such as pragma_table_info('flows').";
const databases =
  "Only the index and your own tables are open. In an editor, read_csv, read_json and read_parquet in FROM read files of the workspace.";
const extensions = "Extensions are never loaded. What the engine has built in is there without loading.";
const files = "Statements write no files. Run the SELECT and use Save Result.";
const storage = "The index looks after its own storage: there is nothing to do.";
const transactions = "Every statement stands on its own: leave out transaction statements.";
const prepared = "Use $name parameters in place of prepared statements.";
const redefine = "Own views, macros and tables are changed by CREATE OR REPLACE.";

const adviceByWord: ReadonlyMap<string, string> = new Map(
  Object.entries({
    insert: changes,
    update: changes,
    delete: changes,
    merge: changes,
    truncate: changes,
    upsert: changes,
    replace: changes,
    set: settings,
    reset: settings,
    variable: settings,
    pragma,
    attach: databases,
    detach: databases,
    use: databases,
    install: extensions,
    load: extensions,
    copy: files,
    export: files,
    import: files,
    checkpoint: storage,
    force: storage,
    vacuum: storage,
    analyze: storage,
    reindex: storage,
    begin: transactions,
    start: transactions,
    commit: transactions,
    end: transactions,
    rollback: transactions,
    abort: transactions,
    prepare: prepared,
    execute: prepared,
    deallocate: prepared,
    alter: redefine,
    comment: redefine,
    rename: redefine,
    call: "CALL is not for queries: write FROM before the function instead.",
  }),
);

const dynamicSql = "it runs text as a statement. Write the query itself in FROM.";
const serverState = "it changes how the server works.";
const credentials = "there are no credentials in the engine.";

/**
 * Functions that do more than read, although they can be called in a SELECT and the locked configuration does not stop them:
 * `enable_logging` writes files, `enable_profiling` writes to the standard output, `query` would hide the others in a text.
 * A test compares this list with all table functions of the engine.
 */
export const forbiddenFunctions: ReadonlyMap<string, string> = new Map([
  ["query", dynamicSql],
  ["json_execute_serialized_sql", dynamicSql],
  ["checkpoint", serverState],
  ["force_checkpoint", serverState],
  ["enable_logging", serverState],
  ["disable_logging", serverState],
  ["truncate_duckdb_logs", serverState],
  ["write_log", serverState],
  ["enable_profiling", serverState],
  ["disable_profiling", serverState],
  ["enable_peg_parser", serverState],
  ["disable_peg_parser", serverState],
  ["check_peg_parser", serverState],
  ["arrow_scan", serverState],
  ["arrow_scan_dumb", serverState],
  ["seq_scan", serverState],
  ["nextval", "it changes a sequence."],
  ["duckdb_secrets", credentials],
  ["which_secret", credentials],
]);
