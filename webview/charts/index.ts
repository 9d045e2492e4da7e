import type { ChartKind } from "../../src/protocol/chart";
import { area } from "./area/area";
import { bar } from "./bar/bar";
import type { Chart } from "./chart";
import { heatmap } from "./heatmap/heatmap";
import { histogram } from "./histogram/histogram";
import { line } from "./line/line";
import { map } from "./map/map";
import { network } from "./network/network";
import { number } from "./number/number";
import { doughnut, pie } from "./pie/pie";
import { rowBar } from "./rowBar/rowBar";
import { scatter } from "./scatter/scatter";
import { sankey } from "./sankey/sankey";
import { table } from "./table/table";
import { treemap } from "./treemap/treemap";

/** The charts that there are, in the order in which the form shows them. */
export const charts: readonly Chart[] = [
  line,
  area,
  bar,
  rowBar,
  pie,
  doughnut,
  scatter,
  histogram,
  heatmap,
  sankey,
  treemap,
  network,
  map,
  number,
  table,
];

export function chartOf(kind: ChartKind): Chart | undefined {
  return charts.find((chart) => chart.kind === kind);
}
