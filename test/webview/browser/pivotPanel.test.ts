import { beforeEach, describe, expect, it } from "vitest";
import { AskFromPivot, NarrowFromPivot, OpenPivotSql, SetPivotTitle } from "../../../src/protocol/pivotPanel";
import type { PivotSectionId } from "../../../src/protocol/pivot";
import { FlowLogError } from "../../../src/protocol/errors";
import { withPivot } from "../support/withPivot";

const panel = withPivot();
const scanner = "203.0.113.77";
const web = "10.10.1.10";

/** What the page last asked the host for, by this message. */
function last(method: string): unknown {
  return panel().host.last(method);
}

function heading(): Promise<string[]> {
  return panel().page.getByRole("heading", { level: 1 }).allTextContents();
}

/** Facts of the summary by their names. */
async function facts(): Promise<Record<string, string>> {
  const names = await panel().card("summary").locator("dt").allTextContents();
  const values = await panel().card("summary").locator("dd").allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

async function dragOverActivity(): Promise<void> {
  const box = (await panel().card("activity").locator(".chart-stage").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await panel().page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await panel().page.mouse.down();
  await panel().page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
  await panel().page.mouse.up();
}

const entries = (): Promise<string[]> => panel().page.locator(".menu .menu-label").allTextContents();

beforeEach(() => {
  panel().host.asked.length = 0;
  panel().host.beforeSection = () => Promise.resolve();
});

describe("Who an address is", () => {
  it("is told with its kind, its names, its figures and whom it speaks with", async () => {
    await panel().show(web);
    expect(await panel().page.locator(".pivot-signs").textContent()).toContain("private");
    expect(await facts()).toMatchObject({ "First seen": "2026-03-14 00:00:15", "Bytes sent": "96.8 MiB", Rejected: "1,274" });
    expect(last(SetPivotTitle.method)).toEqual({ address: web });
    expect(await panel().card("offered").locator("tbody tr").first().locator("td").first().textContent()).toContain("443 https");
    await panel()
      .card("conversations")
      .getByRole("button", { name: /^Show 200 of / })
      .click();
    expect(await panel().card("conversations").locator("tbody tr").count()).toBe(200);
    expect(await panel().card("conversations").locator(".tone-accept").count()).toBeGreaterThan(100);
  });

  it("shows its accepts and rejects as a chart, with the data for screen readers", async () => {
    await panel().card("activity").locator(".chart-place canvas").waitFor();
    expect(await panel().card("activity").locator(".legend-label").allTextContents()).toEqual(["ACCEPT", "REJECT"]);
    expect(await panel().card("activity").locator(".chart-data tbody tr").count()).toBeGreaterThan(20);
  });

  it("draws the bytes each way instead, by a switch that keeps its place on the trail and in a page that is made anew", async () => {
    const card = panel().card("activity");
    const labels = (): Promise<string[]> => card.locator(".legend-label").allTextContents();
    await card.getByRole("radio", { name: "Flows" }).press("ArrowRight");
    await expect.poll(labels).toEqual(["Sent", "Received"]);
    expect(await card.getByRole("radio", { name: "Bytes" }).getAttribute("aria-checked")).toBe("true");
    await panel().show("10.20.1.14");
    await expect.poll(labels).toEqual(["Sent", "Received"]);
    await expect.poll(() => card.locator(".chart-statistics").textContent()).toContain("3.46 GiB");
    await panel().reload();
    await panel().heading("10.20.1.14").waitFor();
    await expect.poll(labels).toEqual(["Sent", "Received"]);
    await card.getByRole("radio", { name: "Bytes" }).press("ArrowLeft");
    await expect.poll(labels).toEqual(["ACCEPT", "No action"]);
    await panel().show(web);
    await expect.poll(labels).toEqual(["ACCEPT", "REJECT"]);
    await card.locator(".chart-place canvas").waitFor();
  });

  it("leads from a time on the chart, or a range of it, to the flows of then", async () => {
    const stage = panel().card("activity").locator(".chart-stage");
    await stage.focus();
    await panel().page.keyboard.press("ArrowRight");
    await panel().page.keyboard.press("Enter");
    await panel().menuItem("Flows of this time").click();
    const subject = { kind: "address", address: web };
    const day = /^2026-03-14T\d\d:/;
    const range = { from: expect.stringMatching(day) as unknown, to: expect.stringMatching(day) as unknown };
    await expect.poll(() => last(AskFromPivot.method)).toEqual({ question: "around", subject, row: range });
    await dragOverActivity();
    panel().host.asked.length = 0;
    await panel().button("Flows of this time").click();
    await expect.poll(() => last(AskFromPivot.method)).toEqual({ question: "around", subject, row: range });
  });

  it("puts a time on the chart into the user's statement, or leaves it out there", async () => {
    const day = /^2026-03-14T\d\d:/;
    const range = { from: expect.stringMatching(day) as unknown, to: expect.stringMatching(day) as unknown };
    await panel().card("activity").locator(".chart-stage").focus();
    await panel().page.keyboard.press("ArrowRight");
    await panel().page.keyboard.press("Shift+Enter");
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term: { op: "notRange", ...range }, mode: "add" });
    await panel().page.keyboard.press("Alt+Enter");
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term: { op: "range", ...range }, mode: "replace" });
    await panel().page.keyboard.press("Enter");
    await panel().menuItem("Only this, in the statement").click();
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term: { op: "range", ...range }, mode: "add" });
    await dragOverActivity();
    await panel().button("Leave out of the statement").click();
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term: { op: "notRange", ...range }, mode: "add" });
  });

  it("leads from each figure to the flows that it is made of, by mouse and by keys", async () => {
    const subject = { kind: "address", address: web };
    await panel().card("summary").getByRole("button", { name: "1,274" }).click();
    await expect.poll(() => last(AskFromPivot.method)).toMatchObject({ question: "rejected", subject });
    await panel().page.keyboard.press("Home");
    await panel().page.keyboard.press("Enter");
    await expect
      .poll(() => last(AskFromPivot.method))
      .toEqual({ question: "around", subject, row: { start_time: "2026-03-14T00:00:15Z" } });
    expect(await panel().card("summary").locator("[tabindex='0']:not(.card-sql)").count()).toBe(1);
    await panel().card("offered").locator("tbody tr").first().getByRole("button", { name: "3,558" }).first().click();
    await expect.poll(() => last(AskFromPivot.method)).toMatchObject({ question: "same", subject, row: { port: 443, protocol: 6 } });
    await panel().card("peers").locator("tbody tr").first().getByRole("button", { name: "239" }).first().click();
    await expect
      .poll(() => last(AskFromPivot.method))
      .toMatchObject({ question: "conversation", row: { srcaddr: web, dstaddr: "10.10.2.32" } });
    await panel().card("summary").getByRole("button", { name: "1,114" }).click();
    await expect.poll(() => panel().card("peers").locator(":focus").textContent()).toBe("10.10.2.32");
  });

  it("says when somebody scans or is scanned, in a sentence with its figures", async () => {
    expect(await panel().card("scan").locator(".verdict.alarming").textContent()).toContain(`${scanner} asked for 700 ports of ${web}`);
    await panel().show("10.10.2.31");
    expect(await panel().card("scan").locator(".verdict").textContent()).toContain("No port scan");
    expect(await panel().card("scan").locator(".alarming").count()).toBe(0);
  });

  it("shows the statement of each section, copies it and opens it", async () => {
    const card = panel().card("peers");
    await panel().button("SQL of Peers").click();
    const sql = (await card.locator(".card-sql").textContent()) ?? "";
    expect(sql).toMatch(/^-- @name Peers: 10\.10\.2\.31/);
    await panel().button("Copy the statement of Peers").click();
    await expect.poll(() => panel().host.copied.at(-1)).toBe(sql);
    await card.getByRole("button", { name: "Open as .flowsql" }).click();
    await expect.poll(() => last(OpenPivotSql.method)).toEqual({ sql });
  });

  it("opens all of it as one text, section by section", async () => {
    await panel().button("Open all as .flowsql").click();
    await expect.poll(() => last(OpenPivotSql.method)).toBeDefined();
    const { sql } = last(OpenPivotSql.method) as { readonly sql: string };
    expect([...sql.matchAll(/^-- @name ([\w ]+):/gm)].map(([, name]) => name)).toEqual([
      "Summary",
      "Activity",
      "Port scans",
      "Ports offered",
      "Ports sought",
      "Peers",
      "Seen by",
      "Conversations",
    ]);
    expect(sql.match(/;$/gm)?.length).toBeGreaterThanOrEqual(8);
  });

  it("tells of an address that no flow has, and of a text that is none", async () => {
    await panel().show("100.64.9.9");
    expect(await panel().page.locator(".pivot-sentence").textContent()).toContain("100.64.9.9");
    expect(await panel().button("Open all as .flowsql").isDisabled()).toBe(true);
    const field = panel().page.getByRole("textbox", { name: "Go to an address" });
    await field.fill("10.0.0");
    await field.press("Enter");
    expect(await panel().page.getByRole("alert").textContent()).toContain("“10.0.0” is no address");
    await field.fill(`  ${scanner} `);
    await field.press("Enter");
    await panel().heading(scanner).waitFor();
    await panel().loaded();
  });
});

