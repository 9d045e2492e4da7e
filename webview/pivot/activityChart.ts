import type { Disposable } from "../../src/base/disposable";
import type { PivotRows } from "../../src/protocol/pivot";
import { element } from "../elements/element";
import type { ActivityDrawing } from "./activityDrawing";
import { rowsTable } from "./rowsTable";
import type { ValueLinks } from "./valueLinks";

/** The chart of the activity. What charts need is loaded with the first of them; where that fails, the rows are there as a table. */
export function activityChart(body: HTMLElement, rows: PivotRows, links: ValueLinks, say: (sentence: string) => void): Disposable {
  const place = element("div", { class: "activity" });
  body.append(place);
  let drawing: ActivityDrawing | undefined;
  let gone = false;
  const draw = async (): Promise<void> => {
    const { ActivityDrawing } = await import("./activityDrawing");
    if (gone) return;
    drawing = new ActivityDrawing(place, rows, links.timeActions(), say);
    await drawing.draw();
  };
  draw().catch(() => {
    if (!gone) place.replaceChildren(rowsTable(rows, links));
  });
  return {
    dispose: () => {
      gone = true;
      drawing?.dispose();
    },
  };
}
