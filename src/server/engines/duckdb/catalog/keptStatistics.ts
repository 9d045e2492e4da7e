import { type DuckDBConnection, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { ColumnStatistics } from "../../../../language/catalog/catalog";
import type { KeptStatistics, Statistics } from "../../catalogSource";
import { store } from "../storeSchema";
import { inTransaction } from "../transaction";

/** Grows when statistics are kept in another form or made in another way: those of before are made anew. */
const form = 1;

const table = `${store}.column_statistics`;

/** The rows as the ledger knows them, in a word that is another one when rows have come or gone. */
export async function ledgerMark(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll(`SELECT count(*), max(id), sum("rows") FROM ${store}.objects`);
  return [form, ...(reader.getRows()[0] ?? [])].join(" ");
}

export async function readKeptStatistics(connection: DuckDBConnection): Promise<KeptStatistics> {
  const mark = await ledgerMark(connection);
  const reader = await connection.runAndReadAll(`SELECT ledger_mark, column_name, statistics FROM ${table}`);
  const rows = reader.getRows().map((row) => row.map(String));
  const readable = rows.filter(([kept]) => kept?.startsWith(`${form} `));
  return {
    statistics: new Map(readable.map(([, name = "", text = ""]) => [name, JSON.parse(text) as ColumnStatistics])),
    current: rows.length > 0 && rows.every(([kept]) => kept === mark),
  };
}

/** @param mark What the ledger said when the rows were looked at. */
export async function keepStatistics(connection: DuckDBConnection, mark: string, statistics: Statistics): Promise<void> {
  const names = listValue([...statistics.keys()]);
  const texts = listValue([...statistics.values()].map((each) => JSON.stringify(each)));
  await inTransaction(connection, async () => {
    await connection.run(`DELETE FROM ${table}`);
    await connection.run(
      `INSERT INTO ${table} SELECT $1, unnest($2), unnest($3)`,
      [mark, names, texts],
      [VARCHAR, LIST(VARCHAR), LIST(VARCHAR)],
    );
  });
}
