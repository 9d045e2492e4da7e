import type { DuckDBConnection } from "@duckdb/node-api";
import { FlowLogError, type TextSpan } from "../../../protocol/errors";
import { catalogs } from "./database";
import { quoteName } from "./quoting";
import { refusal } from "./statementGuard";
import type { StatementSource } from "./statementSource";

type ObjectKind = "view" | "table" | "macro";

/** What a CREATE or DROP names. */
export interface Target {
  readonly kind: ObjectKind;
  readonly name: string;
  /** Where the text says that it lies; `undefined`: nowhere said. */
  readonly catalog: string | undefined;
  readonly span: TextSpan;
  readonly ifExists: boolean;
  /** Index of the first token behind the name. */
  readonly next: number;
}

/**
 * Refuses a CREATE that makes anything but a view, macro or table of the user's own, or that would hide something of the index or
 * of the engine behind the same name. Gives what to call it.
 */
export async function checkCreate(connection: DuckDBConnection, source: StatementSource): Promise<Target> {
  const target = createTarget(source);
  if (target.kind === "table" && !hasQuery(source, target.next)) {
    throw refusal(`Say what ${target.name} holds: CREATE TABLE ${target.name} AS SELECT …`, target.span);
  }
  if (target.kind === "macro") {
    const taken = await exists(connection, foreignFunctionSql, target.name);
    // A macro from before there was such a function stays the user's to change.
    const isOwn = taken && (await findOwn(connection, { ...target, catalog: undefined })) !== undefined;
    if (taken && !isOwn) throw refusal(`There is a function ${target.name} already: give the macro another name.`, target.span);
  } else if (await exists(connection, indexViewSql, target.name)) {
    throw refusal(`${target.name} is a table of the index: give your ${target.kind} another name.`, target.span);
  }
  return target;
}

/** Drops an object of the user's own. The statement that runs is made here and names the object in full. */
export async function dropOwnObject(connection: DuckDBConnection, source: StatementSource): Promise<string> {
  const target = dropTarget(source);
  const found = await findOwn(connection, target);
  if (found !== undefined) {
    await connection.run(`DROP ${found.drop} ${quoteName(found.catalog)}.main.${quoteName(found.name)}`);
    return `Dropped ${target.kind} ${found.name}.`;
  }
  if (await exists(connection, target.kind === "macro" ? foreignFunctionSql : indexRelationSql, target.name)) {
    throw refusal(`${target.name} belongs to the index or the engine and stays.`, target.span);
  }
  if (target.ifExists) return `There is no ${target.kind} ${target.name}.`;
  const data = { kind: "statementFailed", span: target.span } as const;
  throw new FlowLogError(data, `There is no ${target.kind} of yours called ${target.name}.`);
}

function createTarget(source: StatementSource): Target {
  let index = 1;
  let temporary = false;
  if (source.wordAt(index) === "or" && source.wordAt(index + 1) === "replace") index += 2;
  if (source.wordAt(index) === "temp" || source.wordAt(index) === "temporary") {
    temporary = true;
    index++;
  }
  const kind = objectKinds.get(source.wordAt(index) ?? "");
  if (kind === undefined) throw refusal(onlyOwnObjects, wordsUpTo(source, index));
  index++;
  if (source.wordAt(index) === "if" && source.wordAt(index + 1) === "not" && source.wordAt(index + 2) === "exists") index += 3;
  return named(source, kind, index, { temporary, ifExists: false });
}

function dropTarget(source: StatementSource): Target {
  let index = 1;
  const kind = objectKinds.get(source.wordAt(index) ?? "");
  if (kind === undefined) throw refusal(onlyOwnObjects, wordsUpTo(source, index));
  index++;
  if (kind === "macro" && source.wordAt(index) === "table") index++;
  const ifExists = source.wordAt(index) === "if" && source.wordAt(index + 1) === "exists";
  const target = named(source, kind, ifExists ? index + 2 : index, { temporary: false, ifExists });
  const behind = source.wordAt(target.next);
  const end = behind === "cascade" || behind === "restrict" ? target.next + 1 : target.next;
  if (end < source.tokens.length) throw refusal("Drop one object at a time.", wordsUpTo(source, end));
  return target;
}

