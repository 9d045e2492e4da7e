import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { defaultHeader, defaultRecords } from "../support/flowSamples";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { addFolder } from "./connectionSteps";
import { answerDialog, askForIndexing } from "./sampleBucket";

const objectOf = (day: string, time: string, ...lines: readonly string[]) => ({
  key: `AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03/${day}/210987654321_vpcflowlogs_eu-west-1_fl-0a1b2c3d4e5f60718_202603${day}T${time}Z_9c41d07e.log.gz`,
  bytes: gzipSync([defaultHeader, ...lines, ""].join("\n")),
});
const whole = objectOf("14", "1500", defaultRecords.S1, defaultRecords.S2);
const mended = objectOf("14", "1505", defaultRecords.S1, defaultRecords.S6);
const withHalfALine = objectOf("14", "1510", defaultRecords.S5, "2 210987654321 eni-0a11b22c33d44e55f half a record");
const nextDay = objectOf("15", "1500", defaultRecords.S1.replaceAll("17735004", "17735868"));

describe("The Index view, over a folder in which an object is broken", () => {
  let parent: string;
  let workbench: Workbench;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), "flowlog-folder-"));
    for (const { key, bytes } of [whole, withHalfALine, nextDay]) await put(key, bytes);
    await put(mended.key, mended.bytes.subarray(0, 60));
    workbench = await startWorkbench();
    await workbench.showContainer("Flow Logs");
  });

  afterAll(async () => {
    await workbench.dispose();
    await rm(parent, { recursive: true, force: true });
  });

  async function put(key: string, bytes: Uint8Array): Promise<void> {
    const path = join(parent, "logs", key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }

  const inIndex = (label: string | RegExp) => workbench.treeItem(label, workbench.view("Index"));

  /** What the Buckets view says of each object of the day that is open, and of the day itself. */
  async function marks(): Promise<readonly string[]> {
    const nodes = ["2026-03-14", "15:00", "15:05", "15:10"].map((label) => workbench.treeItem(label, workbench.view("Buckets")));
    return Promise.all(nodes.map((node) => workbench.mark(node)));
  }

  it("lists what failed with its reason, and lines that are no records with their text", async () => {
    await addFolder(workbench, join(parent, "logs"));
    await askForIndexing(workbench, "AWSLogs");
    await answerDialog(workbench, "To read: 4 objects", "Index");
    await workbench.pressInNotification("1 object could not be indexed. 1 line is no flow record and was set apart.", "Show Failures");
    await inIndex("2026-03-14 15:05")
      .getByText(/packed data/)
      .waitFor();
    await inIndex("2026-03-14 15:05").click();
    await workbench.waitForNotification("Its packed data ends early: the object was cut off.");
    await workbench.screenshot("broken-object");
    await workbench.expand(inIndex("Rejected lines"));
    await inIndex("line 3").getByText("The line has 6 fields").waitFor();
    await workbench.screenshot("failed-and-rejected");
    await untilThere(() => inIndex("line 3").click(brief), workbench.statusBarItem("Ln 3, Col 51 (50 selected)"));
    expect((await workbench.visibleText()).split("\n")[2]).toContain("half a record");
  });

  it("marks in the tree what is in, and what is not", async () => {
    for (const label of ["AWSLogs", "210987654321", "vpcflowlogs", "eu-west-1", "2026", "2026-03", "2026-03-14"]) {
      await workbench.expand(workbench.treeItem(label, workbench.view("Buckets")));
    }
    await expect.poll(marks).toEqual(["!", "✓", "!", "✓"]);
  });

  it("reads an object that failed once more, after it was mended", async () => {
    await put(mended.key, mended.bytes);
    await workbench.pressOn(inIndex("Failed objects"), "Try Again");
    await workbench.waitForNotification("2 rows of 1 object (");
    await inIndex("Failed objects").waitFor({ state: "detached" });
    await inIndex("logs").getByText("6 rows").waitFor();
    await expect.poll(marks).toEqual(["✓", "✓", "✓", "✓"]);
  });

  it("forgets a time range of a source, and then all of it", async () => {
    await workbench.chooseFromMenu(inIndex("logs"), "Forget a Time Range…");
    await workbench.pick("From … to …");
    for (const prompt of ["From when", "Up to when"]) {
      await workbench.page.locator(".quick-input-message", { hasText: prompt }).waitFor();
      await workbench.answer("2026-03-14");
    }
    await answerDialog(workbench, "Forget 2026-03-14 to 2026-03-15 UTC of", "Forget");
    await workbench.waitForNotification("5 rows of 3 objects left the index.");
    await inIndex("logs").getByText("1 row").waitFor();
    await expect.poll(marks).toEqual(["", "", "", ""]);
    await workbench.screenshot("range-forgotten");
    await workbench.chooseFromMenu(inIndex("logs"), "Forget…");
    await answerDialog(workbench, "This takes 1 row of 1 object out of the index.", "Forget");
    await workbench.view("Index").getByText("Nothing is indexed yet.").waitFor();
    await workbench.statusBarItem("0 flow records").waitFor();
    await expect.poll(() => workbench.mark(workbench.treeItem("2026-03-15", workbench.view("Buckets")))).toBe("");
  });
});
