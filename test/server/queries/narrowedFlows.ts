import { afterAll, beforeAll } from "vitest";
import type { Catalog } from "../../../src/language/catalog/catalog";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { sampleStart } from "../../support/flowSamples";
import { IndexFixture, never } from "../indexer/indexFixture";

const header = "version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action tcp-flags log-status";
const hosts = ["10.0.0.1", "10.0.0.2", "192.0.2.7", "198.51.100.9", "2001:db8::5"];

/** Sixty flows between five hosts, in which each value comes several times and ports are missing here and there, as a log. */
function narrowedFlows(tcpFlags: (row: number) => string): string {
  const lines = Array.from({ length: 60 }, (_, row) => {
    const [source, destination] = [hosts[row % 5] ?? "", hosts[(row * 3 + 1) % 5] ?? ""];
    const start = sampleStart + row * 37;
    const port = row % 4 === 0 ? "-" : String(1000 + (row % 7));
    const fields = [3, `eni-${row % 3}`, source, destination, port, 1000 + (row % 5), row % 2 === 0 ? 6 : 17, row, row * 17];
    return [...fields, start, start + 30, row % 3 === 0 ? "REJECT" : "ACCEPT", tcpFlags(row), "OK"].join(" ");
  });
  return [header, ...lines].join("\n");
}

export interface ReadRows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface NarrowingTools {
  readonly catalog: () => Catalog;
  readonly read: (sql: string) => Promise<ReadRows>;
}

/** Indexes the flows for the tests of a file, and makes an object of the user's own. */
export function withNarrowedFlows(tcpFlags: (row: number) => string, ownObject: string): NarrowingTools {
  let indexed: { readonly fixture: IndexFixture; readonly catalog: Catalog } | undefined;
  beforeAll(async () => {
    const fixture = await IndexFixture.open();
    await fixture.put("flows.log", narrowedFlows(tcpFlags));
    await fixture.run();
    await fixture.index.queries.run({ ownerId: "test", sql: ownObject }, never, () => undefined);
    indexed = { fixture, catalog: await fixture.settledCatalog() };
  });
  afterAll(() => indexed?.fixture.close());
  const there = (): NonNullable<typeof indexed> => {
    if (indexed === undefined) throw new Error("The flows are there only while tests run.");
    return indexed;
  };
  return { catalog: () => there().catalog, read: (sql) => read(there().fixture, sql) };
}

async function read({ index: { queries } }: IndexFixture, sql: string): Promise<ReadRows> {
  const { resultId, columns, rowCount } = await queries.run({ ownerId: "test", sql }, never, () => undefined);
  const { cells } = await queries.rows({ resultId, start: 0, count: 2000 }, never);
  await queries.disposeResult(resultId);
  return { columns, rows: Array.from({ length: rowCount }, (_, row) => cells.map((column) => column[row] ?? null)) };
}

/** Rows in an order of their own, since a statement may give them in any. */
export function sorted(rows: readonly (readonly Cell[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
