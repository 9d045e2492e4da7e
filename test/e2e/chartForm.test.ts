import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { ChartPage } from "./chartPage";
import { closeEditors, openQuery } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const flows = "SELECT start_time, end_time, action, dstport, packets, bytes FROM flows;\n";
const everyPart =
  "-- @chart bar x=end_time y=sum(packets) y2=max(bytes) split=dstport top=3 other=off stack log step=1h zone=local previous=1h";
const byHour = `SELECT time_bucket(INTERVAL 1 HOUR, start_time) AS hour, action, sum(bytes) AS bytes
FROM flows
WHERE action IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
`;
const named = `-- @name By the hour\n${byHour}`;

describe("A chart, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;
  let chart: ChartPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    chart = new ChartPage(workbench, results);
    await indexSampleBucket(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const field = (label: string): Locator => chart.form.getByRole("combobox", { name: label, exact: true });
  const legend = (): Promise<readonly string[]> => chart.legend.allTextContents();

  it("obeys every part of its form by mouse, and is kept in the file", async () => {
    await openQuery(workbench, "mouse.flowsql", flows);
    await chart.openByLens();
    expect(await chart.caption.textContent()).toBe("Sum of packets per 10 min by action");
    await results.button("Settings of the chart").click();
    await chart.form.getByRole("radio", { name: "Bars", exact: true }).click();
    await field("Along").selectOption("end_time");
    await field("Split by").selectOption("dstport");
    await field("Series").selectOption("3");
    await expect.poll(legend, patient).toEqual(["443 https", "22 ssh", "56051", "Other"]);
    await chart.form.getByLabel("Rest as “Other”").click();
    await expect.poll(legend, patient).toEqual(["443 https", "22 ssh", "56051"]);
    await field("Measure").selectOption("bytes");
    await expect.poll(() => chart.caption.textContent(), patient).toBe("Sum of bytes per 30 min by dstport");
    await field("Measure").selectOption("packets");
    await field("Second axis").selectOption("bytes");
    await field("How bytes is measured").selectOption("greatest");
    await field("Step of time").selectOption("1 hour");
    await expect.poll(() => chart.caption.textContent(), patient).toBe("Sum of packets, greatest of bytes per 1 h by dstport");
    await field("Times in").selectOption("local");
    await field("Earlier period").selectOption("1 hour before");
    await expect.poll(legend, patient).toContain("22 ssh, Sum of packets, 1 h before");
    await chart.form.getByLabel("Logarithmic").click();
    await field("Stack").selectOption("on each other");
    await workbench.screenshot("chart-form");
    await results.button("Save chart…").click();
    await results.frame.getByRole("menuitem", { name: "Save chart to file", exact: true }).click();
    await expect.poll(() => workbench.visibleText(), patient).toBe(`${everyPart}\n${flows}`);
    await results.button("Back to the chart that was proposed").click();
    await workbench.screenshot("chart-form-back");
  });

  it("obeys every part of its form by keyboard, and is kept in the file", async () => {
    await openQuery(workbench, "keys.flowsql", flows);
    await press("Control+Shift+V");
    await chart.drawn();
    await results.enterFromEditor();
    await results.pressAt(results.button("Settings of the chart"), "Enter");
    await chart.walkToKind("Bars", "ArrowRight");
    await choose("Along", "end_time", "ArrowDown");
    await choose("Measure", "packets", "ArrowDown");
    await results.tabTo(field("Split by"));
    await workbench.page.keyboard.type("dstport");
    await choose("Series", "3", "ArrowUp");
    await expect.poll(legend, patient).toEqual(["443 https", "22 ssh", "56051", "Other"]);
    await results.pressAt(chart.form.getByLabel("Rest as “Other”"), "Space");
    await choose("Second axis", "bytes", "ArrowDown");
    await choose("How bytes is measured", "greatest", "ArrowDown");
    await choose("Step of time", "1 hour", "ArrowDown");
    await choose("Times in", "Local: UTC", "ArrowDown");
    await choose("Earlier period", "1 hour before", "ArrowDown");
    await results.pressAt(chart.form.getByLabel("Logarithmic"), "Space");
    await choose("Stack", "on each other", "ArrowDown");
    await chart.drawn();
    await results.pressAt(results.button("Save chart…"), "Enter", "Shift+Tab");
    await press("Enter");
    await expect.poll(() => workbench.visibleText(), patient).toBe(`${everyPart}\n${flows}`);
  });

  it("hides series, tells their figures, and shows its data", async () => {
    await openQuery(workbench, "leave.flowsql", named);
    await chart.openByLens();
    const figures = results.shown.locator(".chart-statistics tr");
    expect(await figures.nth(1).locator("th, td").allTextContents()).toEqual([
      "ACCEPT",
      "1.96 MiB",
      "1.85 GiB",
      "208 MiB",
      "918 MiB",
      "4.86 GiB",
    ]);
    const accepted = chart.legend.filter({ hasText: "ACCEPT" });
    const rejected = chart.legend.filter({ hasText: "REJECT" });
    await accepted.click();
    await chart.hover("REJECT", "right");
    expect(await chart.tooltip.textContent()).not.toContain("ACCEPT");
    await results.pressAt(accepted, "Space");
    await chart.hover("ACCEPT", "right");
    await rejected.click({ modifiers: ["Control"] });
    expect([await accepted.getAttribute("aria-pressed"), await rejected.getAttribute("aria-pressed")]).toEqual(["false", "true"]);
    await results.pressAt(accepted, "Control+Enter", "Shift+Tab");
    expect([await accepted.getAttribute("aria-pressed"), await rejected.getAttribute("aria-pressed")]).toEqual(["true", "false"]);
    const height = async (): Promise<number> => (await chart.data.boundingBox())?.height ?? 0;
    await results.button("Data of the chart").click();
    expect(await height()).toBeGreaterThan(100);
    expect((await chart.data.locator("tr").allTextContents()).slice(0, 2)).toEqual([
      "hourACCEPTREJECT",
      "2026-03-14T00:00:00Z2,374,0455,700",
    ]);
    await workbench.screenshot("chart-data");
    await press("Enter");
    await expect.poll(height, patient).toBeLessThan(2);
  });

  it("leaves as a picture at twice its size and as CSV, by mouse and by keyboard", async () => {
    await openQuery(workbench, "leave.flowsql", named);
    await chart.openByLens();
    const stage = await chart.stage.boundingBox();
    const size = Math.ceil((Math.round((stage?.width ?? 0) * 2) / 2 + 28) * 2);
    await results.button("Copy picture").click();
    await expect.poll(copiedWidth, patient).toBe(size);
    await workbench.page.evaluate(() => navigator.clipboard.writeText(""));
    await press("Enter");
    await expect.poll(copiedWidth, patient).toBe(size);
    await save("Save picture…", "By-the-hour.png", "mouse.png");
    await saveByKeys("Save picture…", "By-the-hour.png", "keys.png");
    for (const name of ["mouse.png", "keys.png"]) {
      const picture = await written(name);
      expect(picture.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
      // A PNG tells its width in bytes 16 to 19.
      expect(picture.readUInt32BE(16)).toBe(size);
    }
    await save("Save data as CSV…", "By-the-hour.csv", "mouse.csv");
    await saveByKeys("Save data as CSV…", "By-the-hour.csv", "keys.csv");
    for (const name of ["mouse.csv", "keys.csv"]) {
      const lines = (await written(name)).toString("utf8").split("\r\n");
      expect(lines.slice(0, 2)).toEqual(["hour,ACCEPT,REJECT", "2026-03-14T00:00:00Z,2374045,5700"]);
      expect(lines.slice(-2)).toEqual(["2026-03-14T23:00:00Z,3569877,5932", ""]);
    }
  });

  async function save(entry: string, offered: string, name: string): Promise<void> {
    await results.button("Save chart…").click();
    await results.frame.getByRole("menuitem", { name: entry, exact: true }).click();
    await answerSave(offered, name);
  }

  async function saveByKeys(entry: string, offered: string, name: string): Promise<void> {
    await results.enterFromEditor();
    await results.pressAt(results.button("Save chart…"), "Enter");
    await results.pressAt(results.frame.getByRole("menuitem", { name: entry, exact: true }), "Enter", "ArrowDown");
    await answerSave(offered, name);
  }

  async function answerSave(offered: string, name: string): Promise<void> {
    await expect.poll(() => workbench.quickInput.inputValue(), patient).toBe(join(workbench.workspaceFolder, offered));
    await workbench.answer(join(workbench.workspaceFolder, name));
    await expect.poll(() => written(name).catch(() => undefined), patient).toBeDefined();
  }

  const written = (name: string): Promise<Buffer> => readFile(join(workbench.workspaceFolder, name));

  /** In pixels; 0 where no picture is on the clipboard. */
  const copiedWidth = (): Promise<number> =>
    workbench.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      if (item?.types.includes("image/png") !== true) return 0;
      return (await createImageBitmap(await item.getType("image/png"))).width;
    });

  /** By arrow keys, as a list takes them while it is closed. */
  async function choose(label: string, wanted: string, key: string): Promise<void> {
    await results.tabTo(field(label));
    const chosen = (): Promise<string | undefined> =>
      field(label).evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]?.label);
    for (let presses = 0; (await chosen()) !== wanted; presses++) {
      if (presses === 20) throw new Error(`${label} does not offer ${wanted}.`);
      await press(key);
    }
  }
});
