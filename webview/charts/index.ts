import type { ChartKind } from "../../src/protocol/chart";
import { area } from "./area/area";
import { bar } from "./bar/bar";
import type { Chart } from "./chart";
import { heatmap } from "./heatmap/heatmap";
import { line } from "./line/line";
import { map } from "./map/map";
import { network } from "./network/network";
import { doughnut, pie } from "./pie/pie";
import { rowBar } from "./rowBar/rowBar";
import { sankey } from "./sankey/sankey";
import { treemap } from "./treemap/treemap";

/** The charts that there are, in the order in which the form shows them. */
export const charts: readonly Chart[] = [line, area, bar, rowBar, pie, doughnut, heatmap, sankey, treemap, network, map];

export function chartOf(kind: ChartKind): Chart | undefined {
  return charts.find((chart) => chart.kind === kind);
}
