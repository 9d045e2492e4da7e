import type { FrameLocator, Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { chooseAction, closeEditors, openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const scanner = "203.0.113.77";
const web = "10.10.1.10";
const talks = `SELECT srcaddr, dstaddr, count(*) AS records
FROM flows
WHERE dstaddr = '${web}'
  AND action = 'REJECT'
GROUP BY ALL
ORDER BY records DESC, srcaddr;
`;

const uploads = `SELECT srcaddr, dstaddr, dstport, start_time
FROM flows
WHERE srcaddr = '10.20.1.14' AND dstaddr = '203.0.113.200'
ORDER BY start_time
LIMIT 3;
`;

describe("From a value to the next question, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    await indexSampleBucket(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  /** The pivot panel lies over the results: it is what is to be seen there. */
  const pivot = (): FrameLocator => results.frame;
  const press = (keys: string): Promise<void> => workbench.page.keyboard.press(keys);
  const shown = async (address: string): Promise<void> => {
    await results.panelTab(`Who Is ${address}`).waitFor(patient);
    await pivot().getByRole("heading", { level: 1, name: address, exact: true }).waitFor(patient);
    await pivot().locator(".card-conversations tbody tr").first().waitFor(patient);
  };

  const entry = (name: string): Locator => results.frame.getByRole("menuitem", { name, exact: true });

  /** Of the first row. */
  async function valueMenuByKeys(place: number): Promise<void> {
    await results.grid.focus();
    await press("Control+Home");
    for (let step = 0; step < place; step++) await press("ArrowRight");
    await press("Alt+Enter");
  }

  async function chooseByKeys(name: string): Promise<void> {
    await entry(name).waitFor();
    await results.pressAt(entry(name), "Enter", "ArrowDown");
  }

  async function runTalks(name: string): Promise<void> {
    await openQuery(workbench, name, talks, 1);
    await runAtCursor(workbench);
    await results.cell(0, 0).getByText(scanner).waitFor(patient);
  }

  it("goes from an address of a result to who it is, to a peer of it, and back; and to the statement behind it", async () => {
    await runTalks("click.flowsql");
    await results.chooseFromValue(results.cell(0, 0), `Who is ${scanner}`);
    await shown(scanner);
    await workbench.screenshot("pivot-from-result");
    await pivot().locator(".card-peers .value-link", { hasText: web }).click();
    await shown(web);
    await pivot().getByRole("button", { name: "Back", exact: true }).click();
    await shown(scanner);
    await pivot().getByRole("button", { name: "SQL of Peers" }).click();
    await pivot().locator(".card-peers").getByRole("button", { name: "Open as .flowsql" }).click();
    await expect.poll(() => workbench.visibleText(), patient).toContain(`-- @name Peers: ${scanner}`);
  });

  it("leaves a value out of the statement in its file, and of the result", async () => {
    await runTalks("narrow.flowsql");
    await results.chooseFromValue(results.cell(0, 0), "Not this, in the statement");
    await expect.poll(() => results.cell(0, 0).textContent(), patient).not.toBe(scanner);
    expect(await results.shown.getByText(scanner, { exact: true }).count()).toBe(0);
    expect(await workbench.visibleText()).toContain(`srcaddr IS DISTINCT FROM '${scanner}'`);
    await results.chooseFromValue(results.cell(0, 1), "As destination");
    await expect.poll(() => workbench.visibleText(), patient).toContain("-- @name Flows to ");
  });

  it("takes a value of the pivot panel out of the statement that was worked with last, and puts it there in the place of others", async () => {
    await runTalks("panel.flowsql");
    await results
      .cell(0, 0)
      .locator(".cell-text")
      .click({ modifiers: ["ControlOrMeta"] });
    await shown(scanner);
    await pivot()
      .locator(".card-peers .value-link", { hasText: web })
      .click({ modifiers: ["Shift"] });
    const without = `AND srcaddr IS DISTINCT FROM '${web}' AND dstaddr IS DISTINCT FROM '${web}'`;
    await expect.poll(() => workbench.visibleText(), patient).toContain(without);
    await results.panelTab(`Who Is ${scanner}`).click();
    await shown(scanner);
    await pivot().locator(".card-peers .value-link", { hasText: web }).focus();
    await press("Alt+Enter");
    const instead = `WHERE (srcaddr = '${web}' OR dstaddr = '${web}')`;
    await expect.poll(() => workbench.visibleText(), patient).toContain(instead);
    expect(await workbench.visibleText()).not.toContain("IS DISTINCT FROM");
    expect(await workbench.visibleText()).toContain("AND action = 'REJECT'");
    await results.cell(0, 0).waitFor(patient);
  });

  it("says what to do where there is no statement to put a value into", async () => {
    await workbench.runCommand("Flow Logs: Who Is…");
    await workbench.answer(scanner);
    await shown(scanner);
    await pivot()
      .locator(".card-peers .value-link", { hasText: web })
      .click({ modifiers: ["Shift"] });
    await workbench.page.getByText("There is no statement to put this into.").first().waitFor(patient);
  });

  it("puts a value into the statement alone, and out of it, also by Shift on what would put it in", async () => {
    await runTalks("held.flowsql");
    await results.cell(0, 0).locator(".cell-text").click();
    await entry("Only this, in the statement").click({ modifiers: ["Shift"] });
    await expect.poll(() => workbench.visibleText(), patient).toContain(`srcaddr IS DISTINCT FROM '${scanner}'`);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).not.toBe(scanner);
    const second = (await results.cell(0, 0).textContent()) ?? "";
    await valueMenuByKeys(0);
    await chooseByKeys("Only this, in the statement");
    await expect.poll(() => workbench.visibleText(), patient).toContain(`srcaddr = '${second}'`);
    await results.loaded("1 row");
    await valueMenuByKeys(1);
    await chooseByKeys("Not this, in the statement");
    await expect.poll(() => workbench.visibleText(), patient).toContain(`dstaddr IS DISTINCT FROM '${web}'`);
  });

  it("asks every question about an address and a port, by mouse and by keyboard", async () => {
    await openQuery(workbench, "values.flowsql", uploads);
    await runAtCursor(workbench);
    const asked: readonly (readonly [place: number, entry: string, name: string])[] = [
      [0, "As source", "Flows from 10.20.1.14"],
      [1, "As destination", "Flows to 203.0.113.200"],
      [0, "As either side", "Flows of 10.20.1.14"],
      [1, "This conversation", "Conversation of 10.20.1.14 and 203.0.113.200"],
      [0, "Around this time", "10.20.1.14 around 2026-03-14T01:00:09Z"],
      [2, "As destination", "Flows to port 443"],
    ];
    for (const [index, [place, question, name]] of asked.entries()) {
      await results.panelTab("Results: values.flowsql").click();
      await results.loaded("3 rows");
      if (index % 2 === 0) {
        await results.cell(0, place).locator(".cell-text").click();
        await entry(question).click();
      } else {
        await valueMenuByKeys(place);
        await chooseByKeys(question);
      }
      await expect.poll(() => workbench.visibleText(), patient).toContain(`-- @name ${name}`);
    }
  });

  it("is found in the profile of a column, which filters by its values", async () => {
    await runTalks("profile.flowsql");
    await results.header("srcaddr").hover();
    await results.frame.getByRole("button", { name: "Profile of srcaddr (Alt+P)" }).click();
    const profile = results.frame.getByRole("dialog", { name: "Profile of srcaddr" });
    await profile.locator(".profile-summary").waitFor();
    expect(await profile.locator(".profile-summary").textContent()).toMatch(/^[\d,]+ rows, [\d,]+ distinct values$/);
    await workbench.screenshot("column-profile");
    await press("Escape");
    await press("Control+Home");
    await press("ArrowRight");
    await press("Alt+P");
    const other = results.frame.getByRole("dialog", { name: "Profile of dstaddr" });
    await results.pressAt(other.locator(".profile-row", { hasText: web }), "Enter");
    await results.shown.locator(".chip-text", { hasText: `dstaddr = ${web}` }).waitFor(patient);
  });

  it("is reached from the hover over an address, and from the list at the cursor", async () => {
    await openQuery(workbench, "hover.flowsql", `FROM flows WHERE srcaddr =\n  '${scanner}' AND dstaddr =\n  '${web}'\n`, 2);
    const intoAddress = async (): Promise<void> => {
      await press("Home");
      for (let step = 0; step < 3; step++) await press("ArrowRight");
    };
    await intoAddress();
    await press("Control+K");
    await press("Control+I");
    await workbench.page.locator(".monaco-hover a", { hasText: `Who is ${scanner}` }).click(patient);
    await shown(scanner);
    await putCursor(workbench, 3);
    await intoAddress();
    await chooseAction(workbench, `Who is ${web}`);
    await shown(web);
  });

  it("is walked by keyboard alone", async () => {
    await runTalks("keys.flowsql");
    await workbench.runCommand("Flow Logs: Go to Results");
    await expect.poll(() => results.grid.evaluate((grid) => grid === document.activeElement && document.hasFocus())).toBe(true);
    await press("Control+Home");
    await press("Alt+Enter");
    await results.frame.getByRole("menuitem", { name: `Who is ${scanner}` }).waitFor();
    await press("Enter");
    await shown(scanner);
    await pivot().getByRole("textbox", { name: "Go to an address" }).press("Tab");
    await pivot().locator(".card-peers .rows-table [tabindex='0']").first().focus();
    const peer = (await pivot().locator(".card-peers :focus").textContent()) ?? "";
    await press("Control+Enter");
    await pivot()
      .getByRole("menuitem", { name: `Who is ${peer}` })
      .waitFor();
    await press("Enter");
    await shown(peer);
    await press("Alt+ArrowLeft");
    await shown(scanner);
  });
});
