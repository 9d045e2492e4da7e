import type { Disposable } from "../../src/base/disposable";
import type { PivotRows } from "../../src/protocol/pivot";
import { element } from "../elements/element";
import { Switch } from "../elements/switch";
import type { ActivityDrawing } from "./activityDrawing";
import type { ActivityMeasure } from "./activityGroups";
import { rowsTable } from "./rowsTable";
import type { ValueLinks } from "./valueLinks";

/** Which of the two is drawn, for all addresses that one looks at. */
export interface ActivityChoice {
  readonly shown: () => ActivityMeasure;
  readonly choose: (measure: ActivityMeasure) => void;
}

export interface ActivityParts {
  readonly links: ValueLinks;
  readonly say: (sentence: string) => void;
  readonly activity: ActivityChoice;
}

/** The chart of the activity, and a switch between what it shows. */
export function activityChart(body: HTMLElement, rows: PivotRows, { activity, links, say }: ActivityParts): Disposable {
  const chart = new ActivityChart(rows, links, say);
  const shown = new Switch<ActivityMeasure>(
    "Activity by",
    [
      { value: "flows", label: "Flows", title: "How many flow records begin, by what became of them" },
      { value: "bytes", label: "Bytes", title: "The bytes of the flow records that begin, sent and received" },
    ],
    (measure) => {
      activity.choose(measure);
      chart.draw(measure);
    },
  );
  shown.show(activity.shown());
  body.append(element("div", { class: "activity-switch" }, shown.node), chart.node);
  chart.draw(activity.shown());
  return chart;
}

/** What charts need is loaded with the first of them; where that fails, the rows are there as a table. */
class ActivityChart implements Disposable {
  readonly node = element("div", { class: "activity" });
  private drawing: ActivityDrawing | undefined;
  /** What is to be drawn; a newer wish makes an older one void. */
  private wish: object | undefined;

  constructor(
    private readonly rows: PivotRows,
    private readonly links: ValueLinks,
    private readonly say: (sentence: string) => void,
  ) {}

  draw(measure: ActivityMeasure): void {
    const wish = {};
    this.wish = wish;
    this.load(measure, wish).catch(() => {
      if (this.wish === wish) this.node.replaceChildren(rowsTable(this.rows, this.links));
    });
  }

  dispose(): void {
    this.wish = undefined;
    this.drawing?.dispose();
  }

  private async load(measure: ActivityMeasure, wish: object): Promise<void> {
    const { ActivityDrawing } = await import("./activityDrawing");
    if (this.wish !== wish) return;
    this.drawing?.dispose();
    this.node.replaceChildren();
    this.drawing = new ActivityDrawing(this.node, { rows: this.rows, measure }, this.links.timeActions(), this.say);
    await this.drawing.draw();
  }
}
