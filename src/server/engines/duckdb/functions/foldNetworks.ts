import type { DuckDBConnection } from "@duckdb/node-api";
import { textOfLiteral } from "../../../../language/statements/textLiterals";
import type { StatementSource } from "../statementSource";
import { isInConstantNetworksSql } from "./constantNetworks";

/** In the SQL of every call that was folded, and in no name that a user would give. */
export const foldedMark = "ip6_text";

/**
 * The statement with every `ip_in(column, 'network')` and `ip_in(column, ['network', …])` as what it means: such a call would be
 * planned anew each time the engine looks at the statement. `undefined` where there is none, or where the user has an `ip_in` of
 * their own. Offsets of what stands behind a call are other ones.
 */
export async function foldNetworks(connection: DuckDBConnection, source: StatementSource): Promise<string | undefined> {
  const calls = source.tokens.flatMap((_token, index) => callAt(source, index) ?? []);
  if (calls.length === 0 || !(await isOurs(connection))) return undefined;
  let sql = "";
  let from = 0;
  for (const { start, end, column, networks } of calls) {
    sql += `${source.sql.slice(from, start)}(${isInConstantNetworksSql(column, networks)})`;
    from = end;
  }
  return sql + source.sql.slice(from);
}

interface ConstantCall {
  readonly start: number;
  readonly end: number;
  readonly column: string;
  readonly networks: readonly string[];
}

/** A call whose first argument is a column and whose second is known. */
function callAt(source: StatementSource, index: number): ConstantCall | undefined {
  if (source.wordAt(index) !== "ip_in" || source.symbolAt(index - 1) === "." || source.symbolAt(index + 1) !== "(") return undefined;
  let comma = index + 3;
  while (source.symbolAt(comma) === ".") comma += 2;
  const [called, first, last] = [source.tokens[index], source.tokens[index + 2], source.tokens[comma - 1]];
  const isColumn = source.nameAt(index + 2) !== undefined && source.nameAt(comma - 1) !== undefined;
  if (called === undefined || first === undefined || last === undefined || !isColumn || source.symbolAt(comma) !== ",") return undefined;
  const constant = networksAt(source, comma + 1);
  const closing = constant && source.tokens[constant.next];
  if (constant === undefined || closing === undefined || source.symbolAt(constant.next) !== ")") return undefined;
  return { start: called.start, end: closing.end, column: source.sql.slice(first.start, last.end), networks: constant.networks };
}

/** A text literal, or a list of them, and where it ends. */
function networksAt(source: StatementSource, index: number): { readonly networks: readonly string[]; readonly next: number } | undefined {
  const single = textAt(source, index);
  if (single !== undefined) return { networks: [single], next: index + 1 };
  if (source.symbolAt(index) !== "[") return undefined;
  const networks: string[] = [];
  for (let at = index + 1; ; at += 2) {
    const text = textAt(source, at);
    if (text === undefined) return undefined;
    networks.push(text);
    if (source.symbolAt(at + 1) === "]") return { networks, next: at + 2 };
    if (source.symbolAt(at + 1) !== ",") return undefined;
  }
}

function textAt(source: StatementSource, index: number): string | undefined {
  const token = source.tokens[index];
  return token?.kind === "string" ? textOfLiteral(source.textOf(token)) : undefined;
}

/** A user's macro of that name lies in front of ours. */
async function isOurs(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll("SELECT count(*) FROM duckdb_functions() WHERE lower(function_name) = 'ip_in'");
  return reader.value(0, 0) === 1n;
}
