import { describe, expect, it } from "vitest";
import { withPivot } from "../support/withPivot";

const panel = withPivot();
const scanner = "203.0.113.77";
const web = "10.10.1.10";

function scrolled(): Promise<number> {
  return panel()
    .page.locator(".pivot-page")
    .evaluate((node) => node.scrollTop);
}

async function scrollTo(topPx: number): Promise<void> {
  await panel()
    .page.locator(".pivot-page")
    .evaluate((node, top) => node.scrollTo(0, top), topPx);
  await expect
    .poll(() => panel().page.evaluate(() => (JSON.parse(sessionStorage.getItem("state") ?? "{}") as { topPx?: number }).topPx))
    .toBe(topPx);
}

describe("How far one has scrolled", () => {
  it("is forgotten for another address, also by a page that was loaded anew, and found again on the way back", async () => {
    await panel().show(web);
    await scrollTo(500);
    await panel().show(scanner);
    expect(await scrolled()).toBe(0);
    await scrollTo(300);
    await panel().reload();
    await panel().heading(scanner).waitFor();
    await panel().loaded();
    await expect.poll(scrolled).toBe(300);
    await panel().show(web);
    expect(await scrolled()).toBe(0);
    await panel().button("Back").click();
    await panel().heading(scanner).waitFor();
    await expect.poll(scrolled).toBe(300);
  });

  it("is forgotten by a page that is loaded anew to show another address", async () => {
    await panel().show(web);
    await scrollTo(400);
    panel().host.first = { address: scanner };
    await panel().reload();
    await panel().heading(scanner).waitFor();
    await panel().loaded();
    panel().host.first = {};
    expect(await scrolled()).toBe(0);
  });
});
