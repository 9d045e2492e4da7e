import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { PivotPage } from "./pivotPage";
import { closeEditors, openQuery } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { untilStored } from "./windowState";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const web = "10.10.1.10";

describe("Who Is…", () => {
  let workbench: Workbench;
  let page: ResultsPage;
  let pivot: PivotPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    page = new ResultsPage(workbench);
    pivot = new PivotPage(workbench, page);
    await indexSampleBucket(workbench);
  });

  afterAll(() => workbench.dispose());

  it("shows the address at the cursor, with all its sections", async () => {
    await openQuery(workbench, "who.flowsql", "/*\n10.10.1.10\n*/\nSELECT 1 AS one;\n", 2);
    await workbench.runCommand("Flow Logs: Who Is…");
    await page.panelTab("Who Is 10.10.1.10").waitFor(patient);
    for (const title of ["Activity", "Port scans", "Ports offered", "Ports sought", "Peers", "Seen by", "Conversations"])
      await page.frame.getByRole("heading", { name: title }).first().waitFor(patient);
    await page.frame
      .getByText(/10\.10\.1\.10 is scanned: /)
      .first()
      .waitFor(patient);
    await workbench.screenshot("pivot-panel");
  });

  it("asks for an address where there is none, and goes on in the same panel", async () => {
    await closeEditors(workbench);
    await workbench.runCommand("Flow Logs: Who Is…");
    await workbench.answer("2001:DB8::0:1");
    await page.panelTab("Who Is 2001:db8::1").waitFor(patient);
    await page.frame.getByText("2001:db8::1 is not in the flows of this index.").first().waitFor(patient);
    await workbench.runCommand("Flow Logs: Who Is…");
    await workbench.answer("10.10.1.10");
    await page.panelTab("Who Is 10.10.1.10").waitFor(patient);
    expect(await workbench.page.locator(".tabs-container .tab").count()).toBe(1);
  });

  it("is back after a reload, with its trail", async () => {
    await untilStored(workbench, '"address":"10.10.1.10"');
    await workbench.reload();
    await page.panelTab("Who Is 10.10.1.10").waitFor(patient);
    await page.frame
      .getByText(/10\.10\.1\.10 is scanned: /)
      .first()
      .waitFor(patient);
  });

  it("leads on from each section, to either side and to another address, by mouse", async () => {
    await closeEditors(workbench);
    await openQuery(workbench, "mouse.flowsql", "SELECT 1 AS one;\n");
    await pivot.whoIs("10.10.2.31");
    await page.frame.getByRole("radio", { name: "Packets" }).click();
    await pivot.peer("198.51.100.61").waitFor(patient);
    await page.frame.getByRole("radio", { name: "Interface" }).click();
    await pivot.peer("10.10.1.5").waitFor(patient);
    await page.frame.getByRole("textbox", { name: "Go to an address" }).fill(web);
    await press("Enter");
    await pivot.shown(web);
    await pivot.ask(pivot.card("offered").locator(".value-link").first(), "As destination");
    await answered(/-- @name Flows to port \d+/);
    await pivot.ask(pivot.card("sought").locator(".value-link").first(), "As either side");
    await answered(/-- @name Flows of port \d+/);
    await pivot.ask(pivot.card("interfaces").locator(".value-link", { hasText: "eni-" }).first(), /^All flows of eni-/);
    await answered(/-- @name Flows of interface eni-/);
    await figure("Accepted").click();
    await answered(/-- @name Accepted flows of 10\.10\.1\.10/);
    await pivot.dragActivity();
    await pivot.range.getByRole("button", { name: "Flows of this time" }).click();
    await answered(/-- @name 10\.10\.1\.10 from 2026-03-14T/);
  });

  it("lays another address beside it, goes to and fro, and opens it all as one text", async () => {
    await pivot.button("Compare with…").click();
    await page.frame.getByRole("dialog").getByRole("button", { name: "10.10.2.31", exact: true }).click();
    await pivot.compared(web, "10.10.2.31");
    await workbench.screenshot("pivot-compared");
    await pivot.button("Stop comparing").click();
    await pivot.shown(web);
    await pivot.button("Back").click();
    await pivot.compared(web, "10.10.2.31");
    await pivot.button("Forward").click();
    await pivot.shown(web);
    const before = pivot.wasAt("10.10.2.31, in the packets");
    await untilThere(() => pivot.button("Where you were").click(brief), before);
    await workbench.screenshot("pivot-trail");
    await before.click();
    await pivot.shown("10.10.2.31");
    await pivot.peer("198.51.100.61").waitFor(patient);
    await untilThere(() => pivot.button("Where you were").click(brief), before);
    expect(await before.getAttribute("aria-checked")).toBe("true");
    await pivot.wasAt(web).first().click();
    await pivot.shown(web);
    await pivot.button("Open all as .flowsql").click();
    await opened(/^-- @name .*: 10\.10\.1\.10/);
  });

  it("leads there by keyboard", async () => {
    await closeEditors(workbench);
    await openQuery(workbench, "keys.flowsql", "SELECT 1 AS one;\n");
    await pivot.whoIs("10.10.2.31");
    await page.enterFromEditor();
    await page.pressAt(page.frame.getByRole("radio", { name: "Interface" }), "ArrowRight");
    await pivot.peer("198.51.100.61").waitFor(patient);
    await page.tabTo(page.frame.getByRole("textbox", { name: "Go to an address" }), "Shift+Tab");
    await workbench.page.keyboard.type(web);
    await press("Enter");
    await pivot.shown(web);
    await page.pressAt(pivot.button("Compare with…"), "Enter");
    await page.frame.getByRole("dialog").getByRole("textbox").waitFor();
    await workbench.page.keyboard.type("203.0.113.77");
    await press("Enter");
    await pivot.compared(web, "203.0.113.77");
    await press("Alt+ArrowLeft");
    await pivot.shown(web);
    await press("Alt+ArrowRight");
    await pivot.compared(web, "203.0.113.77");
    await page.pressAt(pivot.button("Stop comparing"), "Enter", "Shift+Tab");
    await pivot.shown(web);
    await page.pressAt(pivot.button("Where you were"), "Enter", "Shift+Tab");
    await page.pressAt(pivot.wasAt(`${web} and 203.0.113.77, in the packets`), "Enter", "ArrowDown");
    await pivot.compared(web, "203.0.113.77");
    await press("Alt+ArrowRight");
    await pivot.shown(web);
    await page.pressAt(pivot.button("SQL of Peers"), "Enter");
    await page.pressAt(pivot.card("peers").getByRole("button", { name: "Open as .flowsql" }), "Enter");
    await opened(/-- @name Peers: 10\.10\.1\.10/);
  });

  it("leads on from each section by keyboard", async () => {
    await closeEditors(workbench);
    await openQuery(workbench, "onward.flowsql", "SELECT 1 AS one;\n");
    await pivot.whoIs(web);
    await page.enterFromEditor();
    await pivot.askTimeByKeys("Flows of this time");
    await answered(/-- @name 10\.10\.1\.10 from 2026-03-14T00:00:00Z to 2026-03-14T00:30:00Z/);
    await pivot.rangeByKeys();
    await press("Enter");
    await answered(/-- @name 10\.10\.1\.10 from 2026-03-14T00:00:00Z to 2026-03-14T01:00:00Z/);
    await page.tabTo(pivot.card("summary").locator(".facts [tabindex='0']"));
    await page.pressAt(figure("Rejected"), "Enter", "ArrowRight");
    await answered(/-- @name Rejected flows of 10\.10\.1\.10/);
    await pivot.askByKeys("offered", "As source");
    await answered(/-- @name Flows from port \d+/);
    await pivot.askByKeys("sought", "As destination");
    await answered(/-- @name Flows to port \d+/);
    await pivot.askByKeys("interfaces", /^All flows of eni-/);
    await answered(/-- @name Flows of interface eni-/);
    await page.pressAt(pivot.button("Open all as .flowsql"), "Enter");
    await opened(/^-- @name .*: 10\.10\.1\.10/);
  });

  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);

  /** A figure above the sections, by its name. */
  const figure = (name: string): Locator => pivot.card("summary").locator(".fact", { hasText: name }).locator(".figure");

  /** In a document of its own, in front of the one that was there. */
  async function opened(text: RegExp): Promise<void> {
    await expect.poll(() => workbench.visibleText(), patient).toMatch(text);
  }

  /** The result of a question has come in front of the panel that it was asked in, which comes to the front again. */
  async function answered(text: RegExp): Promise<void> {
    await opened(text);
    await page.returnTo(`Who Is ${web}`);
    await pivot.shown(web);
  }
});
