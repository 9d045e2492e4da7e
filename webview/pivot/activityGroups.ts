import type { AggregatedResult, ChartSpec } from "../../src/protocol/chart";
import type { PivotRows } from "../../src/protocol/pivot";
import type { ResultColumn } from "../../src/protocol/query";
import { plainNumber } from "./valueNode";

/** What the chart of the activity is drawn from: flow records by time and by what became of them. */
export const activityColumns: readonly ResultColumn[] = [
  { name: "time", type: "TIMESTAMP", meaning: "time" },
  { name: "action", type: "VARCHAR", meaning: "action" },
  { name: "records", type: "BIGINT", meaning: "integer" },
];

export const activitySpec: ChartSpec = {
  kind: "bar",
  x: "time",
  y: [{ fn: "sum", column: "records" }],
  split: "action",
  stack: "stack",
};

/** Columns of the section, and the action that each counts. */
const counted = [
  { column: "accepted", action: "ACCEPT" },
  { column: "rejected", action: "REJECT" },
  { column: "without_action", action: null },
] as const;

/** The rows of the section as the groups that a chart takes: one for each time and action that has records. */
export function activityGroups({ columns, rows, stepSeconds }: PivotRows): AggregatedResult {
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const time = at("time");
  const actions = counted.filter(({ column }) => rows.some((row) => plainNumber(row[at(column)] ?? null) > 0));
  const groups = rows.flatMap((row, step) =>
    actions.flatMap(({ column }, action) => {
      const records = plainNumber(row[at(column)] ?? null);
      return records === 0 ? [] : [{ step, action, records }];
    }),
  );
  return {
    keys: [
      { values: rows.map((row) => row[time] ?? null), distinct: rows.length, ...(stepSeconds === undefined ? {} : { stepSeconds }) },
      { values: actions.map(({ action }) => action), distinct: actions.length },
    ],
    codes: [groups.map(({ step }) => step), groups.map(({ action }) => action)],
    measures: [groups.map(({ records }) => records)],
    rows: groups.reduce((sum, { records }) => sum + records, 0),
    cutGroups: 0,
  };
}
