import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Frame, Locator, Page } from "playwright-core";
import { exactly, QuickInputs } from "./quickInputs";
import { brief, untilDone, untilGone, untilThere } from "./untilThere";
import { webviewFrame } from "./webviewFrame";

const themes = {
  light: { name: "Light 2026", bodyClass: "vs" },
  dark: { name: "Dark 2026", bodyClass: "vs-dark" },
  highContrast: { name: "Default High Contrast", bodyClass: "hc-black" },
  highContrastLight: { name: "Default High Contrast Light", bodyClass: "hc-light" },
} as const;

export type Theme = keyof typeof themes;

export interface WorkbenchParts {
  readonly workspaceFolder: string;
  /** The server's user data: logs, settings, storage. */
  readonly stateFolder: string;
  readonly dispose: () => Promise<void>;
}

/**
 * A window of VS Code, by what a person sees and does. Every method waits for what it needs to be there, and none waits for
 * time to pass. What is not here can be done with `page`.
 */
export class Workbench extends QuickInputs {
  readonly workspaceFolder: string;
  readonly stateFolder: string;

  constructor(
    page: Page,
    private readonly parts: WorkbenchParts,
  ) {
    super(page);
    this.workspaceFolder = parts.workspaceFolder;
    this.stateFolder = parts.stateFolder;
  }

  dispose(): Promise<void> {
    return this.parts.dispose();
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.waitUntilReady();
  }

  /** As "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  /** The workbench is there before its extensions are; with their views come their commands, languages and themes. */
  private async waitUntilReady(): Promise<void> {
    await this.container("Flow Logs").waitFor({ timeout: 60_000 });
    await this.page.locator(".part.statusbar").waitFor();
  }

  /** Opens a file of the workspace in an editor that stays. */
  async openFile(path: string): Promise<void> {
    const entry = this.quickPick(basename(path));
    const list = async (): Promise<void> => {
      await this.closeQuickInput();
      await this.page.keyboard.press("Control+P");
      await this.quickInput.fill(path, brief);
    };
    await untilThere(list, entry);
    await this.pick(basename(path));
    await this.editorOf(basename(path)).waitFor();
  }

  /** The tab of an editor or panel, by its title. */
  tab(title: string): Locator {
    return this.page.locator(`.tabs-container .tab[data-resource-name="${title}"]`);
  }

  /** The text editor that shows a file of that name. */
  editorOf(name: string): Locator {
    return this.page.locator(`.editor-instance:visible .monaco-editor[data-uri$="/${name}"]`);
  }

  /** The text editor that is to be seen; the first if there are several. */
  get editor(): Locator {
    return this.page.locator(".editor-instance:visible .monaco-editor[data-uri]").first();
  }

  /** The one in which a key that is pressed now is typed. */
  private get focusedEditor(): Locator {
    return this.page.locator(".editor-instance:visible .monaco-editor.focused");
  }

