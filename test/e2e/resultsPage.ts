import { expect } from "vitest";
import type { FrameLocator, Locator } from "playwright-core";
import { brief, untilDone, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";

const patient = { timeout: 60_000 };

/** The results panel that is to be seen in a window, by what a person sees in it. Outlives reloads of the window. */
export class ResultsPage {
  /** `which`: from 0, where several panels are to be seen at once. */
  constructor(
    private readonly workbench: Workbench,
    private readonly which = 0,
  ) {}

  /** The page inside: a webview is two nested frames, and the inner one has its name only when it is loaded. */
  get frame(): FrameLocator {
    const outer = this.workbench.page.locator("iframe.webview.ready:visible").nth(this.which);
    return outer.contentFrame().locator("iframe#active-frame").contentFrame();
  }

  /** The panel's own tab in the workbench, by its title now. */
  panelTab(title: string): Locator {
    return this.workbench.page.locator(".tabs-container .tab", { has: this.workbench.page.getByText(title, { exact: true }) });
  }

  /** Waits until the result of what was asked in a panel has come in front of it, and brings the panel to the front again. */
  async returnTo(title: string): Promise<void> {
    const inFront = this.panelTab(title).and(this.workbench.page.locator(".active"));
    await inFront.waitFor({ state: "hidden", ...patient });
    await untilThere(() => this.panelTab(title).click(brief), inFront);
  }

  /** What belongs to the tab in front. */
  get shown(): Locator {
    return this.frame.locator(".tab-view:not([hidden])");
  }

  get grid(): Locator {
    return this.shown.getByRole("grid");
  }

  /** A cell by its row (from 0) and its place on the screen (from 0, without the row number). */
  cell(row: number, place: number): Locator {
    return this.shown.locator(`.result-grid [id$="-r${row}-p${place}"]`);
  }

  header(name: string): Locator {
    return this.shown.locator(".slick-header-column", { has: this.frame.getByText(name, { exact: true }) });
  }

  tab(title: string): Locator {
    return this.frame.getByRole("tab", { name: title });
  }

  /** `12 rows`, or with filters `3 of 12 rows`. */
  get rowCount(): Locator {
    return this.shown.locator(".row-count strong");
  }

  /** What stands in the grid's place while there is none: that it runs, failed, was stopped. */
  get outcome(): Locator {
    return this.shown.locator(".outcome");
  }

  button(name: string): Locator {
    return this.shown.getByRole("button", { name, exact: true });
  }

  chooseFromMenu(at: Locator, entry: string): Promise<void> {
    return this.choose(() => at.click({ button: "right", ...brief }), entry);
  }

  /** What can be asked about a value, by a click on it. */
  chooseFromValue(cell: Locator, entry: string): Promise<void> {
    return this.choose(() => cell.locator(".cell-text").click(brief), entry);
  }

  private async choose(openMenu: () => Promise<void>, entry: string): Promise<void> {
    const found = this.frame.getByRole("menuitem", { name: entry, exact: true });
    await untilThere(openMenu, found);
    await found.click();
  }

  /** By a click on the header for each step: up first, then down. */
  async sortDown(name: string): Promise<void> {
    for (const order of ["ascending", "descending"]) {
      const sorted = this.shown.locator(`.slick-header-column[aria-sort="${order}"]`, { has: this.frame.getByText(name, { exact: true }) });
      await untilThere(() => this.header(name).click(brief), sorted);
    }
  }

  /** Begins to save the result that is shown; VS Code then asks where to. */
  async save(): Promise<void> {
    await untilThere(() => this.button("Save result…").click(brief), this.workbench.quickInput);
  }

  /** Until a result of so many rows is shown, each cell on the screen with its value. */
  async loaded(rows: string): Promise<void> {
    await this.rowCount.getByText(rows, { exact: true }).waitFor(patient);
    await this.cell(0, 0).or(this.shown.locator(".slick-cell").first()).first().waitFor();
    await this.shown.locator(".placeholder, .busy:not([hidden])").first().waitFor({ state: "detached" });
  }

  /** Presses a key on something that is reached without a mouse. */
  async pressAt(wanted: Locator, pressed: string, way = "Tab"): Promise<void> {
    await this.tabTo(wanted, way);
    await this.workbench.page.keyboard.press(pressed);
  }

  /**
   * From the editor into the panel beside it, by the keys that VS Code has for it. A text that has just been opened may take the
   * focus once more, so it is done until the panel has it.
   */
  async enterFromEditor(): Promise<void> {
    await untilDone(async () => {
      await this.workbench.page.keyboard.press("Control+1");
      await this.workbench.page.keyboard.press("Control+2");
      const focused = (): Promise<boolean> => this.frame.locator("body").evaluate(() => document.hasFocus());
      await expect.poll(focused, brief).toBe(true);
    });
  }

  /** Goes on until something has the focus. */
  async tabTo(wanted: Locator, way = "Tab"): Promise<void> {
    const reached = (): Promise<boolean> => wanted.evaluate((node) => node === document.activeElement && document.hasFocus());
    for (let presses = 0; !(await reached()); presses++) {
      if (presses === 80) throw new Error(`${String(wanted)} is not reached by ${way}.`);
      await this.workbench.page.keyboard.press(way);
    }
  }
}
