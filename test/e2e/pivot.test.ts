import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { untilStored } from "./windowState";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };

describe("Who Is…", () => {
  let workbench: Workbench;
  let page: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    page = new ResultsPage(workbench);
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
    await whoIs("10.10.2.31");
    await page.frame.getByRole("radio", { name: "Packets" }).click();
    await peer("198.51.100.61").waitFor(patient);
    await page.frame.getByRole("radio", { name: "Interface" }).click();
    await peer("10.10.1.5").waitFor(patient);
    await page.frame.getByRole("textbox", { name: "Go to an address" }).fill("10.10.1.10");
    await workbench.page.keyboard.press("Enter");
    await shown("10.10.1.10");
    await card("offered").locator(".value-link").first().click();
    await entry("As destination").click();
    await opened(/-- @name Flows to port \d+/);
    await inFrontAgain();
    await card("interfaces").locator(".value-link", { hasText: "eni-" }).first().click();
    await entry(/^All flows of eni-/).click();
    await opened(/-- @name Flows of interface eni-/);
    await inFrontAgain();
    await dragActivity();
    await page.frame.getByRole("button", { name: "Flows of this time" }).click();
    await opened(/-- @name 10\.10\.1\.10 from 2026-03-14T/);
    await inFrontAgain();
  });

  it("lays another address beside it, goes to and fro, and opens it all as one text", async () => {
    await button("Compare with…").click();
    await page.frame.getByRole("dialog").getByRole("button", { name: "10.10.2.31", exact: true }).click();
    await page.panelTab("10.10.1.10 and 10.10.2.31").waitFor(patient);
    await compared();
    await workbench.screenshot("pivot-compared");
    await button("Stop comparing").click();
    await shown("10.10.1.10");
    await button("Back").click();
    await card("common").waitFor(patient);
    await button("Forward").click();
    await shown("10.10.1.10");
    await button("Open all as .flowsql").click();
    await opened(/^-- @name .*: 10\.10\.1\.10/);
  });

  it("leads there by keyboard", async () => {
    await closeEditors(workbench);
    await openQuery(workbench, "keys.flowsql", "SELECT 1 AS one;\n");
    await whoIs("10.10.2.31");
    const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
    await page.enterFromEditor();
    await page.pressAt(page.frame.getByRole("radio", { name: "Interface" }), "ArrowRight");
    await peer("198.51.100.61").waitFor(patient);
    await page.tabTo(page.frame.getByRole("textbox", { name: "Go to an address" }), "Shift+Tab");
    await workbench.page.keyboard.type("10.10.1.10");
    await press("Enter");
    await shown("10.10.1.10");
    await page.pressAt(button("Compare with…"), "Enter");
    await workbench.page.keyboard.type("203.0.113.77");
    await press("Enter");
    await page.panelTab("10.10.1.10 and 203.0.113.77").waitFor(patient);
    await press("Alt+ArrowLeft");
    await shown("10.10.1.10");
    await press("Alt+ArrowRight");
    await page.panelTab("10.10.1.10 and 203.0.113.77").waitFor(patient);
    await compared();
    await page.pressAt(button("Stop comparing"), "Enter", "Shift+Tab");
    await shown("10.10.1.10");
    await page.pressAt(button("SQL of Peers"), "Enter");
    await page.pressAt(card("peers").getByRole("button", { name: "Open as .flowsql" }), "Enter");
    await opened(/-- @name Peers: 10\.10\.1\.10/);
    await page.enterFromEditor();
    await page.tabTo(page.frame.locator(".activity .chart-stage"), "Shift+Tab");
    await press("Home");
    await press("Enter");
    await page.pressAt(entry("Flows of this time"), "Enter", "ArrowDown");
    await opened(/-- @name 10\.10\.1\.10 from 2026-03-14T/);
    await inFrontAgain();
    await page.tabTo(card("offered").locator(".rows-table [tabindex='0']"));
    await press("Enter");
    await page.pressAt(entry("As source"), "Enter", "ArrowDown");
    await opened(/-- @name Flows from port \d+/);
    await inFrontAgain();
    await page.pressAt(button("Open all as .flowsql"), "Enter");
    await opened(/^-- @name .*: 10\.10\.1\.10/);
  });

  const button = (name: string): Locator => page.frame.getByRole("button", { name, exact: true });
  const card = (id: string): Locator => page.frame.locator(`.card-${id}`);
  const peer = (address: string): Locator => card("peers").locator(".value-link", { hasText: address }).first();
  const entry = (name: string | RegExp): Locator => page.frame.getByRole("menuitem", { name, exact: true });

  async function whoIs(address: string): Promise<void> {
    await workbench.runCommand("Flow Logs: Who Is…");
    await workbench.answer(address);
    await shown(address);
  }

  async function shown(address: string): Promise<void> {
    await page.panelTab(`Who Is ${address}`).waitFor(patient);
    await card("conversations").locator("tbody tr").first().waitFor(patient);
  }

  async function compared(): Promise<void> {
    await card("common").locator("tbody tr, .card-empty").first().waitFor(patient);
  }

  /** In a document of its own, in front of the one that was there. */
  async function opened(text: RegExp): Promise<void> {
    await expect.poll(() => workbench.visibleText(), patient).toMatch(text);
  }

  /** The result of a question has come in front of the panel that it was asked in. */
  async function inFrontAgain(): Promise<void> {
    await page.grid.waitFor(patient);
    await page.panelTab("Who Is 10.10.1.10").click();
    await shown("10.10.1.10");
  }

  async function dragActivity(): Promise<void> {
    const stage = page.frame.locator(".activity .chart-stage");
    await stage.locator("canvas").scrollIntoViewIfNeeded();
    const { x = 0, y = 0, width = 0, height = 0 } = (await stage.boundingBox()) ?? {};
    await workbench.page.mouse.move(x + width * 0.4, y + height / 2);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(x + width * 0.6, y + height / 2, { steps: 4 });
    await workbench.page.mouse.up();
  }
});
