import type { PivotRows } from "../../src/protocol/pivot";
import type { Disposable } from "../../src/base/disposable";
import { ChartDataTable } from "../charting/chartTable";
import { ChartLegend } from "../charting/chartLegend";
import { ChartStage, type StageActions } from "../charting/chartStage";
import { readChartStyle, watchTheme } from "../charting/readChartStyle";
import { bar } from "../charts/bar/bar";
import { activityColumns, activityGroups, activitySpec } from "./activityGroups";

/** Flow records over time as a chart of the shelf, with its legend, and its data for screen readers. */
export class ActivityDrawing implements Disposable {
  private readonly stage: ChartStage;
  private readonly legend: ChartLegend;
  private readonly table = new ChartDataTable();
  private readonly unwatchTheme: () => void;

  constructor(
    place: HTMLElement,
    private readonly rows: PivotRows,
    actions: StageActions,
    say: (sentence: string) => void,
  ) {
    this.legend = new ChartLegend(activityColumns, (index, visible) => this.stage.drawn?.showSeries(index, visible));
    this.stage = new ChartStage({ columns: activityColumns, visible: (index) => this.legend.isVisible(index), actions, say });
    place.append(this.stage.node, this.legend.node, this.table.node);
    this.unwatchTheme = watchTheme(() => void this.draw());
  }

  async draw(): Promise<void> {
    const data = { ask: "groups", groups: activityGroups(this.rows) } as const;
    const style = readChartStyle(this.stage.node);
    const drawn = await this.stage.draw(bar, { spec: activitySpec, columns: activityColumns, data, style, zone: "UTC" });
    if (drawn === undefined) return;
    this.legend.show(drawn.series);
    this.table.show(drawn.table, drawn.caption);
  }

  dispose(): void {
    this.unwatchTheme();
    this.stage.dispose();
  }
}