describe("The trail", () => {
  it("goes on by a click on an address, back and forward by buttons, keys and the mouse's own", async () => {
    await panel().show(web);
    await panel().card("peers").locator(".value-link", { hasText: "10.10.2.32" }).click();
    await panel().heading("10.10.2.32").waitFor();
    await panel().button("Back").click();
    await panel().heading(web).waitFor();
    await panel()
      .card("conversations")
      .getByRole("button", { name: /^Show 200 of / })
      .click();
    expect(await panel().card("conversations").locator("tbody tr").count()).toBe(200);
    await panel().page.keyboard.press("Alt+ArrowRight");
    await panel().heading("10.10.2.32").waitFor();
    await panel().page.keyboard.press("Alt+ArrowLeft");
    await panel().heading(web).waitFor();
    await panel().page.evaluate(() => document.body.dispatchEvent(new MouseEvent("mouseup", { button: 4, bubbles: true })));
    await panel().heading("10.10.2.32").waitFor();
    expect(await panel().button("Forward").isDisabled()).toBe(true);
  });

  it("lists where one was", async () => {
    await panel().button("Where you were").click();
    expect((await entries()).slice(0, 2)).toEqual(["10.10.2.32", web]);
    await panel().menuItem(web).first().click();
    await panel().heading(web).waitFor();
  });

  it("is there again when the page is loaded anew, with the side and how far it was scrolled", async () => {
    await panel().page.getByRole("radio", { name: "Packets" }).click();
    await panel().loaded();
    await panel()
      .page.locator(".pivot-page")
      .evaluate((node) => node.scrollTo(0, 400));
    await expect
      .poll(() => panel().page.evaluate(() => (JSON.parse(sessionStorage.getItem("state") ?? "{}") as { topPx?: number }).topPx))
      .toBe(400);
    await panel().reload();
    await panel().heading(web).waitFor();
    await panel().loaded();
    expect(await panel().page.getByRole("radio", { name: "Packets" }).getAttribute("aria-checked")).toBe("true");
    await expect
      .poll(() =>
        panel()
          .page.locator(".pivot-page")
          .evaluate((node) => node.scrollTop),
      )
      .toBe(400);
    expect(await panel().button("Back").isDisabled()).toBe(false);
    await panel().page.getByRole("radio", { name: "Interface" }).click();
    await panel().loaded();
  });
});

