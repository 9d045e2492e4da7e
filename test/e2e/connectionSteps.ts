import { basename } from "node:path";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import type { Workbench } from "../support/workbench";

export interface TypedConnection {
  readonly name: string;
  readonly endpoint: string;
  readonly signIn: { readonly accessKeyId: string; readonly secretAccessKey: string } | { readonly profile: string };
  /** Buckets by name, where they cannot be listed. */
  readonly buckets?: string;
}

/** Answers the questions of "Add Connection…" for an endpoint of one's own, with an access key or a profile of the AWS files. */
export async function addConnection(workbench: Workbench, { name, endpoint, signIn, buckets = "" }: TypedConnection): Promise<void> {
  await workbench.runCommand("Flow Logs: Add Connection…");
  await workbench.pick("Another S3-Compatible Endpoint");
  await answerPrompt(workbench, "URL of the endpoint", endpoint);
  await workbench.pick("Path style");
  await answerPrompt(workbench, "Region for signatures", "");
  if ("profile" in signIn) await workbench.pick(signIn.profile);
  else {
    await workbench.pick("Access key and secret");
    await answerPrompt(workbench, "Access key ID", signIn.accessKeyId);
    await answerPrompt(workbench, "Secret access key", signIn.secretAccessKey);
    await answerPrompt(workbench, "Session token", "");
  }
  await answerPrompt(workbench, "Names of buckets", buckets);
  await answerPrompt(workbench, "Name of this connection", name);
}

/** Answers the questions of "Add Connection…" for a folder that holds something. */
export async function addFolder(workbench: Workbench, path: string): Promise<void> {
  await workbench.runCommand("Flow Logs: Add Connection…");
  await workbench.pick("A Folder on This Machine");
  // What is typed before the dialogue has gone to where it begins is lost.
  await expect.poll(() => workbench.quickInput.inputValue()).toBe(`${workbench.workspaceFolder}/`);
  await workbench.quickInput.fill(`${path}/`);
  await workbench.page.locator(".quick-input-list .monaco-list-row").nth(1).waitFor();
  await workbench.page.getByRole("button", { name: "Use Folder" }).click();
  await workbench.treeItem(basename(path)).first().waitFor();
}

/** Answers the question with these words; without an answer, what is there already stays. */
export async function answerPrompt(workbench: Workbench, prompt: string, text?: string): Promise<void> {
  await workbench.page.locator(".quick-input-message", { hasText: prompt }).waitFor();
  if (text === undefined) await workbench.page.keyboard.press("Enter");
  else await workbench.answer(text);
}

/** What stands in the tree in the place of what could not be listed. */
export function problem(workbench: Workbench, sentence: RegExp): Locator {
  return workbench.treeItem(sentence, workbench.view("Buckets"));
}
