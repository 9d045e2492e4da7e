import { beforeEach, describe, expect, it } from "vitest";
import type { ResultTab } from "../../../src/protocol/resultsPanel";
import { violations } from "../support/accessibility";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

describe("A result whose statement has changed since", () => {
  const panel = withPanel();
  const note = () => panel().front.locator(".statement-stale");
  const spoken = () => panel().page.getByRole("status").first().textContent();

  beforeEach(() => panel().show(flowRows(1000)));

  /** What the host says of the tab in front. */
  function say(stale: ResultTab["stale"]): void {
    const [tab] = panel().host.tabs;
    if (tab === undefined) throw new Error("no tab");
    const { stale: _before, ...fresh } = tab;
    panel().host.put(stale === undefined ? fresh : { ...fresh, stale });
  }

  it("says so in the line of its statement, and nothing moves", async () => {
    expect(await note().isVisible()).toBe(false);
    const before = await panel().grid.boundingBox();
    const cell = await panel().cell(3, 1).elementHandle();
    say("changed");
    await panel().page.getByText("Changed since").waitFor();
    expect(await panel().grid.boundingBox()).toEqual(before);
    // The rows are those that were there, not drawn anew.
    expect(await cell.evaluate((node) => node.isConnected)).toBe(true);
    await panel().page.screenshot({ path: "test-results/stale.png" });
    say(undefined);
    await expect.poll(() => note().isVisible()).toBe(false);
    expect(await cell.evaluate((node) => node.isConnected)).toBe(true);
  });

  it("runs what stands in the file now", async () => {
    say("changed");
    const run = panel().button("Run as it is now");
    await run.waitFor();
    await run.press("Enter");
    const [tab] = panel().host.tabs;
    await expect.poll(() => panel().host.asked.at(-1)).toEqual({ method: "panel/runAsWritten", params: { tabId: tab?.tabId } });
  });

  it("has nothing to run where the statement is gone", async () => {
    say("gone");
    await panel().page.getByText("No longer in its file").waitFor();
    expect(await note().getByRole("button").count()).toBe(0);
  });

  it("is told to screen readers once, and again only after it was the same", async () => {
    const sentence = "The statement has changed in its file since. This is what it gave before.";
    say("changed");
    await expect.poll(spoken).toBe(sentence);
    const said = await panel().page.getByRole("status").first().locator("span").elementHandle();
    say("changed");
    await panel().button("Run as it is now").waitFor();
    expect(await said.evaluate((node) => node.isConnected)).toBe(true);
    say(undefined);
    await expect.poll(() => note().isVisible()).toBe(false);
    expect(await said.evaluate((node) => node.isConnected)).toBe(true);
    say("changed");
    await expect.poll(() => said.evaluate((node) => node.isConnected)).toBe(false);
    expect(await spoken()).toBe(sentence);
  });

  it("says nothing while its statement runs", async () => {
    const [tab] = panel().host.tabs;
    if (tab === undefined) throw new Error("no tab");
    panel().host.put({ ...tab, stale: "changed", outcome: { state: "running", elapsedMs: 0 } });
    await panel().page.getByText("Running…").waitFor();
    expect(await note().isVisible()).toBe(false);
    panel().host.put({ ...tab, stale: "changed", outcome: { state: "failed", sentence: "No.", candidates: [] } });
    await panel().button("Run as it is now").waitFor();
  });

  it.each([300, 420, 900])("keeps what can be done in sight at %i pixels", async (width) => {
    await panel().page.setViewportSize({ width, height: 600 });
    say("changed");
    const run = panel().button("Run as it is now");
    await run.waitFor();
    const [box, next] = [await run.boundingBox(), await panel().button("Copy statement").boundingBox()];
    await panel().page.screenshot({ path: `test-results/stale-${String(width)}.png` });
    expect(box?.x).toBeGreaterThan(20);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(next?.x ?? 0);
    expect(await panel().button("Run again").boundingBox()).toSatisfy(
      (again: { x: number; width: number } | null) => again !== null && again.x + again.width <= width,
    );
    expect(await violations(panel().page)).toEqual([]);
    await panel().page.setViewportSize({ width: 1280, height: 720 });
  });
});
