import type { Locator } from "playwright-core";
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

  /** Drags over the chart, from so many pixels at the left of a place to as many at its right. */
  async dragOver({ x, y }: { readonly x: number; readonly y: number }, pixels: number): Promise<void> {
    const { mouse } = this.workbench.page;
    await mouse.move(x - pixels, y);
    await mouse.down();
    await mouse.move(x + pixels, y, { steps: 4 });
    await mouse.up();
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
}
