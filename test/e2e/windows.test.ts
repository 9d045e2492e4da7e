import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type Browser } from "../support/browser";
import { openWorkbenches, startWorkbench } from "../support/codeServer";
import { Workbench } from "../support/workbench";
import { openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };

describe("Two windows on one index", () => {
  let first: Workbench;
  let second: Workbench;
  let browser: Browser | undefined;

  beforeAll(async () => {
    first = await startWorkbench();
    await indexSampleBucket(first);
    browser = await openBrowser();
    second = new Workbench(browser.page, first);
    openWorkbenches.add(second);
    await second.open(first.page.url());
  });

  afterAll(async () => {
    openWorkbenches.delete(second);
    await browser?.close();
    await first.dispose();
  });

  it("answer both, and the second goes on when the first is closed", async () => {
    await second.showContainer("Flow Logs");
    await second.statusBarItem("33,484 flow records").waitFor(patient);
    for (const [window, name] of [
      [first, "first.flowsql"],
      [second, "second.flowsql"],
    ] as const) {
      await openQuery(window, name, "SELECT count(*) AS records FROM flows;\n");
      await runAtCursor(window);
      await expect.poll(() => new ResultsPage(window).cell(0, 0).textContent(), patient).toBe("33,484");
    }
    // As a window is closed: what is in it is told to end.
    await first.page.goto("about:blank");
    const results = new ResultsPage(second);
    await putCursor(second, 1);
    const runAgain = async (): Promise<string> => {
      await runAtCursor(second);
      await results.outcome.or(results.cell(0, 0)).first().waitFor(patient);
      // To run it again while it runs would never see it end.
      await results.shown.locator(".outcome-running").waitFor({ state: "detached", ...patient });
      return (await results.shown.textContent()) ?? "";
    };
    // What was under way when the first window went may fail, with a sentence that says to try again.
    await expect.poll(runAgain, { ...patient, interval: 1000 }).toContain("33,484");
    await second.screenshot("second-window");
  });
});
