import { expect } from "vitest";
import type { Locator } from "playwright-core";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import type { ResultsPage } from "./resultsPage";

const patient = { timeout: 60_000 };
const drawnStage = ".chart-stage[aria-busy=false] canvas";

/** The chart in front of a results panel, by what a person sees and does there. */
export class ChartPage {
  constructor(
    private readonly workbench: Workbench,
    private readonly results: ResultsPage,
  ) {}

  get stage(): Locator {
    return this.results.shown.locator(".chart-stage");
  }

  get form(): Locator {
    return this.results.shown.locator(".chart-form");
  }

  get caption(): Locator {
    return this.results.shown.locator(".chart-caption");
  }

  get legend(): Locator {
    return this.results.shown.locator(".legend-button");
  }

  get tooltip(): Locator {
    return this.results.shown.locator(".chart-tooltip");
  }

  get data(): Locator {
    return this.results.shown.locator(".chart-data");
  }

  /** The bars above a result that tell its filters. */
  get filters(): Locator {
    return this.results.shown.locator(".chip-text");
  }

  async drawn(): Promise<void> {
    await this.results.shown.locator(drawnStage).waitFor(patient);
  }

  async openByLens(): Promise<void> {
    await this.workbench.clickLens(this.workbench.lens("Chart"), this.results.shown.locator(drawnStage));
  }

  /** What is asked about a range of time. */
  get range(): Locator {
    return this.results.frame.getByRole("dialog", { name: "Range of time" });
  }

  /** An entry of the menu that is open. */
  entry(name: string): Locator {
    return this.results.frame.getByRole("menuitem", { name, exact: true });
  }

  /**
   * Drags over the chart, so many pixels to the left and to the right of where its tooltip says this, until it is asked what to do with
   * the range: a chart that is drawn anew under the mouse has no range any more. Of a chart of so many `steps`, `left` and `right` are
   * steps.
   */
  async dragAround(
    text: string,
    { left, right, steps }: { readonly left: number; readonly right: number; readonly steps?: number },
  ): Promise<void> {
    const { mouse } = this.workbench.page;
    const drag = async (): Promise<void> => {
      const { x, y } = await this.hover(text, "right");
      const { width = 0 } = (await this.results.shown.locator("canvas").boundingBox()) ?? {};
      const unit = steps === undefined ? 1 : width / steps;
      await mouse.move(x - left * unit, y);
      await mouse.down();
      await mouse.move(x + right * unit, y, { steps: 4 });
      await mouse.up();
    };
    await untilThere(drag, this.range);
  }

  /** Clicks the mark of which the tooltip says this, until what it opens is there. */
  async clickMark(text: string, opened: Locator, way: "down" | "right" = "right"): Promise<void> {
    const click = async (): Promise<void> => {
      const { x, y } = await this.hover(text, way);
      await this.workbench.page.mouse.click(x, y);
    };
    await untilThere(click, opened);
  }

  /** Goes to the first or the last mark by its key, until the chart tells of it; what is pressed then is about that mark. */
  async goToMark(key: "Home" | "End"): Promise<void> {
    // A mouse at rest points at what comes under it.
    await this.workbench.page.mouse.move(0, 0);
    const go = async (): Promise<void> => {
      await this.stage.focus(brief);
      await this.workbench.page.keyboard.press(key);
    };
    await untilThere(go, this.results.shown.locator(".chart-focus"));
  }

  /** Moves over the chart, as somebody who looks for something, until its tooltip says so. Where the pointer is then. */
  async hover(text: string | RegExp, way: "down" | "right"): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.results.shown.locator("canvas").boundingBox();
    if (box === null) throw new Error("There is no chart.");
    const tooltip = this.tooltip.filter({ hasText: text });
    for (let share = 0.02; share < 1; share += 0.01) {
      const [across, along] = way === "down" ? [0.6, share] : [share, 0.6];
      const at = { x: box.x + box.width * across, y: box.y + box.height * along };
      await this.workbench.page.mouse.move(at.x, at.y);
      if (await tooltip.isVisible()) return at;
    }
    throw new Error(`No mark of the chart says ${String(text)}.`);
  }

  /** Goes through the kinds of charts by arrow keys, which choose as they go. */
  async walkToKind(name: string, key: string): Promise<void> {
    const wanted = this.form.getByRole("radio", { name, exact: true });
    await this.results.tabTo(this.form.getByRole("radio", { checked: true }));
    for (let presses = 0; (await wanted.getAttribute("aria-checked")) !== "true"; presses++) {
      if (presses === 20) throw new Error(`No kind of chart is called ${name}.`);
      await this.workbench.page.keyboard.press(key);
    }
  }

  /** Until the bar above the result says so, and the chart has been drawn anew: its series, and how many steps they have. */
  async shows(rows: string, table: string): Promise<void> {
    await this.results.rowCount.getByText(rows, { exact: true }).waitFor(patient);
    const drawn = async (): Promise<string> => {
      const columns = await this.data.locator("th").allTextContents();
      return `${columns.join()} × ${await this.data.locator("tbody tr").count()}`;
    };
    await expect.poll(drawn, patient).toBe(table);
    // What came and went around the chart has changed its size, which it is told with the next frame.
    await this.stage.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
}
