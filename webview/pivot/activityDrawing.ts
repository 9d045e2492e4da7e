import type { PivotRows } from "../../src/protocol/pivot";
import type { Disposable } from "../../src/base/disposable";
import { ChartDataTable } from "../charting/chartTable";
import { ChartLegend } from "../charting/chartLegend";
import { ChartStage, type StageActions } from "../charting/chartStage";
import { readChartStyle, watchTheme } from "../charting/readChartStyle";
import { bar } from "../charts/bar/bar";
import { activityGroups, type ActivityMeasure, activityShapes } from "./activityGroups";

export interface ShownActivity {
  readonly rows: PivotRows;
  readonly measure: ActivityMeasure;
}

/** Flow records over time, or their bytes, as a chart of the shelf, with its legend, and its data for screen readers. */
export class ActivityDrawing implements Disposable {
  private readonly stage: ChartStage;
  private readonly legend: ChartLegend;
  private readonly table = new ChartDataTable();
  private readonly unwatchTheme: () => void;

  constructor(
    place: HTMLElement,
    private readonly shown: ShownActivity,
    actions: StageActions,
    say: (sentence: string) => void,
  ) {
    const { columns } = activityShapes[shown.measure];
    this.legend = new ChartLegend(columns, (index, visible) => this.stage.drawn?.showSeries(index, visible));
    this.stage = new ChartStage({ columns, visible: (index) => this.legend.isVisible(index), actions, say });
    place.append(this.stage.node, this.legend.node, this.table.node);
    this.unwatchTheme = watchTheme(() => void this.draw());
  }

  async draw(): Promise<void> {
    const { rows, measure } = this.shown;
    const { columns, spec } = activityShapes[measure];
    const data = { ask: "groups", groups: activityGroups(rows, measure) } as const;
    const style = readChartStyle(this.stage.node);
    const drawn = await this.stage.draw(bar, { spec, columns, data, style, zone: "UTC" });
    if (drawn === undefined) return;
    this.legend.show(drawn.series);
    this.table.show(drawn.table, drawn.caption);
  }

  dispose(): void {
    this.unwatchTheme();
    this.legend.dispose();
    this.stage.dispose();
  }
}
