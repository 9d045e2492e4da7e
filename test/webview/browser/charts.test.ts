import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatBytes } from "../../../src/base/bytes";
import { NarrowStatement, OpenFlowsBehind, SaveChartAs, SaveChartToFile } from "../../../src/protocol/resultsPanel";
import { trafficRows } from "../support/trafficRows";
import { withPanel } from "../support/withPanel";

const byAction = `SELECT date_trunc('hour', start_time) AS hour, action, sum(bytes)::UBIGINT AS bytes FROM (${trafficRows()}) GROUP BY ALL`;

describe("The chart of a result", () => {
  const panel = withPanel();
  const front = (selector: string): Locator => panel().front.locator(selector);
  const press = (key: string): Promise<void> => panel().page.keyboard.press(key);
  const heard = (): Promise<string | null> => panel().page.locator("[role=status].for-screen-readers").textContent();
  const caption = (): Locator => front(".chart-caption");
  const rows = (): Promise<string | null> => front(".row-count strong").textContent();
  /** The row of another series takes its room from the chart, which is told of that with the next frame. */
  const laidOut = (): Promise<unknown> =>
    panel().page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const said = ({ method: wanted }: { readonly method: string }): unknown[] =>
    panel()
      .host.asked.filter(({ method }) => method === wanted)
      .map(({ params }) => params);
  const narrowed = (): unknown[] => said(NarrowStatement);
  const behind = (): unknown[] => said(OpenFlowsBehind);

  it("takes the place of the rows by one key, and gives it back", async () => {
    await panel().show(byAction);
    await panel().grid.focus();
    await press("Control+Shift+V");
    await expect.poll(() => caption().textContent()).toBe("bytes per 1 h by action");
    expect(await panel().grid.isVisible()).toBe(false);
    expect(await front(".chart-stage").evaluate((stage) => stage === document.activeElement)).toBe(true);
    await press("Control+Shift+V");
    expect(await panel().grid.isVisible()).toBe(true);
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
    panel().host.command("toggleChart");
    await expect.poll(() => front(".chart-stage").isVisible()).toBe(true);
  });

  it("says what its series are like, as what they are", async () => {
    const cells = front(".chart-statistics tbody tr").first().locator("th, td");
    const [computed] = await panel().fixture.table(
      `SELECT min(bytes), max(bytes), avg(bytes), quantile_cont(bytes, 0.95), sum(bytes)::DOUBLE FROM (${byAction}) WHERE action = 'ACCEPT'`,
    );
    expect(await cells.allTextContents()).toEqual(["ACCEPT", ...(computed ?? []).map((figure) => formatBytes(Number(figure)))]);
  });

  it("hides a series by its button, and shows it alone", async () => {
    const button = (name: string): Locator => front(".legend-button").filter({ hasText: name });
    await button("ACCEPT").click();
    expect(await button("ACCEPT").getAttribute("aria-pressed")).toBe("false");
    await front(".chart-stage").focus();
    await press("Home");
    await expect.poll(heard).toContain("REJECT: ");
    await button("ACCEPT").click({ modifiers: ["Control"] });
    expect(await button("REJECT").getAttribute("aria-pressed")).toBe("false");
    await button("ACCEPT").click({ modifiers: ["Control"] });
    expect(await button("REJECT").getAttribute("aria-pressed")).toBe("true");
    await button("ACCEPT").press("Control+Enter");
    expect(await button("REJECT").getAttribute("aria-pressed")).toBe("false");
    await button("ACCEPT").press("Control+Enter");
  });

  it("is gone through by keys: along the axis, from series to series, to both ends", async () => {
    await front(".chart-stage").focus();
    await press("Escape");
    await press("ArrowRight");
    await expect.poll(heard).toMatch(/^2026-03-14 00:00 – 01:00 UTC, ACCEPT: /);
    await press("ArrowRight");
    await press("ArrowDown");
    await expect.poll(heard).toMatch(/^2026-03-14 01:00 – 02:00 UTC, REJECT: /);
    await press("End");
    await expect.poll(heard).toMatch(/^2026-03-14 23:00 – 2026-03-15 00:00 UTC, REJECT: /);
    expect(await front(".chart-tooltip").textContent()).toContain("ACCEPT");
    expect(await front(".chart-focus").isVisible()).toBe(true);
    await press("Escape");
    expect(await front(".chart-tooltip").isVisible()).toBe(false);
  });

  it("opens a menu on a mark: its rows alone, or in the statement", async () => {
    await press("Home");
    await press("ArrowUp");
    await press("Enter");
    expect(await panel().page.locator(".menu .menu-label").allTextContents()).toEqual([
      "Only this",
      "Not ACCEPT",
      "Only this, in the statement",
      "Not 2026-03-14 00:00 – 01:00 UTC, in the statement",
      "Not ACCEPT, in the statement",
      "Flows of this",
      "Sources of this",
    ]);
    expect(await panel().page.locator(".menu-heading").textContent()).toBe("2026-03-14 00:00 – 01:00 UTC and ACCEPT");
    expect(await panel().page.getByRole("menu").getAttribute("aria-label")).toBe("2026-03-14 00:00 – 01:00 UTC and ACCEPT");
    expect(await panel().page.locator(".menu .menu-keys").allTextContents()).toEqual(["Alt: in place of others", "Shift+Click"]);
    await panel().menuItem("Not ACCEPT, in the statement").click();
    await expect
      .poll(narrowed)
      .toEqual([{ tabId: expect.any(String) as string, mode: "add", terms: [{ column: "action", op: "notIn", values: ["ACCEPT"] }] }]);
    await press("Enter");
    await panel().menuItem("Sources of this").click();
    const hour = { column: "hour", op: "range", from: "2026-03-14T00:00:00Z", to: "2026-03-14T01:00:00Z" };
    const terms = [hour, { column: "action", op: "in", values: ["ACCEPT"] }];
    await expect.poll(() => behind().at(-1)).toEqual({ tabId: expect.any(String) as string, as: "sources", terms });
    await press("Enter");
    await panel().menuItem("Only this").click();
    await expect.poll(rows).toBe("1 of 48 rows");
    await expect.poll(() => front(".chip-text").allTextContents()).toHaveLength(3);
    await expect.poll(() => front(".chart-filtered").isVisible()).toBe(true);
    await front(".chips .link").click();
    await expect.poll(rows).toBe("48 rows");
  });

  it("leaves a mark out of the statement by a click with Shift, and asks for it alone with Alt", async () => {
    const stage = await front(".chart-stage").boundingBox();
    const at = { x: (stage?.width ?? 0) / 2, y: (stage?.height ?? 0) * 0.3 };
    await front(".chart-stage").hover({ position: at });
    const told = await front(".tooltip-row.own .tooltip-label").textContent();
    panel().host.asked.splice(0);
    await front(".chart-stage").click({ position: at, modifiers: ["Alt"] });
    await expect.poll(() => JSON.stringify(narrowed())).toContain(`"mode":"replace"`);
    expect(JSON.stringify(narrowed())).toContain(`"values":["${told ?? ""}"]`);
    await front(".chart-stage").click({ position: at, modifiers: ["Shift"] });
    const without = { column: "action", op: "notIn", values: [told] };
    await expect.poll(() => narrowed().at(-1)).toEqual({ tabId: expect.any(String) as string, mode: "add", terms: [without] });
  });

  it("takes a range that is dragged on the time axis, and asks what to do with it", async () => {
    await expect.poll(() => front(".legend-button").count()).toBe(2);
    await laidOut();
    const stage = await front(".chart-stage").boundingBox();
    const { x = 0, y = 0, width = 0, height = 0 } = stage ?? {};
    const drag = async (): Promise<void> => {
      await panel().page.mouse.move(x + width * 0.4, y + height / 2);
      await panel().page.mouse.down();
      await panel().page.mouse.move(x + width * 0.5, y + height / 2, { steps: 4 });
      expect(await front(".chart-brush-times").textContent()).toBe("2026-03-14 09:00 – 12:00 UTC");
      await panel().page.mouse.up();
      await panel().page.getByRole("dialog").waitFor();
    };
    await drag();
    expect(await panel().page.locator(".range-text").textContent()).toBe("2026-03-14 09:00 – 12:00 UTC");
    expect(await front(".chart-brush").isVisible()).toBe(true);
    await press("Escape");
    expect(await front(".chart-brush").isVisible()).toBe(false);
    expect(await front(".chart-brush-times").isVisible()).toBe(false);
    await drag();
    panel().host.asked.splice(0);
    await press("Enter");
    const range = { column: "hour", op: "range", from: "2026-03-14T09:00:00Z", to: "2026-03-14T12:00:00Z" };
    await expect.poll(narrowed).toEqual([{ tabId: expect.any(String) as string, mode: "replace", terms: [range] }]);
    await drag();
    await panel().button("Flows of this time").click();
    await expect.poll(() => behind().at(-1)).toEqual({ tabId: expect.any(String) as string, as: "flows", terms: [range] });
    await drag();
    panel().host.asked.splice(0);
    await panel().button("Leave out of the statement").click();
    await expect.poll(narrowed).toEqual([{ tabId: expect.any(String) as string, mode: "add", terms: [{ ...range, op: "notRange" }] }]);
    await drag();
    await panel().button("Only look at this range").click();
    await expect.poll(rows).toBe("6 of 48 rows");
    await front(".chips .link").click();
    await expect.poll(rows).toBe("48 rows");
  });

  it("takes a range by Shift and arrows as well", async () => {
    await expect.poll(() => front(".chart-stage").getAttribute("aria-busy")).toBe("false");
    await front(".chart-stage").focus();
    await press("Escape");
    await press("Home");
    await press("ArrowRight");
    await press("Shift+ArrowRight");
    await press("Shift+ArrowRight");
    expect(await front(".chart-brush").isVisible()).toBe(true);
    await press("Enter");
    expect(await panel().page.locator(".range-text").textContent()).toBe("2026-03-14 01:00 – 04:00 UTC");
    await press("Escape");
  });

  it("has its data as a table, for the eye too when asked", async () => {
    const table = front(".chart-data");
    expect(await table.locator("th[scope=col]").allTextContents()).toEqual(["hour", "ACCEPT", "REJECT"]);
    expect(await table.locator("tbody tr").count()).toBe(24);
    expect((await table.boundingBox())?.height).toBeLessThan(2);
    await panel().button("Data of the chart").click();
    expect((await table.boundingBox())?.height).toBeGreaterThan(100);
    await panel().button("Data of the chart").click();
  });

  it("leaves as picture at twice the size, as CSV, and as a line in the file", async () => {
    const saved = (): { readonly content: { readonly kind: string; readonly text?: string; readonly base64?: string } }[] =>
      panel()
        .host.asked.filter(({ method }) => method === SaveChartAs.method)
        .map(({ params }) => params as never);
    await panel().button("Save chart…").click();
    await panel().menuItem("Save data as CSV…").click();
    await expect.poll(() => saved()[0]?.content.text?.split("\r\n")[0]).toBe("hour,ACCEPT,REJECT");
    await panel().button("Save chart…").click();
    await panel().menuItem("Save picture…").click();
    await expect.poll(() => saved()[1]?.content.kind).toBe("png");
    const picture = Buffer.from(saved()[1]?.content.base64 ?? "", "base64");
    const stage = await front(".chart-stage").boundingBox();
    // A PNG tells its width in bytes 16 to 19.
    expect(picture.readUInt32BE(16)).toBe(Math.ceil((Math.round((stage?.width ?? 0) * 2) / 2 + 28) * 2));
    await panel().button("Save chart…").click();
    await panel().menuItem("Save chart to file").click();
    const toFile = (): unknown => panel().host.asked.find(({ method }) => method === SaveChartToFile.method)?.params;
    await expect.poll(toFile).toMatchObject({ chart: { kind: "line", x: "hour", split: "action", y: [{ fn: "sum", column: "bytes" }] } });
  });

  it("copies the picture, and offers to save it where the browser does not allow that", async () => {
    await panel().page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await panel().button("Copy picture").click();
    await expect.poll(heard).toBe("Copied the picture");
    await panel().page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new Error("no"));
    });
    await panel().button("Copy picture").click();
    await front(".notice-warning").waitFor();
    expect(await front(".notice-warning .link").textContent()).toBe("Save picture…");
    await front(".notice-warning .icon-button").click();
  });
});
