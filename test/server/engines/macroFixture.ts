import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { afterAll, beforeAll } from "vitest";
import { openIndex, type OpenedIndex } from "../../../src/server/engines/duckdb/openIndex";

/** An empty index, and what expressions give in it. */
export class MacroFixture {
  private constructor(
    private readonly folder: string,
    private index: Extract<OpenedIndex, { readonly store: unknown }>,
    private current: DuckDBConnection,
  ) {}

  static async open(): Promise<MacroFixture> {
    const folder = await mkdtemp(join(tmpdir(), "flowlog-functions-"));
    const index = await openIn(folder);
    return new MacroFixture(folder, index, await index.database.connect());
  }

  get connection(): DuckDBConnection {
    return this.current;
  }

  /** The same index, as after a restart. */
  async reopen(): Promise<void> {
    this.closeIndex();
    this.index = await openIn(this.folder);
    this.current = await this.index.database.connect();
  }

  async close(): Promise<void> {
    this.closeIndex();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The values of the first row. */
  async valuesOf(sql: string): Promise<readonly unknown[]> {
    return (await this.connection.runAndReadAll(sql)).getRowsJS()[0] ?? [];
  }

  /** What expressions over `$text` give for each text of a column, which the engine cannot work out when it plans. */
  async overTexts(texts: readonly string[], ...expressions: readonly string[]): Promise<readonly (readonly unknown[])[]> {
    const sql = `SELECT ${expressions.join(", ")} FROM (SELECT unnest($texts) AS text, unnest(range(len($texts))) AS place) ORDER BY place`;
    return (await this.connection.runAndReadAll(sql, { texts: listValue(texts) }, { texts: LIST(VARCHAR) })).getRowsJS();
  }

  private closeIndex(): void {
    this.current.closeSync();
    this.index.store.close();
    this.index.database.close();
  }
}

async function openIn(folder: string): Promise<Extract<OpenedIndex, { readonly store: unknown }>> {
  const opened = await openIndex({ folder, allowedFolders: [], memoryLimitMiB: 512 }, () => undefined);
  if (!("store" in opened)) throw new Error(opened.condition.sentence);
  return opened;
}

/** Opens one for the tests of a file. */
export function withMacros(): () => MacroFixture {
  let opened: MacroFixture | undefined;
  beforeAll(async () => {
    opened = await MacroFixture.open();
  });
  afterAll(() => opened?.close());
  return () => {
    if (opened === undefined) throw new Error("The index is there only while tests run.");
    return opened;
  };
}