  /** Replaces the text of the editor by pasting: nothing is completed or closed while it goes in. */
  async setText(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await untilThere(() => this.editor.locator(".view-lines").click(brief), this.focusedEditor);
    await untilDone(async () => {
      await this.page.keyboard.press("Control+A");
      await this.page.keyboard.press("Control+V");
      await this.page.waitForFunction(
        ([selector, first]) => document.querySelector(selector)?.textContent.replaceAll("\u00a0", " ").startsWith(first),
        [".editor-instance .view-line", text.split("\n")[0] ?? ""] as const,
        brief,
      );
    });
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The lines of the editor that are to be seen. */
  async visibleText(): Promise<string> {
    const lines = await this.editor.locator(".view-line").evaluateAll((found) =>
      found
        .map((line) => ({ top: parseFloat((line as HTMLElement).style.top), text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  }

  /** Puts the cursor there; both are counted from 1. The keyboard is in the editor then. */
  async goTo(line: number, column = 1): Promise<void> {
    const found = this.page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: new RegExp(`\\b${line}\\b`) });
    const ask = async (): Promise<void> => {
      // A panel that has just been opened may take the keyboard a moment after its text is there.
      if (!(await this.focusedEditor.isVisible())) await this.editor.locator(".view-line").last().click(brief);
      await this.page.keyboard.press("Control+G");
      await this.quickInput.fill(`:${line}:${column}`, brief);
    };
    await untilThere(ask, found);
    await untilGone(() => this.quickInput.press("Enter", brief), found);
    await this.statusBarItem(`Ln ${line}, Col ${column}`).waitFor();
    await this.focusedEditor.waitFor();
  }

  /** What stands above a statement to be clicked; the nth, from 0, where several statements have it. */
  lens(label: string, nth = 0): Locator {
    return this.editor.locator(".codelens-decoration a", { hasText: label }).nth(nth);
  }

  /** Clicks a lens until what it opens is there: lenses are drawn anew while a text is being read. */
  async clickLens(lens: Locator, opened: Locator): Promise<void> {
    await lens.waitFor({ timeout: 60_000 });
    await untilThere(() => lens.click(brief), opened, 30_000);
  }

  private container(title: string): Locator {
    return this.page.locator(`.activitybar .action-item:has([aria-label^="${title}"])`);
  }

  /** Opens a container of the activity bar. */
  async showContainer(title: string): Promise<void> {
    const button = this.container(title);
    await button.waitFor();
    const press = async (): Promise<void> => {
      if (!/\bchecked\b/.test((await button.getAttribute("class")) ?? "")) await button.click(brief);
    };
    await untilThere(press, this.page.locator(".part.sidebar .composite.title", { hasText: title }));
  }

  /** A view of the open container, by its title. */
  view(title: string): Locator {
    return this.page.locator(`.part.sidebar .pane:has(.pane-header[aria-label^="${title}"])`);
  }

  /** A button of what an empty view says. */
  welcomeButton(view: string, label: string): Locator {
    return this.view(view).locator(".monaco-button", { hasText: exactly(label) });
  }

  /** A node of a tree, by the text of its label. */
  treeItem(label: string | RegExp, within: Locator = this.page.locator(".part.sidebar")): Locator {
    // The Explorer splits a file's name before its extension; other trees have it in one.
    const name = this.page.locator(".label-name, .monaco-icon-label-container", {
      hasText: typeof label === "string" ? exactly(label) : label,
    });
    return within.locator(".monaco-list-row[role=treeitem]", { has: name });
  }

  /** The mark at the right end of a node, in the colour of its label; empty where it has none. */
  mark(item: Locator): Promise<string> {
    return item.evaluate((row) => {
      const marked = [...row.querySelectorAll(".monaco-icon-label")].map((label) => getComputedStyle(label, "::after").content);
      return marked.map((content) => (content === "none" ? "" : content.replace(/^"|"$/g, ""))).join("");
    });
  }

  async expand(item: Locator): Promise<void> {
    await item.waitFor();
    const press = async (): Promise<void> => {
      if ((await item.getAttribute("aria-expanded", brief)) === "false") await item.locator(".monaco-tl-twistie").click(brief);
    };
    await untilThere(press, item.and(this.page.locator('[aria-expanded="true"]')), 30_000);
  }

  /** A button at the right end of a node, which is there while the pointer is over it. */
  async pressOn(item: Locator, button: string): Promise<void> {
    await untilDone(async () => {
      await item.hover(brief);
      await item.locator(`.action-label[aria-label="${button}"]`).click(brief);
    });
  }

  /** An entry of the context menu of something. */
  async chooseFromMenu(item: Locator, entry: string): Promise<void> {
    const found = this.page.locator(`.monaco-menu .action-item:has(.action-label[aria-label="${entry}"])`);
    const open = async (): Promise<void> => {
      if (await this.page.locator(".monaco-menu").first().isVisible()) await this.page.keyboard.press("Escape");
      await item.click({ button: "right", ...brief });
    };
    await untilThere(open, found);
    // A menu takes no click in its first 100 ms, lest the one that opened it chooses something.
    const choose = async (): Promise<void> => {
      await found.hover(brief);
      await found.and(this.page.locator(".focused")).waitFor(brief);
      await this.page.keyboard.press("Enter");
    };
    await untilGone(choose, found);
  }

  /** A button of the toolbar above the editor or of a view, by its tooltip. */
  action(tooltip: string): Locator {
    return this.page.locator(`.action-item .action-label[aria-label^="${tooltip}"]:visible`);
  }

  /** A notification that is to be seen, by its text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator(":is(.notifications-toasts, .notifications-center) .notification-list-item:visible", { hasText: text });
  }

  /** VS Code pops up no more than three within a second: the others are behind its bell, where a person would look after a while. */
  async waitForNotification(text: string | RegExp): Promise<Locator> {
    const found = this.notification(text).first();
    const popsUp = found.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (!(await popsUp) && !(await this.page.locator(".notifications-center").isVisible())) {
      await this.page.locator('.statusbar-item[id="status.notifications"]').click();
    }
    await found.waitFor();
    return found;
  }

  /** Presses a button of a notification, which may hide behind the bell just then. */
  async pressInNotification(text: string | RegExp, button: string): Promise<void> {
    await untilDone(async () => {
      const found = await this.waitForNotification(text);
      await found.getByRole("button", { name: button, exact: true }).click(brief);
    });
  }

  /** A modal dialogue, by its text. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator(".monaco-dialog-box", { hasText: text });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator(".part.statusbar .statusbar-item", { hasText: text });
  }

  /** The document inside the webview in which a selector finds something that is to be seen. */
  resultsFrame(selector = "[role=grid]"): Promise<Frame> {
    return webviewFrame(this.page, selector);
  }

  /** Takes effect at once, in every editor and webview. */
  async setTheme(theme: Theme): Promise<void> {
    const { name, bodyClass } = themes[theme];
    await this.changeSettings({ "workbench.colorTheme": name });
    await this.page.locator(`.monaco-workbench.${bodyClass}`).waitFor();
  }

  /** Changes settings of the workspace; the window follows at once. */
  async changeSettings(values: Readonly<Record<string, unknown>>): Promise<void> {
    const file = join(this.workspaceFolder, ".vscode", "settings.json");
    await mkdir(dirname(file), { recursive: true });
    const before = JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...before, ...values }, null, 2));
  }

  /** Into test-results/, for people to look at. */
  async screenshot(name: string): Promise<void> {
    await mkdir("test-results", { recursive: true });
    await this.page.screenshot({ path: join("test-results", `${name}.png`) });
  }
}
