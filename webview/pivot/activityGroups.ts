import type { AggregatedResult, ChartSpec } from "../../src/protocol/chart";
import type { PivotRows } from "../../src/protocol/pivot";
import type { ResultColumn } from "../../src/protocol/query";
import { plainNumber } from "./valueNode";

/** What is drawn of the activity: how many flow records there are by what became of them, or the bytes in them each way. */
export const activityMeasures = ["flows", "bytes"] as const;
export type ActivityMeasure = (typeof activityMeasures)[number];

interface ActivityShape {
  readonly columns: readonly ResultColumn[];
  readonly spec: ChartSpec;
  /** Columns of the section, and what the series of each is called. */
  readonly series: readonly { readonly column: string; readonly name: string }[];
}

const time: ResultColumn = { name: "time", type: "TIMESTAMP", meaning: "time" };

export const activityShapes: Readonly<Record<ActivityMeasure, ActivityShape>> = {
  flows: {
    columns: [time, { name: "action", type: "VARCHAR", meaning: "action" }, { name: "records", type: "BIGINT", meaning: "integer" }],
    spec: { kind: "bar", x: "time", y: [{ fn: "sum", column: "records" }], split: "action", stack: "stack" },
    series: [
      { column: "accepted", name: "ACCEPT" },
      { column: "rejected", name: "REJECT" },
      { column: "without_action", name: "No action" },
    ],
  },
  bytes: {
    columns: [time, { name: "direction", type: "VARCHAR", meaning: "text" }, { name: "bytes", type: "BIGINT", meaning: "bytes" }],
    spec: { kind: "bar", x: "time", y: [{ fn: "sum", column: "bytes" }], split: "direction", stack: "stack" },
    series: [
      { column: "bytes_out", name: "Sent" },
      { column: "bytes_in", name: "Received" },
    ],
  },
};

/** The rows of the section as the groups that a chart takes: one for each time and series that has something. */
export function activityGroups({ columns, rows, stepSeconds }: PivotRows, measure: ActivityMeasure): AggregatedResult {
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const amount = (row: PivotRows["rows"][number], column: string): number => plainNumber(row[at(column)] ?? null);
  const when = at(time.name);
  const series = activityShapes[measure].series.filter(({ column }) => rows.some((row) => amount(row, column) > 0));
  const groups = rows.flatMap((row, step) =>
    series.flatMap(({ column }, index) => {
      const value = amount(row, column);
      return value === 0 ? [] : [{ step, index, value }];
    }),
  );
  return {
    keys: [
      { values: rows.map((row) => row[when] ?? null), distinct: rows.length, ...(stepSeconds === undefined ? {} : { stepSeconds }) },
      { values: series.map(({ name }) => name), distinct: series.length },
    ],
    codes: [groups.map(({ step }) => step), groups.map(({ index }) => index)],
    measures: [groups.map(({ value }) => value)],
    rows: activityShapes.flows.series.reduce((sum, { column }) => sum + rows.reduce((more, row) => more + amount(row, column), 0), 0),
    cutGroups: 0,
  };
}
