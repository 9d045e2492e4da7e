import type { Locator } from "playwright-core";
import { untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import type { ResultsPage } from "./resultsPage";

const patient = { timeout: 60_000 };

/** The panel about an address, by what a person sees and does there. It lies in front of the results. */
export class PivotPage {
  constructor(
    private readonly workbench: Workbench,
    private readonly results: ResultsPage,
  ) {}

  button(name: string): Locator {
    return this.results.frame.getByRole("button", { name, exact: true });
  }

  /** A section, by its id. */
  card(id: string): Locator {
    return this.results.frame.locator(`.card-${id}`);
  }

  peer(address: string): Locator {
    return this.card("peers").locator(".value-link", { hasText: address }).first();
  }

  /** An entry of the menu that is open. */
  entry(name: string | RegExp): Locator {
    return this.results.frame.getByRole("menuitem", { name, exact: true });
  }

  /** Where one was, in the list that is open. */
  wasAt(name: string): Locator {
    return this.results.frame.getByRole("menuitemcheckbox", { name, exact: true });
  }

  get activity(): Locator {
    return this.results.frame.locator(".activity .chart-stage");
  }

  /** What is asked about a range of time. */
  get range(): Locator {
    return this.results.frame.getByRole("dialog", { name: "Range of time" });
  }

  /** By the command, which asks for an address. */
  async whoIs(address: string): Promise<void> {
    await this.workbench.runCommand("Flow Logs: Who Is…");
    await this.workbench.answer(address);
    await this.shown(address);
  }

  /** Until all is there about one address. */
  async shown(address: string): Promise<void> {
    await this.results.panelTab(`Who Is ${address}`).waitFor(patient);
    await this.results.frame.getByRole("heading", { level: 1, name: address, exact: true }).waitFor(patient);
    await this.loaded(this.card("conversations"));
  }

  /** Until all is there about two of them. */
  async compared(some: string, other: string): Promise<void> {
    await this.results.panelTab(`${some} and ${other}`).waitFor(patient);
    await this.loaded(this.card("common"));
  }

  private async loaded(last: Locator): Promise<void> {
    await last.locator("tbody tr, .card-empty").first().waitFor(patient);
    const waiting = this.results.frame.locator(".pivot-body[aria-busy], [data-loading]").first();
    await waiting.waitFor({ state: "detached", ...patient });
  }

  /** Chooses a link, or opens its menu and chooses from that, with the mouse. */
  async ask(link: Locator, question: string | RegExp): Promise<void> {
    await untilThere(() => link.click({ timeout: 5000 }), this.entry(question));
    await this.entry(question).click();
  }

  /** The same by keyboard, from the first value of a section's rows. */
  async askByKeys(section: string, question: string | RegExp): Promise<void> {
    await this.results.pressAt(this.card(section).locator(".rows-table [tabindex='0']"), "Enter");
    await this.results.pressAt(this.entry(question), "Enter", "ArrowDown");
  }

  /** Drags over the middle of the activity until it is asked what to do with that time. */
  async dragActivity(): Promise<void> {
    const { mouse } = this.workbench.page;
    const drag = async (): Promise<void> => {
      await this.activity.locator("canvas").scrollIntoViewIfNeeded();
      const { x = 0, y = 0, width = 0, height = 0 } = (await this.activity.boundingBox()) ?? {};
      await mouse.move(x + width * 0.4, y + height / 2);
      await mouse.down();
      await mouse.move(x + width * 0.6, y + height / 2, { steps: 4 });
      await mouse.up();
    };
    await untilThere(drag, this.range);
  }

  /** Asks about the first step of the activity with the keys of a chart, from above it. */
  async askTimeByKeys(question: string): Promise<void> {
    await this.pressInActivity(["Home", "Enter"], this.entry(question));
    await this.results.pressAt(this.entry(question), "Enter", "ArrowDown");
  }

  /** Chooses the first two steps so. */
  async rangeByKeys(): Promise<void> {
    await this.pressInActivity(["Home", "Shift+ArrowRight", "Enter"], this.range);
  }

  private async pressInActivity(keys: readonly string[], opened: Locator): Promise<void> {
    await this.results.tabTo(this.activity);
    const press = async (): Promise<void> => {
      for (const key of keys) await this.workbench.page.keyboard.press(key);
    };
    await untilThere(press, opened);
  }
}
