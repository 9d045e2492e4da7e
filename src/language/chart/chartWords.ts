import type { ChartKind, MeasureFunction } from "../../protocol/chart";

/** What each kind shows, in the order in which kinds are offered. */
export const chartKindTexts: Readonly<Record<ChartKind, string>> = {
  line: "A line for each measure or series, over time or a number.",
  area: "The same with the ground below filled; with `stack` the areas stand on each other.",
  bar: "Upright bars, one for each category or step of time.",
  rowBar: "Lying bars, one for each category, the longest above.",
  pie: "Shares of a whole as slices.",
  doughnut: "Shares of a whole as slices of a ring.",
  scatter: "A point for each row: one number against another.",
  histogram: "How frequent the values of a number or a time are.",
  heatmap: "Two categories, or a time and a category, against each other; the colour is the measure.",
  sankey: "Streams from sources, `x`, to destinations, `split`, as wide as the measure.",
  treemap: "Rectangles as large as the measure, those of one category together.",
  network: "Nodes that are joined: from `x` to `split`, as thick as the measure.",
  map: "Countries in colours, by the code or name of a country in `x`.",
  number: "One large figure, with a small line of how it went where there is a time.",
  table: "The groups of the chart as rows.",
};

export const measureTexts: Readonly<Record<MeasureFunction, string>> = {
  count: "how many rows there are",
  sum: "all values added up",
  avg: "the mean",
  min: "the smallest value",
  max: "the largest value",
  median: "the value that half of the rows lie below",
  p95: "the value that 95 of 100 rows lie below",
  distinct: "how many different values there are",
};

export const chartKeys = ["x", "y", "y2", "split", "top", "other", "stack", "log", "step", "zone", "previous"] as const;
export type ChartKey = (typeof chartKeys)[number];

export interface ChartKeyText {
  readonly example: string;
  readonly about: string;
}

/** What can be said behind the kind, in the order in which it is written. */
export const chartKeyTexts: Readonly<Record<ChartKey, ChartKeyText>> = {
  x: { example: "x=start_time", about: "The column of the time, number or category axis; the source of a sankey or network." },
  y: { example: "y=sum(bytes),count()", about: "What is measured: a function of a column; several with commas between them." },
  y2: { example: "y2=avg(packets)", about: "A measure that is drawn as a line against an axis of its own at the right." },
  split: { example: "split=dstport", about: "A series for each value of this column; the destination of a sankey or network." },
  top: { example: "top=8", about: "So many categories or series, those with the largest first measure." },
  other: { example: "other=off", about: "Whether all that `top` leaves out is drawn together as “Other”: `on` or `off`." },
  stack: {
    example: "stack=percent",
    about: "How series stand: on each other (`stack`), as shares of 100 (`percent`), or each for itself (`none`).",
  },
  log: { example: "log", about: "A logarithmic scale for the measure: `on` or `off`; `log` alone is `on`." },
  step: { example: "step=5m", about: "The width of a step of time in seconds, minutes, hours or days: `30s`, `5m`, `1h`, `1d`." },
  zone: { example: "zone=local", about: "In which zone times are written and days begin: `utc` or `local`." },
  previous: { example: "previous=1d", about: "Lays an earlier period under this one: so long ago, written as a step." },
};

export const stackings = ["none", "stack", "percent"] as const;
export const zones = ["utc", "local"] as const;
export const switches = ["on", "off"] as const;

/** Steps that are offered. Any whole number of seconds, minutes, hours or days can be written. */
export const usualSteps = ["10s", "30s", "1m", "5m", "15m", "1h", "6h", "1d"] as const;
export const usualPeriods = ["1h", "1d", "7d", "28d"] as const;
export const usualTops = ["5", "8", "10", "20", "50"] as const;
/** More groups than this are no chart any more. */
export const largestTop = 10_000;
