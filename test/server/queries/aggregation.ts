import { afterAll, beforeAll } from "vitest";
import type { AggregatedResult, Aggregation, AggregationKey } from "../../../src/protocol/chart";
import type { Cell } from "../../../src/protocol/query";
import { never, QueryFixture } from "../engines/results/queryFixture";

export interface AggregationTools {
  readonly fixture: () => QueryFixture;
  /** Groups of the rows of a statement; what is not said is one count of all of them. */
  readonly aggregate: (sql: string, aggregation: Partial<Aggregation>) => Promise<AggregatedResult>;
}

/** Opens an engine for the tests of a file. */
export function withAggregation(): AggregationTools {
  let opened: QueryFixture | undefined;
  beforeAll(async () => {
    opened = await QueryFixture.open();
  });
  afterAll(() => opened?.close());
  const fixture = (): QueryFixture => {
    if (opened === undefined) throw new Error("The engine is there only while tests run.");
    return opened;
  };
  const aggregate: AggregationTools["aggregate"] = async (sql, aggregation) => {
    const { resultId } = await fixture().run(sql);
    return fixture().queries.aggregate({ resultId, aggregation: { keys: [], measures: [count], groupLimit: 1000, ...aggregation } }, never);
  };
  return { fixture, aggregate };
}

export const count = { fn: "count" } as const;

/** Six flows of three hosts, with NULL in every column. */
export const flows = `SELECT * FROM (VALUES ('a', 'x', 10), ('a', 'y', 20), ('b', 'x', 5), (NULL, 'x', 7), ('c', 'x', 1), ('c', NULL, NULL)) t(host, port, bytes)`;

/** Six hundred times, a minute apart. */
export const minutes = "SELECT TIMESTAMP '2026-03-14 00:00:00' + to_minutes(i::INT) AS t FROM range(600) r(i)";

export const value = (
  column: number,
  more: { readonly top?: number; readonly values?: readonly Cell[]; readonly other?: boolean } = {},
): AggregationKey => ({
  kind: "value",
  column,
  other: false,
  ...more,
});
export const time = (more: { readonly stepSeconds?: number; readonly steps?: number; readonly zone?: string } = {}): AggregationKey => ({
  kind: "time",
  column: 0,
  steps: 100,
  ...more,
});
export const bins = (most: number, log?: boolean): AggregationKey => ({
  kind: "bins",
  column: 0,
  bins: most,
  ...(log === undefined ? {} : { log }),
});

/** Groups as rows of the values of their keys and their measures. */
export function rowsOf({ keys, codes, measures }: AggregatedResult): Cell[][] {
  return (measures[0] ?? []).map((_measure, group) => [
    ...keys.map(({ values }, key) => values[codes[key]?.[group] ?? -1] ?? null),
    ...measures.map((measure) => measure[group] ?? null),
  ]);
}
