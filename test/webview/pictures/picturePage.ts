import { join } from "node:path";
import type { WrittenChart } from "../../../src/protocol/chart";
import { PanelPage } from "../support/panelPage";
import type { ThemeKind } from "../support/themes";

const pictureSize = { width: 640, height: 400 };

const fonts = join(import.meta.dirname, "../../../node_modules/@fontsource/inter/files");
const extraFiles = {
  "/inter.css": join(import.meta.dirname, "inter.css"),
  "/inter-400.woff2": join(fonts, "inter-latin-400-normal.woff2"),
  "/inter-600.woff2": join(fonts, "inter-latin-600-normal.woff2"),
} as const;

/** Letters and colours that do not depend on the screen and the system. */
const browserFlags = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--force-device-scale-factor=1"];

/** The results panel as it is, with letters that are the same on every machine. */
export class PicturePage {
  private drawn = 0;

  private constructor(readonly panel: PanelPage) {}

  static async open(theme: ThemeKind): Promise<PicturePage> {
    const variables = { "font-family": "Inter", "editor-font-family": "Inter" };
    const panel = await PanelPage.open(theme, { extraFiles, variables, browserFlags });
    await panel.page.emulateMedia({ reducedMotion: "reduce" });
    // A canvas does not wait for fonts, and does not draw again when they have come.
    await panel.page.evaluate(() => Promise.all([document.fonts.load("13px Inter"), document.fonts.load("600 13px Inter")]));
    return new PicturePage(panel);
  }

  /** Draws the result of a statement. */
  async draw(sql: string, chart: WrittenChart): Promise<void> {
    const { host, page } = this.panel;
    host.tabs = [];
    const { tabId } = await host.run(sql, { tabId: `tab${++this.drawn}`, chart });
    await page.locator(`[data-tab="${tabId}"]`).waitFor({ state: "attached" });
    await this.panel.front.locator(".chart-stage[aria-busy=false]").waitFor();
  }

  /** The drawing alone, in its usual size: what stands around it is looked at by other tests. */
  async take(): Promise<Buffer> {
    const { page, front } = this.panel;
    const stage = front.locator(".chart-stage");
    await stage.evaluate((node, { width, height }) => {
      const { style } = node as HTMLElement;
      Object.assign(style, { position: "absolute", inset: "0 auto auto 0", zIndex: "1000", background: "var(--ground)" });
      Object.assign(style, { width: `${width}px`, height: `${height}px` });
    }, pictureSize);
    // The chart hears of its new size when the page has been laid out, and then draws at once.
    await page.waitForFunction(({ width, height }) => {
      const canvas = document.querySelector<HTMLCanvasElement>(".tab-view:not([hidden]) .chart-place > canvas");
      return canvas === null || (canvas.clientWidth === width && canvas.clientHeight === height);
    }, pictureSize);
    const { x, y } = (await stage.boundingBox()) ?? { x: 0, y: 0 };
    return page.screenshot({ clip: { x, y, ...pictureSize } });
  }

  close(): Promise<void> {
    return this.panel.close();
  }
}
