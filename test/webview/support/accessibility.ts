import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import type { ThemeKind } from "./themes";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that look at colours. */
const ofColours: RunOptions = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/**
 * What axe finds wrong in a page as it stands, each with the places. The markup of a page is the same in every theme, so in the
 * dark one all rules are asked, and in the others only those that look at colours.
 */
export async function violations(page: Page, theme: ThemeKind = "dark"): Promise<unknown> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(script);
  const { violations: found } = await page.evaluate(
    (options) => (window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(options),
    { resultTypes: ["violations"], ...(theme === "dark" ? {} : ofColours) } satisfies RunOptions,
  );
  return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => `${html.slice(0, 200)} ${any[0]?.message ?? ""}`) }));
}
