import type { DuckDBConnection } from "@duckdb/node-api";
import { flowFunctions } from "../../../../language/functions/flowFunctions";
import { catalogs } from "../database";
import { addressKindSql, addressNumberSql, isPrivateSql, networkAroundSql } from "./addressFunctions";
import { hasFlagsSql, humanizeBytesSql, protocolNameSql, serviceNameSql, tcpFlagNamesSql } from "./nameFunctions";
import { isInNetworksSql } from "./networkSql";

/**
 * (Re)creates the functions of `flowFunctions` as macros beside the views of the index, so that views and macros of users may use them.
 * What a user called the same before there was such a function lies in front of it, and keeps its meaning.
 */
export async function createFlowMacros(connection: DuckDBConnection): Promise<void> {
  await connection.run("BEGIN TRANSACTION");
  for (const { name, signatures } of flowFunctions) {
    const overloads = signatures.map(({ parameters }) => {
      const names = parameters.map((parameter) => parameter.name);
      return `(${names.join(", ")}) AS (${bodyOf(name, names)})`;
    });
    await connection.run(`CREATE OR REPLACE MACRO ${catalogs.index}.main.${name} ${overloads.join(", ")}`);
  }
  await connection.run("COMMIT");
}

function bodyOf(name: string, parameters: readonly string[]): string {
  const [first = "", second] = parameters;
  const body = bodies.get(name);
  if (body === undefined) throw new Error(`The function ${name} has no body.`);
  return body(first, second);
}

/** By name; the second argument may be absent. The parts of a body call nothing that a user may have called the same. */
const bodies: ReadonlyMap<string, (first: string, second: string | undefined) => string> = new Map([
  ["ip_in", (address, networks) => isInNetworksSql(address, networks ?? "NULL")],
  ["ip_network", (address, bits) => networkAroundSql(address, bits ?? "NULL")],
  ["is_private", isPrivateSql],
  ["ip_kind", addressKindSql],
  ["ip_num", addressNumberSql],
  ["protocol_name", protocolNameSql],
  ["service_name", serviceNameSql],
  ["tcp_flag_names", tcpFlagNamesSql],
  ["has_flags", (flags, names) => hasFlagsSql(flags, names ?? "NULL")],
  ["humanize_bytes", humanizeBytesSql],
]);
