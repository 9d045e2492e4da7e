import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { quoteText } from "./quoting";

export interface DatabaseOptions {
  /** Folder of the index; made when it is not there. */
  readonly folder: string;
  /** Folders that statements may read files from, besides the staging folder. */
  readonly allowedFolders: readonly string[];
  readonly memoryLimitMiB: number;
  readonly threads?: number;
}

/** Names of the attached databases. `index` holds the flows, `own` what users create, `results` what queries gave. */
export const catalogs = { index: "flow_index", own: "mine", results: "results" } as const;

export const indexFileName = "flows.duckdb";
export const ownFileName = "mine.duckdb";

/**
 * The one DuckDB instance of an index. It is locked down before the first statement of a user can run: no network, no
 * extension, no file outside the allowed folders, and no way to switch that off again.
 *
 * Connections find views of the index and the user's own objects by their bare names; new objects land in `mine`.
 */
export class Database {
  private constructor(
    private readonly instance: DuckDBInstance,
    readonly folder: string,
    readonly stagingFolder: string,
  ) {}

  /** Rejects with DuckDB's own error: a lock conflict, a damaged file, a full disk. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const stagingFolder = join(options.folder, "staging");
    const spillFolder = join(options.folder, "spill");
    await mkdir(options.folder, { recursive: true });
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: `${options.memoryLimitMiB}MiB`,
      temp_directory: spillFolder,
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    try {
      const connection = await instance.connect();
      await connection.run(`ATTACH ${quoteText(join(options.folder, indexFileName))} AS ${catalogs.index} (STORAGE_VERSION 'latest')`);
      // From here on this process is the only one with this index open, so what an earlier one left behind can go.
      await rm(stagingFolder, { recursive: true, force: true });
      await mkdir(stagingFolder, { recursive: true });
      await connection.run(`ATTACH ${quoteText(join(options.folder, ownFileName))} AS ${catalogs.own} (STORAGE_VERSION 'latest')`);
      await connection.run(`ATTACH ':memory:' AS ${catalogs.results}`);
      await lockDown(connection, [stagingFolder, ...options.allowedFolders]);
      connection.closeSync();
      return new Database(instance, options.folder, stagingFolder);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** A new connection of its own: one statement at a time runs on it. The caller closes it. */
  async connect(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect();
    await connection.run(`SET search_path = '${catalogs.own}.main,${catalogs.index}.main'`);
    return connection;
  }

  close(): void {
    this.instance.closeSync();
  }
}

async function lockDown(connection: DuckDBConnection, allowedFolders: readonly string[]): Promise<void> {
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run("SET GLOBAL autoinstall_known_extensions = false");
  await connection.run("SET GLOBAL autoload_known_extensions = false");
  await connection.run("SET GLOBAL errors_as_json = true");
  // Never the best for these columns, and DuckDB would try them on every one: an index run takes a tenth longer with them.
  await connection.run("SET GLOBAL disabled_compression_methods = 'fsst,zstd'");
  await connection.run(`SET GLOBAL allowed_directories = [${allowedFolders.map(quoteText).join(", ")}]`);
  await connection.run("SET GLOBAL enable_external_access = false");
  await connection.run("SET GLOBAL lock_configuration = true");
}
