import { describe, expect, it } from "vitest";
import { contrast } from "../../../webview/charts/parts/colours";
import { violations } from "../support/accessibility";
import type { PanelPage } from "../support/panelPage";
import type { ThemeKind } from "../support/themes";
import { trafficRows } from "../support/trafficRows";
import { withPanel } from "../support/withPanel";

const sql = `SELECT start_time, dstport, bytes FROM (${trafficRows()})`;

async function drawn(panel: PanelPage, chart: NonNullable<Parameters<PanelPage["show"]>[1]>["chart"]): Promise<void> {
  panel.host.tabs = [];
  const { tabId } = await panel.host.run(sql, { tabId: JSON.stringify(chart), ...(chart === undefined ? {} : { chart }) });
  await panel.page.locator(`[data-tab='${tabId}']`).waitFor({ state: "attached" });
  await panel.front.locator(".chart-place canvas, .chart-place table").first().waitFor();
}

describe.each<ThemeKind>(["dark", "light", "highContrast", "highContrastLight"])("A chart in the theme %s", (theme) => {
  const panel = withPanel(theme);

  const wrong = (): Promise<unknown> => violations(panel().page, theme);

  it("is accessible with its form, its series and its data", async () => {
    await drawn(panel(), { kind: "area" });
    expect(await wrong()).toEqual([]);
    await panel().button("Data of the chart").click();
    await panel().front.locator(".legend-button").first().click();
    expect(await wrong()).toEqual([]);
    await panel().front.locator(".chart-stage").focus();
    await panel().page.keyboard.press("Home");
    await panel().page.keyboard.press("Enter");
    expect(await wrong()).toEqual([]);
    await panel().page.keyboard.press("Escape");
  });

  it("has colours that stand out from the ground", async () => {
    const colours = await panel()
      .front.locator(".swatch")
      .evaluateAll((nodes) =>
        nodes.map((node) => (node as HTMLElement).style).map(({ backgroundColor, color }) => backgroundColor || color),
      );
    const ground = await panel().page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(colours.length).toBeGreaterThan(2);
    for (const colour of colours) expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThan(3);
  });

  it.each(["area", "rowBar", "line", "pie"] as const)("names the series of %s with what tells them apart besides colours", async (kind) => {
    await drawn(panel(), { kind });
    const signs = await panel()
      .front.locator(".legend-button .swatch")
      .evaluateAll((nodes) => nodes.map((node) => (node instanceof HTMLCanvasElement ? node.toDataURL() : "plain")));
    expect(signs.length).toBeGreaterThan(0);
    expect(new Set(signs).size).toBe(theme.startsWith("highContrast") ? signs.length : 1);
  });

  it.each(["table", "number", "histogram", "scatter", "pie"] as const)("is accessible as %s", async (kind) => {
    await drawn(panel(), { kind });
    expect(await wrong()).toEqual([]);
  });
});

describe("The chart of a small or changing page", () => {
  const panel = withPanel();

  it("stands above nothing that is cut in a narrow panel, and its form above it", async () => {
    await panel().page.setViewportSize({ width: 400, height: 700 });
    await drawn(panel(), { kind: "line" });
    const width = (): Promise<number> => panel().page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(400);
    expect(await panel().front.locator(".chart-form").isVisible()).toBe(false);
    await panel().button("Settings of the chart").click();
    const [form, stage] = await Promise.all([".chart-form", ".chart-stage"].map((node) => panel().front.locator(node).boundingBox()));
    expect((form?.y ?? 0) + (form?.height ?? 0)).toBeLessThanOrEqual(stage?.y ?? 0);
    expect(stage?.height).toBeGreaterThan(150);
    await panel().button("Settings of the chart").click();
  });

  it("is drawn in the colours of another theme when that is chosen", async () => {
    await panel().page.setViewportSize({ width: 1000, height: 700 });
    await drawn(panel(), { kind: "rowBar", x: "dstport" });
    const swatch = panel().front.locator(".swatch").first();
    const before = await swatch.evaluate((node) => node.style.backgroundColor);
    await panel().page.evaluate(() => document.documentElement.style.setProperty("--vscode-flowlog-chart-series1", "#ff00ff"));
    await expect.poll(() => swatch.evaluate((node) => node.style.backgroundColor)).toBe("rgb(255, 0, 255)");
    expect(before).not.toBe("rgb(255, 0, 255)");
  });

  it("says with a line what is chosen where the system has its own colours", async () => {
    await panel().page.emulateMedia({ forcedColors: "active" });
    for (const chosen of [".gallery-entry[aria-checked=true]", ".switch-choice[aria-checked=true]"]) {
      expect(
        await panel()
          .front.locator(chosen)
          .evaluate((node) => getComputedStyle(node).outlineStyle),
      ).toBe("solid");
    }
    await panel().page.emulateMedia({ forcedColors: "none" });
  });
});
