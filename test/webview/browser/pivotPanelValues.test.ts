import { beforeEach, describe, expect, it } from "vitest";
import { AskFromPivot, NarrowFromPivot } from "../../../src/protocol/pivotPanel";
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

const entries = (): Promise<string[]> => panel().page.locator(".menu .menu-label").allTextContents();

beforeEach(() => {
  panel().host.asked.length = 0;
});

describe("A value of the panel", () => {
  it("has the menu of values, with the row that it stands in", async () => {
    await panel().show(web);
    const link = panel().card("conversations").locator("tbody tr").first().locator(".value-link:not(.figure)").nth(2);
    expect(await link.textContent()).toBe("443 https");
    await link.click();
    expect(await entries()).toEqual([
      "Only this, in the statement",
      "Not this, in the statement",
      "As source",
      "As destination",
      "As either side",
      "This conversation",
      expect.stringMatching(/^Around \d\d:\d\d:\d\d \(± 5 min\)$/) as string,
    ]);
    await panel().menuItem("This conversation").click();
    await expect
      .poll(() => last(AskFromPivot.method))
      .toMatchObject({ question: "conversation", subject: { kind: "port", port: 443 }, row: { responder: web, port: 443 } });
  });

  it("is left out of the user's statement with Shift, and takes the place of others there with Alt, by mouse and by keys", async () => {
    const term = { op: "in", subject: { kind: "address", address: "10.10.2.32" } };
    const without = { ...term, op: "notIn" };
    const peer = panel().card("peers").locator(".value-link", { hasText: "10.10.2.32" });
    expect(await peer.getAttribute("title")).toContain("Shift+click leaves it out, Alt+click asks for it alone");
    await peer.click({ modifiers: ["Shift"] });
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term: without, mode: "add" });
    await peer.click({ modifiers: ["Alt"] });
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term, mode: "replace" });
    const told = (): number => panel().host.asked.filter(({ method }) => method === NarrowFromPivot.method).length;
    await panel().page.keyboard.press("Shift+Enter");
    await expect.poll(told).toBe(3);
    expect(last(NarrowFromPivot.method)).toEqual({ term: without, mode: "add" });
    await panel().page.keyboard.press("Alt+Enter");
    await expect.poll(told).toBe(4);
    expect(last(NarrowFromPivot.method)).toEqual({ term, mode: "replace" });
    await panel().page.keyboard.press("Control+Enter");
    await panel().menuItem("Not this, in the statement").click();
    await expect.poll(told).toBe(5);
    expect(last(NarrowFromPivot.method)).toEqual({ term: without, mode: "add" });
    expect(await heading()).toEqual([web]);
  });

  it("is narrowed to as a port of its protocol, and among the packets' own addresses as one of those", async () => {
    const port = panel().card("conversations").locator("tbody tr").first().locator(".value-link:not(.figure)").nth(2);
    await port.click({ modifiers: ["Shift"] });
    const subject = { kind: "port", port: 443, protocol: 6 };
    await expect.poll(() => last(NarrowFromPivot.method)).toEqual({ term: { op: "notIn", subject }, mode: "add" });
    await panel().page.getByRole("radio", { name: "Packets" }).click();
    await panel().loaded();
    await panel()
      .page.getByRole("button", { name: `Ask about ${web}` })
      .click();
    await panel().menuItem("Not this, in the statement").click();
    await expect
      .poll(() => last(NarrowFromPivot.method))
      .toEqual({ term: { op: "notIn", subject: { kind: "address", address: web }, side: "packet" }, mode: "add" });
    await panel().page.getByRole("radio", { name: "Interface" }).click();
    await panel().loaded();
  });

  it("is compared by its menu, or by a key", async () => {
    const peer = panel().card("peers").locator(".value-link", { hasText: "10.10.2.32" });
    await peer.click({ button: "right" });
    await panel().menuItem("Compare with 10.10.2.32").click();
    await panel().heading("10.10.2.32").waitFor();
    await panel().loaded();
    expect(await heading()).toEqual([web, "10.10.2.32"]);
    expect(await panel().card("compared").locator("thead th").allTextContents()).toEqual(["Figure", web, "10.10.2.32"]);
    await panel().button("Stop comparing").click();
    await panel().card("summary").waitFor();
    expect(await heading()).toEqual([web]);
    await panel().loaded();
    await peer.focus();
    await panel().page.keyboard.press("Alt+C");
    await panel().heading("10.10.2.32").waitFor();
    await panel().button("Stop comparing").click();
    await panel().loaded();
  });

  it("is a conversation with the address that is shown, among its peers", async () => {
    await panel().loaded();
    await panel().card("peers").locator(".value-link", { hasText: "10.10.2.32" }).click({ button: "right" });
    await panel().menuItem("This conversation").click();
    await expect.poll(() => last(AskFromPivot.method)).toMatchObject({ row: { srcaddr: web, dstaddr: "10.10.2.32" } });
  });

  it("is reached by keyboard: a table is one stop, arrows go through it", async () => {
    const first = panel().card("peers").locator(".value-link").first();
    await first.focus();
    expect(await panel().card("peers").locator("[tabindex='0']:not(.card-sql)").count()).toBe(1);
    const before = await first.textContent();
    await panel().page.keyboard.press("ArrowDown");
    await panel().page.keyboard.press("ArrowUp");
    await panel().page.keyboard.press("Control+Enter");
    await panel()
      .menuItem(`Who is ${before ?? ""}`)
      .waitFor();
    await panel().page.keyboard.press("Escape");
    expect(await first.evaluate((node) => node === document.activeElement)).toBe(true);
    await panel().page.keyboard.press("Enter");
    await panel()
      .heading(before ?? "")
      .waitFor();
    await panel().loaded();
    await panel().page.keyboard.press("Alt+ArrowLeft");
    await panel().heading(web).waitFor();
  });

  it("is compared by a form that knows where one was", async () => {
    await panel().show(scanner);
    await panel().show(web);
    await panel().button("Compare with…").click();
    await panel().page.getByRole("dialog").waitFor();
    await panel().page.keyboard.press("Escape");
    await panel().page.keyboard.press("Alt+C");
    await panel().page.getByRole("dialog").getByRole("button", { name: scanner }).click();
    await panel().card("between").waitFor();
    await panel().loaded();
    expect(await heading()).toEqual([web, scanner]);
    await panel().page.keyboard.press("Alt+ArrowLeft");
    await panel().card("summary").waitFor();
  });
});
