import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import type { PivotPanelPage } from "../support/pivotPage";
import type { ThemeKind } from "../support/themes";
import { openPivotFixture, openPivotPage, type PivotFixture } from "../support/withPivot";

let fixture: PivotFixture | undefined;

beforeAll(async () => {
  fixture = await openPivotFixture();
}, 120_000);

afterAll(async () => {
  await fixture?.close();
});

async function withPage(theme: ThemeKind, work: (panel: PivotPanelPage) => Promise<void>): Promise<void> {
  if (fixture === undefined) throw new Error("The index is open only while tests run.");
  const panel = await openPivotPage(fixture, theme);
  try {
    await work(panel);
    expect(panel.problems).toEqual([]);
  } finally {
    await panel.close();
  }
}

describe.each<ThemeKind>(["dark", "light", "highContrast", "highContrastLight"])("In the theme %s", (theme) => {
  it("the pivot panel is accessible, alone, with a statement and a menu, and comparing", async () => {
    await withPage(theme, async (panel) => {
      expect(await violations(panel.page, theme)).toEqual([]);
      await panel.show("10.10.1.10");
      await panel.card("activity").locator(".chart-place canvas").waitFor();
      await panel.button("SQL of Peers").click();
      expect(await violations(panel.page, theme)).toEqual([]);
      await panel.button("Compare with…").click();
      await panel.page.keyboard.type("10.10.1.11");
      await panel.page.keyboard.press("Enter");
      await panel.heading("10.10.1.11").waitFor();
      await panel.loaded();
      expect(await violations(panel.page, theme)).toEqual([]);
    });
  });
});

describe("In a narrow or magnified panel", () => {
  it("nothing is cut off at the side, and all of the header can be reached", async () => {
    await withPage("dark", async (panel) => {
      await panel.show("203.0.113.77");
      for (const size of [
        { width: 400, height: 800 },
        { width: 640, height: 400 },
      ]) {
        await panel.page.setViewportSize(size);
        const { wide, room } = await panel.page
          .locator(".pivot-page")
          .evaluate((node) => ({ wide: node.scrollWidth, room: node.clientWidth }));
        expect(wide).toBeLessThanOrEqual(room);
        const cut = await panel.page
          .locator(".card-title, .card-about, .fact dd, .verdict, .pivot-signs")
          .evaluateAll((nodes) => nodes.filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.textContent));
        expect(cut).toEqual([]);
        await panel.button("Open all as .flowsql").scrollIntoViewIfNeeded();
        expect(await panel.button("Open all as .flowsql").isVisible()).toBe(true);
      }
    });
  });

  it("both addresses that are compared stay in sight", async () => {
    await withPage("dark", async (panel) => {
      await panel.page.setViewportSize({ width: 380, height: 800 });
      await panel.show("203.0.113.77");
      await panel.page.keyboard.press("Alt+C");
      await panel.page.keyboard.type("10.10.1.10");
      await panel.page.keyboard.press("Enter");
      await panel.card("compared").locator("tbody tr").first().waitFor();
      const { wide, room } = await panel
        .card("compared")
        .locator(".rows-scroll")
        .evaluate((node) => ({ wide: node.scrollWidth, room: node.clientWidth }));
      expect(wide).toBeLessThanOrEqual(room);
      await panel.loaded();
    });
  });

  it("headings lead through it", async () => {
    await withPage("dark", async (panel) => {
      await panel.show("203.0.113.77");
      expect(await panel.page.getByRole("heading", { level: 2 }).allTextContents()).toEqual([
        "Summary",
        "Activity",
        "Port scans",
        "Ports offered",
        "Ports sought",
        "Peers",
        "Seen by",
        "Conversations",
      ]);
    });
  });
});
