import type { Locator, Page } from "playwright-core";
import type { Message } from "vscode-jsonrpc/node";
import type { PanelState } from "../../../src/protocol/resultsPanel";
import { QueryFixture } from "../../server/engines/results/queryFixture";
import { openBrowser, type Browser } from "../../support/browser";
import { editorAround } from "./editorAround";
import { PanelHost, type HeldTab } from "./panelHost";
import { PanelServer, type ExtraFiles } from "./panelServer";
import { themes, type ThemeKind } from "./themes";

/** Where a page differs from the one that most tests look at. */
export interface PageOptions {
  readonly extraFiles?: ExtraFiles;
  /** Variables of the editor's theme, without `--vscode-`. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly browserFlags?: readonly string[];
}

/** The results panel in a real browser, over a real engine. */
export class PanelPage {
  /** What went wrong in the page: exceptions, and what its policy refused. A test that ends with any has failed. */
  readonly problems: string[] = [];
  private shown = 0;

  private constructor(
    readonly page: Page,
    readonly host: PanelHost,
    readonly fixture: QueryFixture,
    private readonly browser: Browser,
    private readonly server: PanelServer,
  ) {
    page.on("pageerror", (error) => this.problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.problems.push(message.text());
    });
  }

  static async open(theme: ThemeKind = "dark", options: PageOptions = {}): Promise<PanelPage> {
    const opening = [QueryFixture.open(), PanelServer.start("results", options.extraFiles), openBrowser(options.browserFlags)] as const;
    const [fixture, server, browser] = await Promise.all(opening);
    const { page } = browser;
    const host = new PanelHost(page, fixture);
    await page.exposeBinding("toHost", (_source, message: Message) => host.receive(message));
    const { bodyClass, variables } = themes[theme];
    await page.addInitScript(editorAround, { bodyClass, variables: { ...variables, ...options.variables } });
    const opened = new PanelPage(page, host, fixture, browser, server);
    await page.goto(server.url);
    return opened;
  }

  /** Shows the result of a statement alone, in a tab that was not there before. */
  async show(sql: string, more: Partial<HeldTab> = {}): Promise<void> {
    this.host.tabs = [];
    const { tabId } = await this.host.run(sql, { tabId: `tab${++this.shown}`, ...more });
    await this.page.locator(`[data-tab="${tabId}"]`).waitFor({ state: "attached" });
    await this.page.locator(".slick-header-column, .outcome").first().waitFor();
    await this.loaded();
  }

  /** Until no cell waits for its page any more. */
  async loaded(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector(".placeholder, .busy:not([hidden])") === null);
  }

  /** The tab in front: those behind it keep their nodes. */
  get front(): Locator {
    return this.page.locator(".tab-view:not([hidden])");
  }

  get grid(): Locator {
    return this.page.getByRole("grid");
  }

  /** A cell by its row (from 0) and its place on the screen (from 0, without the row number). */
  cell(row: number, place: number): Locator {
    return this.front.locator(`.result-grid [id$="-r${row}-p${place}"]`);
  }

  header(name: string): Locator {
    return this.front.locator(".slick-header-column", { has: this.page.getByText(name, { exact: true }) });
  }

  /** Texts of the column headers from left to right. */
  async headers(): Promise<string[]> {
    const texts = await this.front.locator(".slick-header-column .slick-column-name").allTextContents();
    return texts.filter((text) => text !== "#");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  menuItem(name: string): Locator {
    return this.page.getByRole("menuitem", { name, exact: true }).or(this.page.getByRole("menuitemcheckbox", { name, exact: true }));
  }

  savedState(): Promise<PanelState | undefined> {
    return this.page.evaluate(() => JSON.parse(sessionStorage.getItem("state") ?? "null") as PanelState | undefined);
  }

  /** As when a hidden panel is shown again, or the window was reloaded: a new page with the old one's state. */
  async reload(): Promise<void> {
    this.host.pageGone();
    await this.page.reload();
  }

  async close(): Promise<void> {
    this.host.dispose();
    await this.browser.close();
    await Promise.all([this.server.stop(), this.fixture.close()]);
  }
}
