import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import { tokenizeSql } from "../../../language/statements/sqlTokens";
import { FlowLogError, type TextSpan } from "../../../protocol/errors";
import type { ParameterValue } from "../resultEngine";
import { readEngineError } from "./engineErrors";
import type { StatementSource } from "./statementSource";

/**
 * Binds every parameter that a prepared statement has, as the declared type; the engine casts each from its text. Values that
 * the statement does not use are left alone.
 */
export async function bindParameters(
  connection: DuckDBConnection,
  prepared: DuckDBPreparedStatement,
  source: StatementSource,
  parameters: Readonly<Record<string, ParameterValue>>,
): Promise<void> {
  const byName = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  for (let index = 1; index <= prepared.parameterCount; index++) {
    const name = prepared.parameterName(index);
    const parameter = byName.get(name.toLowerCase());
    const span = source.parameterSpan(name);
    if (parameter === undefined) {
      throw new FlowLogError({ kind: "parameterMissing", ...(span && { span }) }, `Give a value for $${name}.`);
    }
    const { value, type } = await castParameter(connection, name, parameter, span);
    if (value === null) prepared.bindNull(index);
    else prepared.bindValue(index, value, type);
  }
}

interface BoundValue {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
}

async function castParameter(
  connection: DuckDBConnection,
  name: string,
  { type, text }: ParameterValue,
  span: TextSpan | undefined,
): Promise<BoundValue> {
  const failed = (sentence: string, detail?: string): FlowLogError =>
    new FlowLogError({ kind: "statementFailed", ...(detail === undefined ? {} : { detail }), ...(span && { span }) }, sentence);
  if (!isTypeText(type)) throw failed(`$${name} is declared as “${type}”, which is no type.`);
  const input = text !== null && isList(type) ? asList(text) : text;
  try {
    const reader = await connection.runAndReadAll(`SELECT CAST($1 AS ${type})`, [input]);
    return { value: reader.value(0, 0), type: reader.columnType(0) };
  } catch (error) {
    const { type: errorType, message } = readEngineError(error);
    if (errorType === "Catalog" || errorType === "Parser") throw failed(`$${name} is declared as “${type}”, which is no type.`, message);
    throw failed(`The value of $${name} is no ${type}: “${text ?? "NULL"}”.`, message);
  }
}

/** A type is names, numbers, texts and brackets that close what they open: nothing that could end the CAST around it. */
function isTypeText(type: string): boolean {
  let depth = 0;
  for (const { kind, start } of tokenizeSql(type)) {
    if (kind === "comment" || kind === "parameter") return false;
    if (kind !== "symbol") continue;
    const symbol = type[start] ?? "";
    if (symbol === "(" || symbol === "[") depth++;
    else if (symbol === ")" || symbol === "]") depth--;
    else if (symbol !== "," && symbol !== ".") return false;
    if (depth < 0) return false;
  }
  return depth === 0 && type.trim() !== "";
}

function isList(type: string): boolean {
  return type.trimEnd().endsWith("[]");
}

/** People write `10.0.0.1, 10.0.0.2` where the engine wants brackets around it. */
function asList(text: string): string {
  return text.trimStart().startsWith("[") ? text : `[${text}]`;
}
