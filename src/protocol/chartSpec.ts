/**
 * What a user chooses for a chart, and what `-- @chart` keeps of it. The rest of what is said about charts is in chart.ts.
 */

export const chartKinds = [
  "line",
  "area",
  "bar",
  "rowBar",
  "pie",
  "doughnut",
  "scatter",
  "histogram",
  "heatmap",
  "sankey",
  "treemap",
  "network",
  "map",
  "number",
  "table",
] as const;
export type ChartKind = (typeof chartKinds)[number];

export const measureFunctions = ["count", "sum", "avg", "min", "max", "median", "p95", "distinct"] as const;
export type MeasureFunction = (typeof measureFunctions)[number];

/** What is measured, by the name of a column; `count` counts rows and has no use for one. */
export interface ChartMeasure {
  readonly fn: MeasureFunction;
  readonly column?: string;
}

/**
 * What a user chose for a chart: what `-- @chart` keeps in a file. Columns are named, so that it holds when the statement is run again;
 * a name that the result does not have is told on the chart. Everything but the kind may be left out, and is then proposed.
 */
export interface ChartSpec {
  readonly kind: ChartKind;
  /** Time, number or category axis; the source of a sankey or network; the country of a map; the text of a number. */
  readonly x?: string;
  readonly y?: readonly ChartMeasure[];
  /** Drawn as a line against a second axis at the right. */
  readonly y2?: ChartMeasure;
  /** A series for each value; the destination of a sankey or network; the second category of a heat map or treemap. */
  readonly split?: string;
  /** So many categories or series, by the first measure; the rest is "Other" where the measure can be added up. */
  readonly top?: number;
  readonly other?: boolean;
  readonly stack?: "none" | "stack" | "percent";
  readonly log?: boolean;
  /** Width of a step of time, as `30s`, `5m`, `1h`, `1d`; absent: as fits. */
  readonly step?: string;
  /** In which times are written and days begin; UTC unless said. */
  readonly zone?: "utc" | "local";
  /** How long ago the period is that is laid under this one, spelled as `step`. */
  readonly previous?: string;
}

/** A chart as a `-- @chart` line names it. Where the line names no kind, the one that fits the columns best is shown. */
export type WrittenChart = Omit<ChartSpec, "kind"> & { readonly kind?: ChartKind };