describe("While sections come", () => {
  it("the keyboard stays where it is in the heading, which then tells more", async () => {
    await panel().show(web);
    await panel().loaded();
    let go = (): void => undefined;
    panel().host.beforeOpen = () => new Promise((resolve) => (go = resolve));
    await panel().page.getByRole("radio", { name: "Packets" }).click();
    await panel()
      .page.getByRole("button", { name: `Ask about ${web}` })
      .focus();
    panel().host.beforeOpen = () => Promise.resolve();
    go();
    await panel().loaded();
    await panel().page.locator(".pivot-badge").first().waitFor();
    expect(await panel().page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(`Ask about ${web}`);
    await panel().page.getByRole("radio", { name: "Interface" }).click();
    await panel().loaded();
  });

  it("nothing moves: cards have their place and height before they are there", async () => {
    const waiting: (() => void)[] = [];
    panel().host.beforeSection = () => new Promise((resolve) => waiting.push(resolve));
    panel().host.show("10.10.1.11");
    await panel().heading("10.10.1.11").waitFor();
    await expect.poll(() => waiting.length).toBe(8);
    const places = (): Promise<number[]> =>
      panel()
        .page.locator(".card:not(.card-scan)")
        .evaluateAll((cards) => cards.slice(0, 2).map((card) => card.getBoundingClientRect().top));
    const before = await places();
    for (const go of waiting) go();
    await panel().loaded();
    expect(await places()).toEqual(before);
  });

  it("one that fails says why and is asked for again alone", async () => {
    const failing = (section: PivotSectionId): Promise<void> =>
      section === "peers" ? Promise.reject(new FlowLogError({ kind: "internal" }, "The disk is full.")) : Promise.resolve();
    panel().host.beforeSection = failing;
    await panel().show("10.240.0.4");
    expect(await panel().card("peers").getByRole("alert").textContent()).toContain("The disk is full.");
    panel().host.beforeSection = () => Promise.resolve();
    await panel().card("peers").getByRole("button", { name: "Try again" }).click();
    await panel().card("peers").locator("table").waitFor();
  });

  it("is opened anew by itself where the server has let go of it", async () => {
    const gone = new Set<PivotSectionId>(["peers", "conversations"]);
    panel().host.beforeSection = (section) =>
      gone.delete(section) ? Promise.reject(new FlowLogError({ kind: "gone" }, "This view is gone.")) : Promise.resolve();
    await panel().show("10.10.2.32");
    expect(await panel().page.locator(".card-failure").count()).toBe(0);
    expect(await panel().card("peers").locator("tbody tr").count()).toBeGreaterThan(0);
  });

  it("what has changed since is told, and looked at again when somebody asks", async () => {
    panel().host.outdated();
    await panel().page.getByText("The index has changed since this was looked at.").waitFor();
    await panel().button("Look again").click();
    await panel().loaded();
    expect(await panel().page.locator(".notice").count()).toBe(0);
    expect(await heading()).toEqual(["10.10.2.32"]);
  });
});