function named(
  source: StatementSource,
  kind: ObjectKind,
  from: number,
  more: { readonly temporary: boolean; readonly ifExists: boolean },
): Target {
  const parts: string[] = [];
  let index = from;
  for (;;) {
    const part = source.nameAt(index);
    if (part === undefined) throw refusal(`Say what the ${kind} is called, as one name.`, wordsUpTo(source, index));
    parts.push(part);
    index++;
    if (source.symbolAt(index) !== ".") break;
    index++;
  }
  const [first, last] = [source.tokens[from], source.tokens[index - 1]];
  if (first === undefined || last === undefined) throw refusal(onlyOwnObjects);
  const span = source.spanOf(first, last);
  const catalog = catalogOf(parts.slice(0, -1), span);
  const name = parts.at(-1) ?? "";
  return { kind, name, span, next: index, ifExists: more.ifExists, catalog: more.temporary ? "temp" : catalog };
}

/** Own objects lie in `mine` or are temporary; both have one schema, `main`. */
function catalogOf(qualifiers: readonly string[], span: TextSpan): string | undefined {
  const [first, second, third] = qualifiers.map((part) => part.toLowerCase());
  const known = first === undefined || first === catalogs.own || first === "temp" || (first === "main" && second === undefined);
  if (!known || (second ?? "main") !== "main" || third !== undefined) {
    throw refusal(`Own views, macros and tables are temporary or lie in ${catalogs.own}: leave out the name of any other place.`, span);
  }
  return first === "main" ? undefined : first;
}

/** `AS` outside parentheses: behind the name or behind a list of column names. */
function hasQuery(source: StatementSource, from: number): boolean {
  let depth = 0;
  for (let index = from; index < source.tokens.length; index++) {
    const symbol = source.symbolAt(index);
    if (symbol === "(") depth++;
    else if (symbol === ")") depth--;
    else if (depth === 0 && source.wordAt(index) === "as") return true;
  }
  return false;
}

function wordsUpTo(source: StatementSource, index: number): TextSpan | undefined {
  const first = source.tokens[0];
  return first && source.spanOf(first, source.tokens[Math.min(index, source.tokens.length - 1)] ?? first);
}

async function findOwn(
  connection: DuckDBConnection,
  target: Target,
): Promise<{ readonly catalog: string; readonly name: string; readonly drop: string } | undefined> {
  const reader = await connection.runAndReadAll(ownSql[target.kind], { name: target.name });
  const rows = reader.getRows().map(([catalog, name, drop]) => ({ catalog: String(catalog), name: String(name), drop: String(drop) }));
  // A temporary object hides one of `mine` with the same name, so it is meant first.
  const inOrder = rows.sort((a, b) => Number(b.catalog === "temp") - Number(a.catalog === "temp"));
  return inOrder.find((row) => target.catalog === undefined || row.catalog === target.catalog);
}

async function exists(connection: DuckDBConnection, sql: string, name: string): Promise<boolean> {
  const reader = await connection.runAndReadAll(sql, { name });
  return reader.currentRowCount > 0;
}

const onlyOwnObjects = "Queries may create and drop views, macros, and tables by CREATE TABLE … AS SELECT, and nothing else.";

const objectKinds: ReadonlyMap<string, ObjectKind> = new Map([
  ["view", "view"],
  ["table", "table"],
  ["macro", "macro"],
  ["function", "macro"],
]);

const own = `database_name IN ('${catalogs.own}', 'temp') AND schema_name = 'main'`;

const ownSql: Readonly<Record<ObjectKind, string>> = {
  view: `SELECT database_name, view_name, 'VIEW' FROM duckdb_views() WHERE ${own} AND lower(view_name) = lower($name) AND NOT internal`,
  table: `SELECT database_name, table_name, 'TABLE' FROM duckdb_tables() WHERE ${own} AND lower(table_name) = lower($name)`,
  macro: `SELECT DISTINCT database_name, function_name, CASE function_type WHEN 'table_macro' THEN 'MACRO TABLE' ELSE 'MACRO' END
    FROM duckdb_functions() WHERE ${own} AND lower(function_name) = lower($name) AND NOT internal`,
};

/** What statements find by a bare name. The tables behind it, such as one of rejected lines, are never looked up by theirs. */
const indexViewSql = `
  SELECT 1 FROM duckdb_views() WHERE database_name = '${catalogs.index}' AND lower(view_name) = lower($name) AND NOT internal`;

const indexRelationSql = `${indexViewSql}
  UNION ALL SELECT 1 FROM duckdb_tables() WHERE database_name = '${catalogs.index}' AND lower(table_name) = lower($name)`;

const foreignFunctionSql = `
  SELECT 1 FROM duckdb_functions() WHERE database_name NOT IN ('${catalogs.own}', 'temp') AND lower(function_name) = lower($name)`;
