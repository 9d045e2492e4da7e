import type { ChartSpec } from "../../src/protocol/chart";

/** A chart of which everything is said that can be said. */
export const fullChart: ChartSpec = {
  kind: "line",
  x: "start_time",
  y: [{ fn: "sum", column: "bytes" }, { fn: "count" }],
  y2: { fn: "avg", column: "packets" },
  split: "dstport",
  top: 8,
  other: false,
  stack: "percent",
  log: true,
  step: "5m",
  zone: "local",
  previous: "1d",
};
