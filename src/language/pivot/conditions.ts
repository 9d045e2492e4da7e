import type { Cell } from "../../protocol/query";
import type { NarrowTerm } from "../../protocol/pivot";
import { cellLiteral, isNested } from "./literals";

/** A term as a condition on an expression; several parts of it stand in brackets, so that it can be joined by AND. */
export function conditionSql(term: NarrowTerm, expression: string, type: string): string {
  const left = isNested(type) ? `CAST(to_json(${expression}) AS VARCHAR)` : expression;
  if ("from" in term) return (term.op === "range" ? rangeSql : outsideSql)(left, term.from, term.to, type);
  const written = term.values.filter((value) => value !== null).map((value) => cellLiteral(value, type));
  const distinct = [...new Set(written)];
  return term.op === "in" ? among(left, distinct, term.values.includes(null)) : notAmong(left, distinct, term.values.includes(null));
}

/** The columns that a term is about: one, or either of two. */
export function columnsOf(term: NarrowTerm): readonly string[] {
  return "from" in term || term.orColumn === undefined ? [term.column] : [term.column, term.orColumn];
}

/** A condition on each of several columns, of which one has to meet it, or, where it leaves out, all of them. A range is of one column. */
export function eitherSql(op: NarrowTerm["op"], tests: readonly string[]): string {
  return op === "in" && tests.length > 1 ? `(${tests.join(" OR ")})` : tests.join(" AND ");
}

function among(left: string, values: readonly string[], orNull: boolean): string {
  if (values.length === 0) return orNull ? `${left} IS NULL` : "false";
  const equal = values.length === 1 ? `${left} = ${values[0]}` : `${left} IN (${values.join(", ")})`;
  return orNull ? `(${equal} OR ${left} IS NULL)` : equal;
}

/** NULL is none of the values, so rows with it stay unless it is excluded itself. */
function notAmong(left: string, values: readonly string[], norNull: boolean): string {
  if (values.length === 0) return norNull ? `${left} IS NOT NULL` : "true";
  if (values.length === 1) return norNull ? `${left} <> ${values[0]}` : `${left} IS DISTINCT FROM ${values[0]}`;
  const differs = `${left} NOT IN (${values.join(", ")})`;
  return norNull ? differs : `(${differs} OR ${left} IS NULL)`;
}

function rangeSql(left: string, from: Cell, to: Cell, type: string): string {
  const parts = [
    ...(from === null ? [] : [`${left} >= ${cellLiteral(from, type)}`]),
    ...(to === null ? [] : [`${left} < ${cellLiteral(to, type)}`]),
  ];
  return parts.length === 0 ? "true" : parts.join(" AND ");
}

/** As with single values, rows with NULL stay: it is in no range. */
function outsideSql(left: string, from: Cell, to: Cell, type: string): string {
  const parts = [
    ...(from === null ? [] : [`${left} < ${cellLiteral(from, type)}`]),
    ...(to === null ? [] : [`${left} >= ${cellLiteral(to, type)}`]),
  ];
  return parts.length === 0 ? "false" : `(${[...parts, `${left} IS NULL`].join(" OR ")})`;
}
