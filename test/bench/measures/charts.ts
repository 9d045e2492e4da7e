import { join } from "node:path";
import type { Aggregation, AggregationKey } from "../../../src/protocol/chart";
import type { GeneratedSet } from "../data/generate";
import { ProductServer } from "../product/server";
import type { Figure } from "../report";
import { BareDuckDb } from "./bareDuckDb";
import { medianOf } from "./stopwatch";

const runs = 5;
const charted = "SELECT start_time, srcaddr, dstport, action, bytes, packets FROM flows";
const [time, source, port, action, bytes, packets] = [0, 1, 2, 3, 4, 5] as const;

/** As quick as it has to be for somebody who turns a result into a chart. */
const chartGoal = { atMostMs: 700 } as const;

const steps: AggregationKey = { kind: "time", column: time, steps: 300 };
const top = (column: number): AggregationKey => ({ kind: "value", column, top: 10, other: true });
const sums = [{ fn: "count" }, { fn: "sum", column: bytes }] as const;

interface ChartMeasured {
  readonly name: string;
  readonly keys: readonly AggregationKey[];
  /** What is asked of a plain table of the same rows, by somebody who knows the step and needs no "Other". */
  readonly floor: string;
}

const charts: readonly ChartMeasured[] = [
  {
    name: "chart of all rows: a line of bytes",
    keys: [steps],
    floor: "SELECT time_bucket(INTERVAL 5 MINUTE, start_time), count(*), sum(bytes) FROM result GROUP BY ALL",
  },
  {
    name: "chart of all rows: a line of bytes for each action",
    keys: [steps, top(action)],
    floor: "SELECT time_bucket(INTERVAL 5 MINUTE, start_time), action, count(*), sum(bytes) FROM result GROUP BY ALL",
  },
  {
    name: "chart of all rows: a line of bytes for each of ten ports, and the others",
    keys: [steps, top(port)],
    floor: `SELECT time_bucket(INTERVAL 5 MINUTE, start_time), top.dstport, count(*), sum(bytes) FROM result
      LEFT JOIN (SELECT dstport FROM result GROUP BY dstport ORDER BY count(*) DESC LIMIT 10) top USING (dstport) GROUP BY ALL`,
  },
  {
    name: "chart of all rows: bars of ten sources, and the others",
    keys: [top(source)],
    floor: "SELECT srcaddr, count(*), sum(bytes) FROM result GROUP BY ALL ORDER BY 2 DESC LIMIT 10",
  },
];

/** Charts of a result with all rows of the index, beside plain SQL on a table of the same rows. */
export async function measureCharts(generated: GeneratedSet, indexFolder: string, workFolder: string): Promise<Figure[]> {
  const bare = await bareTimes(generated, join(workFolder, "bare-charts.duckdb"));
  const server = await ProductServer.start(indexFolder);
  try {
    const { resultId } = await server.run(charted);
    const figures: Figure[] = [];
    for (const { name, keys, floor } of charts) {
      const aggregation: Aggregation = { keys, measures: sums, groupLimit: 10_000 };
      const value = await medianOf(runs, () => server.aggregate({ resultId, aggregation }));
      figures.push({ name, value, unit: "ms", floor: { value: bare.get(floor) ?? Number.NaN, of: "GROUP BY" }, goal: chartGoal });
    }
    const points = await medianOf(runs, () => server.points({ resultId, x: packets, y: bytes, color: action, limit: 20_000 }));
    figures.push({ name: "chart of all rows: points of bytes and packets by action", value: points, unit: "ms" });
    for (const [name, column] of Object.entries({ bytes, srcaddr: source, start_time: time })) {
      const floor = { value: bare.get(countValues(name)) ?? Number.NaN, of: "GROUP BY" };
      const value = await medianOf(runs, () => server.profile({ resultId, column }));
      figures.push({ name: `profile of ${name} in all rows`, value, unit: "ms", floor });
    }
    return [...figures, ...(await measureEarlierPeriod(server))];
  } finally {
    await server.stop();
  }
}

/** One hour, and the same rows as those of an earlier period. */
async function measureEarlierPeriod(server: ProductServer): Promise<Figure[]> {
  const { resultId } = await server.run("SELECT min(start_time)::VARCHAR, max(start_time)::VARCHAR FROM flows");
  const { cells } = await server.rows({ resultId, start: 0, count: 1 });
  const middle = (Date.parse(`${String(cells[0]?.[0])}Z`) + Date.parse(`${String(cells[1]?.[0])}Z`)) / 2;
  const hour = (at: number): string =>
    `SELECT time_bucket(INTERVAL 1 MINUTE, start_time) AS t, sum(bytes) AS bytes FROM flows
      WHERE start_time >= '${new Date(at).toISOString()}'::TIMESTAMP AND start_time < '${new Date(at + 3_600_000).toISOString()}'::TIMESTAMP GROUP BY ALL`;
  const floor = await medianOf(runs, () => server.run(hour(middle)));
  const value = await medianOf(runs, () => server.run(hour(middle + 86_400_000), 86_400));
  return [{ name: "query: one hour of an earlier period", value, unit: "ms", floor: { value: floor, of: "the hour itself" } }];
}

function countValues(column: string): string {
  return `SELECT count(*) FROM (SELECT ${column}, count(*) FROM result GROUP BY ALL)`;
}

/** Milliseconds by statement, in this process, with nothing between the bench and DuckDB. */
async function bareTimes({ folder }: GeneratedSet, file: string): Promise<ReadonlyMap<string, number>> {
  const bare = await BareDuckDb.open();
  try {
    await bare.loadTable(folder, file);
    await bare.run(`CREATE TEMP TABLE result AS ${charted}`);
    const times = new Map<string, number>();
    const statements = [...charts.map(({ floor }) => floor), ...["bytes", "srcaddr", "start_time"].map(countValues)];
    for (const sql of statements) times.set(sql, await medianOf(runs, () => bare.run(sql)));
    return times;
  } finally {
    bare.close();
  }
}
