import { chromium, type Page } from "playwright-core";
import { findBrowser } from "../../scripts/setup/testNeeds.mjs";

export interface Browser {
  readonly page: Page;
  close(): Promise<void>;
}

/** No calls home, no sandbox (the tests also run as root, who may not have one). */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page of a browser of its own, which may use the clipboard. */
export async function openBrowser(moreFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error("These tests need Chromium or Chrome. Install it, or name its program in the environment variable CHROMIUM.");
  }
  const browser = await chromium.launch({ executablePath, args: [...flags, ...moreFlags] });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    timezoneId: "UTC",
    locale: "en-GB",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { page, close: () => browser.close() };
}
