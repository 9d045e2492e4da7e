import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { PivotPage } from "./pivotPage";
import { chooseAction, closeEditors, openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const scanner = "203.0.113.77";
/** Who knocks there most often after it. */
const [second, third] = ["198.19.142.142", "198.18.150.242"];
const web = "10.10.1.10";
const talks = `SELECT srcaddr, dstaddr, count(*) AS records
FROM flows
WHERE dstaddr = '${web}'
  AND action = 'REJECT'
GROUP BY ALL
ORDER BY records DESC, srcaddr;
`;

const owners = `SELECT interface_id, account_id, instance_id
FROM flows
WHERE srcaddr = '10.20.1.14' AND instance_id IS NOT NULL
ORDER BY ALL
LIMIT 1;
`;

const uploads = `SELECT srcaddr, dstaddr, dstport, start_time
FROM flows
WHERE srcaddr = '10.20.1.14' AND dstaddr = '203.0.113.200'
ORDER BY start_time
LIMIT 3;
`;

/** Of which column, what, and how the statement is called that comes of it. */
type Asked = readonly [place: number, question: string, name: string];

describe("From a value to the next question, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;
  let pivot: PivotPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    pivot = new PivotPage(workbench, results);
    await indexSampleBucket(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  const press = (keys: string): Promise<void> => workbench.page.keyboard.press(keys);
  const entry = (name: string): Locator => results.frame.getByRole("menuitem", { name, exact: true });

  /** Asks about a value of the first row, by the keys of the grid and of its menu. `key`: what the entry is chosen with. */
  async function askByKeys(place: number, question: string, key = "Enter"): Promise<void> {
    const openMenu = async (): Promise<void> => {
      await results.grid.focus(brief);
      await press("Control+Home");
      for (let step = 0; step < place; step++) await press("ArrowRight");
      await press("Alt+Enter");
    };
    await untilThere(openMenu, entry(question));
    await results.pressAt(entry(question), key, "ArrowDown");
  }

  /** Asks each question about a value of the first row of what the statement gives, and looks at the statements that come of them. */
  async function askAll(text: string, way: "mouse" | "keyboard", asked: readonly Asked[]): Promise<void> {
    await openQuery(workbench, `asked-by-${way}.flowsql`, text);
    await runAtCursor(workbench);
    for (const [place, question, name] of asked) {
      await results.cell(0, place).locator(".cell-text").waitFor(patient);
      if (way === "mouse") await results.chooseFromValue(results.cell(0, place), question);
      else await askByKeys(place, question);
      await expect.poll(() => workbench.visibleText(), patient).toContain(`-- @name ${name}\n`);
      await results.returnTo(`Results: asked-by-${way}.flowsql`);
    }
  }

  async function runTalks(name: string): Promise<void> {
    await openQuery(workbench, name, talks, 1);
    await runAtCursor(workbench);
    await firstIs(scanner);
  }

  /** Clicks what is in the first cell, once: without a menu it changes the statement at once. */
  async function clickFirst(...modifiers: readonly ("Alt" | "Shift")[]): Promise<void> {
    await results
      .cell(0, 0)
      .locator(".cell-text")
      .click({ modifiers: [...modifiers] });
  }

  async function firstIs(address: string): Promise<void> {
    await results.cell(0, 0).getByText(address, { exact: true }).waitFor(patient);
  }

  it("goes from an address of a result to who it is, to a peer of it, and back; and to the statement behind it", async () => {
    await runTalks("click.flowsql");
    await results.chooseFromValue(results.cell(0, 0), `Who is ${scanner}`);
    await pivot.shown(scanner);
    await workbench.screenshot("pivot-from-result");
    await pivot.peer(web).click();
    await pivot.shown(web);
    await pivot.button("Back").click();
    await pivot.shown(scanner);
    await pivot.button("SQL of Peers").click();
    await pivot.card("peers").getByRole("button", { name: "Open as .flowsql" }).click();
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
    await pivot.shown(scanner);
    const without = `AND srcaddr IS DISTINCT FROM '${web}' AND dstaddr IS DISTINCT FROM '${web}'`;
    const instead = talks.replace(`dstaddr = '${web}'`, `(srcaddr = '${web}' OR dstaddr = '${web}')`);
    await pivot.peer(web).click({ modifiers: ["Shift"] });
    await written(without);
    await pivot.peer(web).focus();
    await press("Alt+Enter");
    await written(instead);
    await pivot.peer(web).focus();
    await press("Shift+Enter");
    await written(without);
    await pivot.peer(web).click({ modifiers: ["Alt"] });
    await written(instead);
  });

  for (const way of ["mouse", "keyboard"] as const)
    it(`puts a time of the pivot panel into that statement, and out of it, by ${way}`, async () => {
      await runTalks(`time-by-${way}.flowsql`);
      await results.chooseFromValue(results.cell(0, 0), `Who is ${scanner}`);
      await pivot.shown(scanner);
      const choose = async (name: string): Promise<void> => {
        const button = pivot.range.getByRole("button", { name });
        await (way === "mouse" ? pivot.dragActivity() : pivot.rangeByKeys());
        await (way === "mouse" ? button.click() : results.pressAt(button, "Enter"));
      };
      await choose("Write into the statement");
      await written("AND start_time >= TIMESTAMP '2026-03-14 ");
      await choose("Leave out of the statement");
      await written("AND (start_time < TIMESTAMP '2026-03-14 ");
    });

  it("says what to do where there is no statement to put a value into", async () => {
    await pivot.whoIs(scanner);
    await pivot.peer(web).click({ modifiers: ["Shift"] });
    await workbench.page.getByText("There is no statement to put this into.").first().waitFor(patient);
  });

  it("puts a value into the statement alone, in the place of others, and out of it: the keys that are held say how", async () => {
    await runTalks("held.flowsql");
    await results.chooseFromValue(results.cell(0, 0), "Only this, in the statement");
    await results.loaded("1 row");
    expect(await workbench.visibleText()).toContain(`AND srcaddr = '${scanner}'`);
    await results.button("Undo").click();
    await firstIs(scanner);
    await clickFirst("Shift");
    await firstIs(second);
    expect(await workbench.visibleText()).toContain(`AND srcaddr IS DISTINCT FROM '${scanner}'`);
    await untilThere(() => clickFirst(), entry("Only this, in the statement"));
    await entry("Only this, in the statement").click({ modifiers: ["Shift"] });
    await firstIs(third);
    expect(await workbench.visibleText()).toContain(`AND srcaddr IS DISTINCT FROM '${second}'`);
    await clickFirst("Alt");
    await results.loaded("1 row");
    const replaced = talks.replace("GROUP BY", `  AND srcaddr = '${third}'\nGROUP BY`);
    expect(await workbench.visibleText()).toBe(replaced);
    await results.button("Undo").click();
    await results.rowCount.getByText("1 row", { exact: true }).waitFor({ state: "hidden", ...patient });
    await firstIs(third);
    await askByKeys(0, "Only this, in the statement", "Alt+Enter");
    await results.loaded("1 row");
    expect(await workbench.visibleText()).toBe(replaced);
    await clickFirst("Alt");
    await workbench.notification(`asks for this already: srcaddr = '${third}'`).first().waitFor(patient);
    expect(await workbench.visibleText()).toBe(replaced);
    await askByKeys(1, "Not this, in the statement");
    await results.rowCount.getByText("0 rows", { exact: true }).waitFor(patient);
    expect(await workbench.visibleText()).toContain(`dstaddr IS DISTINCT FROM '${web}'`);
  });

  for (const way of ["mouse", "keyboard"] as const) {
    it(`asks every question about an address and a port by ${way}`, () =>
      askAll(uploads, way, [
        [0, "As source", "Flows from 10.20.1.14"],
        [1, "As destination", "Flows to 203.0.113.200"],
        [0, "As either side", "Flows of 10.20.1.14"],
        [1, "This conversation", "Conversation of 10.20.1.14 and 203.0.113.200"],
        [0, "Around 01:00:09 (± 5 min)", "10.20.1.14 around 2026-03-14T01:00:09Z"],
        [2, "As destination", "Flows to port 443"],
      ]));

    it(`asks for all flows of an interface, an account and an instance by ${way}`, () =>
      askAll(owners, way, [
        [0, "All flows of eni-0b31c31d31e31f311", "Flows of interface eni-0b31c31d31e31f311"],
        [1, "All flows of 111122223333", "Flows of account 111122223333"],
        [2, "All flows of i-0b31f0e0d0c0b0a06", "Flows of instance i-0b31f0e0d0c0b0a06"],
      ]));
  }

  it("is found in the profile of a column, which filters by its values and leads on from them", async () => {
    await runTalks("profile.flowsql");
    const profile = (column: string): Locator => results.frame.getByRole("dialog", { name: `Profile of ${column}` });
    const row = (column: string): Locator => profile(column).locator(".profile-row");
    const byMouse = async (column: string): Promise<void> => {
      await results.header(column).hover(brief);
      await results.frame.getByRole("button", { name: `Profile of ${column} (Alt+P)` }).click(brief);
    };
    const byKeys = async (): Promise<void> => {
      await results.grid.focus(brief);
      await press("Control+Home");
      await press("ArrowRight");
      await press("Alt+P");
    };
    const summary = profile("srcaddr").locator(".profile-summary");
    await untilThere(() => byMouse("srcaddr"), summary);
    expect(await summary.textContent()).toBe("427 rows, 427 distinct values");
    await workbench.screenshot("column-profile");
    await press("Escape");
    await untilThere(() => byMouse("records"), row("records"));
    await row("records").first().click();
    await results.shown.locator(".chip-text", { hasText: "records = " }).waitFor(patient);
    await untilThere(byKeys, row("dstaddr"));
    await results.pressAt(row("dstaddr"), "Enter");
    await results.shown.locator(".chip-text", { hasText: `dstaddr = ${web}` }).waitFor(patient);
    await untilThere(byKeys, row("dstaddr"));
    await results.pressAt(row("dstaddr"), "Alt+Enter");
    await results.pressAt(entry("As destination"), "Enter", "ArrowDown");
    await expect.poll(() => workbench.visibleText(), patient).toContain(`-- @name Flows to ${web}\n`);
    await results.returnTo("Results: profile.flowsql");
    await untilThere(() => byMouse("dstaddr"), row("dstaddr"));
    await results.chooseFromMenu(row("dstaddr"), `Who is ${web}`);
    await pivot.shown(web);
  });

  it("is reached from the hover over an address, and from the list at the cursor", async () => {
    await openQuery(workbench, "hover.flowsql", `FROM flows WHERE srcaddr =\n  '${scanner}' AND dstaddr =\n  '${web}'\n`, 2);
    const intoAddress = async (): Promise<void> => {
      await press("Home");
      for (let step = 0; step < 3; step++) await press("ArrowRight");
    };
    await intoAddress();
    const link = workbench.page.locator(".monaco-hover:visible a", { hasText: `Who is ${scanner}` });
    const hover = async (): Promise<void> => {
      await press("Control+K");
      await press("Control+I");
    };
    await untilThere(hover, link);
    await link.click();
    await pivot.shown(scanner);
    await putCursor(workbench, 3);
    await intoAddress();
    await chooseAction(workbench, `Who is ${web}`);
    await pivot.shown(web);
  });

  it("is walked by keyboard alone", async () => {
    await runTalks("keys.flowsql");
    await workbench.runCommand("Flow Logs: Go to Results");
    await expect.poll(() => results.grid.evaluate((grid) => grid === document.activeElement && document.hasFocus())).toBe(true);
    await askByKeys(0, `Who is ${scanner}`);
    await pivot.shown(scanner);
    const first = pivot.card("peers").locator(".rows-table [tabindex='0']").first();
    const peer = (await first.textContent()) ?? "";
    await results.pressAt(first, "Control+Enter");
    await results.pressAt(entry(`Who is ${peer}`), "Enter", "ArrowDown");
    await pivot.shown(peer);
    await press("Alt+ArrowLeft");
    await pivot.shown(scanner);
  });

  /** It stands in the statement, of which the result has come in front of the panel; that is in front again. */
  async function written(condition: string): Promise<void> {
    await expect.poll(() => workbench.visibleText(), patient).toContain(condition);
    await results.returnTo(`Who Is ${scanner}`);
    await pivot.shown(scanner);
  }
});
