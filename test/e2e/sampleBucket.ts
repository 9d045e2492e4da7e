import type { Locator } from "playwright-core";
import { brief, untilGone, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";

/** Adds the sample bucket by the one button that there is for it. */
export async function addSampleBucket(workbench: Workbench): Promise<void> {
  await workbench.showContainer("Flow Logs");
  const button = workbench.welcomeButton("Buckets", "Add Sample Bucket");
  await untilGone(() => button.click(brief), button);
  await workbench.treeItem("AWSLogs").waitFor();
}

/** Adds the sample bucket and indexes all of it. */
export async function indexSampleBucket(workbench: Workbench): Promise<void> {
  await addSampleBucket(workbench);
  await askForIndexing(workbench, "bucket");
  await answerDialog(workbench, "Index bucket", "Index");
  await workbench.statusBarItem("33,484 flow records").waitFor({ timeout: 60_000 });
}

/** Presses "Index…" on a node of the Buckets view, and a time; the plan is then asked about. */
export async function askForIndexing(workbench: Workbench, node: string, time = "All"): Promise<void> {
  await askForTime(workbench, workbench.treeItem(node, workbench.view("Buckets")));
  await workbench.pick(time);
  await workbench.dialog("To read:").waitFor();
}

/** Presses "Index…" on a node until it asks for a time. */
export async function askForTime(workbench: Workbench, node: Locator): Promise<void> {
  await untilThere(() => workbench.pressOn(node, "Index…"), workbench.quickPick("All"));
}

/** Presses a button of the question that is open. */
export async function answerDialog(workbench: Workbench, question: string | RegExp, button: string): Promise<void> {
  const dialog = workbench.dialog(question);
  await dialog.waitFor();
  const press = async (): Promise<void> => {
    // It does not go away by itself: a click that seemed to fail was one all the same.
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: button, exact: true }).click(brief);
  };
  await untilGone(press, dialog);
}
