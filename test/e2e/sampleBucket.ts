import type { Workbench } from "../support/workbench";

/** Adds the sample bucket by the one button that there is for it. */
export async function addSampleBucket(workbench: Workbench): Promise<void> {
  await workbench.showContainer("Flow Logs");
  await workbench.welcomeButton("Buckets", "Add Sample Bucket").click();
  await workbench.treeItem("AWSLogs").waitFor();
}

/** Presses "Index…" on a node of the Buckets view, and a time; the plan is then asked about. */
export async function askForIndexing(workbench: Workbench, node: string, time = "All"): Promise<void> {
  const item = workbench.treeItem(node, workbench.view("Buckets"));
  await item.hover();
  await item.locator('.action-label[aria-label="Index…"]').click();
  await workbench.pick(time);
  await workbench.dialog("To read:").waitFor();
}

/** Presses a button of the question that is open. */
export async function answerDialog(workbench: Workbench, question: string | RegExp, button: string): Promise<void> {
  const dialog = workbench.dialog(question);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}
