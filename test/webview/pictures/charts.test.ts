import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charts } from "../../../webview/charts";
import { violations } from "../support/accessibility";
import type { ThemeKind } from "../support/themes";
import { pictureCases } from "./pictureCases";
import { PicturePage } from "./picturePage";
import { differenceFromSaved } from "./savedPictures";

const saved = {
  folder: join(import.meta.dirname, "saved"),
  testResults: join(import.meta.dirname, "../../../test-results"),
  update: process.env.UPDATE_PICTURES === "1",
};

describe.each<ThemeKind>(["light", "dark", "highContrast"])("In the theme %s", (theme) => {
  let page: PicturePage;
  beforeAll(async () => {
    page = await PicturePage.open(theme);
  });
  afterAll(async () => {
    await page.close();
  });

  it.each(charts.map(({ kind }) => ({ kind })))("a $kind looks as it did, and is accessible", async ({ kind }) => {
    const { sql, chart } = pictureCases[kind];
    await page.draw(sql, chart);
    expect(await violations(page.panel.page, theme)).toEqual([]);
    expect(await differenceFromSaved(`${kind}-${theme}`, await page.take(), saved)).toBeUndefined();
    expect(page.panel.problems.splice(0)).toEqual([]);
  });
});
