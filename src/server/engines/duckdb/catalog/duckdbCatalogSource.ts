import type { DuckDBConnection } from "@duckdb/node-api";
import type { CatalogFunction, CatalogRelation, IndexFacts } from "../../../../language/catalog/catalog";
import type { CatalogSource, KeptStatistics, Statistics } from "../../catalogSource";
import type { AddressFacts } from "../../../../protocol/catalog";
import { ConnectionPool } from "../connectionPool";
import { catalogs, type Database } from "../database";
import { LayoutTables } from "../layoutTables";
import { readAddressFacts } from "./addressFacts";
import { readEngineFunctions, readOwnFunctions } from "./engineFunctions";
import { readIndexFacts } from "./indexFacts";
import { indexRelations, type EngineRelation } from "./indexRelations";
import { keepStatistics, ledgerMark, readKeptStatistics } from "./keptStatistics";
import { ownRelations, type OwnRelation } from "./ownRelations";
import { lookAtRows, type LookOptions } from "./rowStatistics";

const neverStopped = new AbortController().signal;

/** Looking at so many rows takes about a second. */
const defaultSampleRows = 1_000_000;

/** What DuckDB knows of relations, functions and rows. Close it before the database. */
export class DuckdbCatalogSource implements CatalogSource {
  private readonly pool: ConnectionPool;
  private engineFunctions: ReadonlyMap<string, CatalogFunction> | undefined;

  constructor(
    database: Database,
    private readonly options: LookOptions = { sampleRows: defaultSampleRows },
  ) {
    this.pool = new ConnectionPool(database);
  }

  relations(signal: AbortSignal): Promise<readonly CatalogRelation[]> {
    return this.pool.use(signal, async (connection) => {
      const found = await readRelations(connection);
      const tables = (await LayoutTables.load(connection)).all();
      const own = found.filter(({ catalog }) => catalog === catalogs.own);
      return [
        ...indexRelations(found.filter(({ catalog }) => catalog === catalogs.index).map(plain), tables),
        ...ownRelations(own.map(plain)),
      ];
    });
  }

  functions(signal: AbortSignal): Promise<ReadonlyMap<string, CatalogFunction>> {
    return this.pool.use(signal, async (connection) => {
      this.engineFunctions ??= await readEngineFunctions(connection);
      return new Map([...this.engineFunctions, ...(await readOwnFunctions(connection))]);
    });
  }

  facts(signal: AbortSignal): Promise<IndexFacts | undefined> {
    return this.pool.use(signal, async (connection) => readIndexFacts(connection, (await LayoutTables.load(connection)).all()));
  }

  keptStatistics(signal: AbortSignal): Promise<KeptStatistics> {
    return this.pool.use(signal, readKeptStatistics);
  }

  async lookAtRows(signal: AbortSignal): Promise<Statistics> {
    const { mark, statistics } = await this.pool.use(signal, async (connection) => ({
      mark: await ledgerMark(connection),
      statistics: await lookAtRows(connection, (await LayoutTables.load(connection)).all(), this.options, signal),
    }));
    signal.throwIfAborted();
    // Begun, the transaction comes to its end: it takes milliseconds, and an interrupt could leave it open.
    await this.pool.use(neverStopped, (connection) => keepStatistics(connection, mark, statistics));
    return statistics;
  }

  addressFacts(address: string, signal: AbortSignal): Promise<AddressFacts> {
    return this.pool.use(signal, (connection) => readAddressFacts(connection, address));
  }

  close(): void {
    this.pool.close();
  }
}

type FoundRelation = OwnRelation & { readonly catalog: string };

async function readRelations(connection: DuckDBConnection): Promise<FoundRelation[]> {
  const reader = await connection.runAndReadAll(`
    SELECT c.database_name, c.table_name, v.view_name IS NOT NULL, list(c.column_name ORDER BY c.column_index), list(c.data_type ORDER BY c.column_index)
    FROM duckdb_columns() c LEFT JOIN duckdb_views() v
      ON v.database_name = c.database_name AND v.schema_name = c.schema_name AND v.view_name = c.table_name
    WHERE c.database_name IN ('${catalogs.index}', '${catalogs.own}') AND c.schema_name = 'main' AND NOT c.internal
    GROUP BY ALL ORDER BY ALL`);
  const rows = reader.getRowsJson() as unknown as [catalog: string, name: string, isView: boolean, names: string[], types: string[]][];
  return rows.map(([catalog, name, isView, names, types]) => ({
    catalog,
    name,
    kind: isView ? "view" : "table",
    columns: names.map((column, index) => ({ name: column, type: types[index] ?? "" })),
  }));
}

function plain({ name, kind, columns }: FoundRelation): OwnRelation & EngineRelation {
  return { name, kind, columns };
}
