import type { Locator, Page } from "playwright-core";
import type { Message } from "vscode-jsonrpc/node";
import type { PivotSectionId } from "../../../src/protocol/pivot";
import { openBrowser, type Browser } from "../../support/browser";
import { editorAround } from "./editorAround";
import { PanelServer } from "./panelServer";
import { PivotHost, type PivotAnswers } from "./pivotHost";
import { themes, type ThemeKind } from "./themes";

/** The pivot panel in a real browser. */
export class PivotPanelPage {
  /** What went wrong in the page: exceptions, and what its policy refused. */
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    readonly host: PivotHost,
    private readonly browser: Browser,
    private readonly server: PanelServer,
  ) {
    page.on("pageerror", (error) => this.problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.problems.push(message.text());
    });
  }

  static async open(answers: PivotAnswers, theme: ThemeKind = "dark"): Promise<PivotPanelPage> {
    const [server, browser] = await Promise.all([PanelServer.start("pivot"), openBrowser()]);
    const { page } = browser;
    const host = new PivotHost(page, answers);
    await page.exposeBinding("toHost", (_source, message: Message) => host.receive(message));
    await page.addInitScript(editorAround, themes[theme]);
    const opened = new PivotPanelPage(page, host, browser, server);
    await page.goto(server.url);
    await page.locator(".pivot-sentence").waitFor();
    return opened;
  }

  /** Asks who an address is, as the grid or the editor does, and waits for the answer. */
  async show(address: string): Promise<void> {
    this.host.show(address);
    await this.heading(address).waitFor();
    await this.loaded();
  }

  heading(address: string): Locator {
    return this.page.getByRole("heading", { level: 1, name: address, exact: true });
  }

  card(id: PivotSectionId): Locator {
    return this.page.locator(`.card-${id}`);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  menuItem(name: string): Locator {
    return this.page.getByRole("menuitem", { name, exact: true }).or(this.page.getByRole("menuitemcheckbox", { name, exact: true }));
  }

  /** Until every section is there. */
  async loaded(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector(".pivot-body[aria-busy], [data-loading]") === null);
  }

  /** As when a hidden panel is shown again, or the window was reloaded: a new page with the old one's state. */
  async reload(): Promise<void> {
    await this.page.reload();
  }

  async close(): Promise<void> {
    this.host.dispose();
    await this.browser.close();
    await this.server.stop();
  }
}
