import { join } from "node:path";
import type { GeneratedSet } from "../data/generate";
import { searchedAddress } from "../data/population";
import { ProductServer } from "../product/server";
import type { Figure } from "../report";
import { BareDuckDb } from "./bareDuckDb";
import { medianOf } from "./stopwatch";

const queries = [
  ["top 10 sources by bytes", "SELECT srcaddr, sum(bytes) AS bytes FROM flows GROUP BY srcaddr ORDER BY bytes DESC LIMIT 10"],
  [
    "count and bytes of one address",
    `SELECT count(*) AS records, sum(bytes) AS bytes FROM flows WHERE srcaddr = '${searchedAddress}' OR dstaddr = '${searchedAddress}'`,
  ],
  [
    "25 most rejected sources",
    "SELECT srcaddr, count(*) AS records FROM flows WHERE action = 'REJECT' GROUP BY srcaddr ORDER BY records DESC LIMIT 25",
  ],
  [
    "accepts and rejects per 5 minutes",
    "SELECT time_bucket(INTERVAL 5 MINUTE, start_time) AS time, action, count(*) AS records FROM flows GROUP BY ALL ORDER BY ALL",
  ],
] as const;

/** `ip_in` with constants, beside an equality test of the same column: in hardly any row, in most rows, and a list. */
const networkTests = [
  ["ip_in, a network that few are in", "ip_in(dstaddr, '192.0.2.0/24')"],
  ["ip_in, a network that most are in", "ip_in(dstaddr, '10.0.0.0/8')"],
  ["ip_in, three networks", "ip_in(dstaddr, ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'])"],
  ["ip_in, sources in a network", "ip_in(srcaddr, '10.0.0.0/8')"],
] as const;

const loadTitle = "a plain DuckDB table of the same objects: load";
const resultColumns =
  "start_time, end_time, action, srcaddr, srcport, dstaddr, dstport, protocol, packets, bytes, interface_id, account_id";
const resultRows = 5_000_000;
const pageRows = 200;
const runs = 5;

/** Four queries and pages of a large result, through the server and on a plain DuckDB table of the same rows. */
export async function measureQueries(generated: GeneratedSet, indexFolder: string, workFolder: string): Promise<Figure[]> {
  const bare = await bareTimes(generated, join(workFolder, "bare.duckdb"));
  const server = await ProductServer.start(indexFolder);
  try {
    const figures: Figure[] = [{ name: loadTitle, value: (bare.get(loadTitle) ?? Number.NaN) / 1000, unit: "s" }];
    for (const [title, sql] of queries) {
      const value = await medianOf(runs, () => server.run(sql));
      figures.push({ name: `query: ${title}`, value, unit: "ms", floor: { value: bare.get(title) ?? Number.NaN, of: "plain table" } });
    }
    return [...figures, ...(await measureNetworkTests(server)), ...(await measurePages(server, bare))];
  } finally {
    await server.stop();
  }
}

async function measureNetworkTests(server: ProductServer): Promise<Figure[]> {
  const counted = (condition: string): Promise<number> =>
    medianOf(runs, () => server.run(`SELECT count(*) AS records FROM flows WHERE ${condition}`));
  const figures: Figure[] = [];
  for (const [name, condition] of networkTests) {
    const column = condition.includes("srcaddr") ? "srcaddr" : "dstaddr";
    const floor = { value: await counted(`${column} = '10.1.2.3'`), of: "an equality test" };
    figures.push({ name, value: await counted(condition), unit: "ms", floor, goal: { atMost: 3 } });
  }
  return figures;
}

async function measurePages(server: ProductServer, bare: ReadonlyMap<string, number>): Promise<Figure[]> {
  const { resultId, rowCount } = await server.run(`SELECT ${resultColumns} FROM flows LIMIT ${String(resultRows)}`);
  const figures: Figure[] = [];
  for (const depth of depths) {
    const value = await medianOf(runs * 2, (run) => server.rows({ resultId, start: pageStart(depth, run, rowCount), count: pageRows }));
    const floor = { value: bare.get(pageTitle(depth)) ?? Number.NaN, of: "LIMIT and OFFSET" };
    figures.push({ name: pageTitle(depth), value, unit: "ms", floor });
  }
  return figures;
}

/** Milliseconds by title, in this process, with nothing between the bench and DuckDB. */
async function bareTimes({ set, folder }: GeneratedSet, file: string): Promise<ReadonlyMap<string, number>> {
  const bare = await BareDuckDb.open();
  try {
    const times = new Map<string, number>();
    times.set(loadTitle, await bare.loadTable(folder, file));
    for (const [title, sql] of queries) times.set(title, await medianOf(runs, () => bare.run(sql)));
    await bare.run(`CREATE TEMP TABLE result AS SELECT ${resultColumns} FROM flows LIMIT ${String(resultRows)}`);
    const rowCount = Math.min(set.rows, resultRows);
    for (const depth of depths) {
      const page = (run: number): string => `LIMIT ${String(pageRows)} OFFSET ${String(pageStart(depth, run, rowCount))}`;
      times.set(pageTitle(depth), await medianOf(runs * 2, (run) => bare.run(`SELECT * FROM result ${page(run)}`)));
    }
    return times;
  } finally {
    bare.close();
  }
}

/** How far down the result, from 0 to 1. */
const depths = [0, 0.25, 0.5, 1];

function pageTitle(depth: number): string {
  return `${String(pageRows)} rows at ${String(depth * 100)} % of the result`;
}

/** Each run asks for another page, so that no answer is remembered. */
function pageStart(depth: number, run: number, rowCount: number): number {
  const last = rowCount - pageRows * (runs * 2 + 1);
  return Math.max(0, Math.floor(last * depth)) + run * pageRows;
}
