import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charts } from "../../../webview/charts";
import type { ThemeKind } from "../support/themes";
import { pictureCases } from "./pictureCases";
import { PicturePage } from "./picturePage";
import { differenceFromSaved } from "./savedPictures";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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
    expect(await violations(page)).toEqual([]);
    expect(await differenceFromSaved(`${kind}-${theme}`, await page.take(), saved)).toBeUndefined();
    expect(page.panel.problems.splice(0)).toEqual([]);
  });
});

/** What axe finds wrong, each with the places. */
async function violations({ panel }: PicturePage): Promise<unknown> {
  await panel.page.evaluate(axe);
  const { violations: found } = await panel.page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => `${html.slice(0, 200)} ${any[0]?.message ?? ""}`) }));
}
