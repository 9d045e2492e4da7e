import { expect } from "vitest";
import type { Workbench } from "../support/workbench";

/**
 * Until VS Code has written the state of its editors with this text in it. In a browser it cannot do that while a page goes away,
 * so it does it every few seconds, and a reload that comes sooner finds what was there before.
 */
export async function untilStored(workbench: Workbench, text: string): Promise<void> {
  await expect.poll(() => workbench.page.evaluate(storedEditors, text), { timeout: 30_000, interval: 250 }).toBe(true);
}

/** Goes to the browser as text, so it can use nothing from here. */
async function storedEditors(wanted: string): Promise<boolean> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  for (const { name = "" } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db-")) continue;
    const database = await settled(indexedDB.open(name));
    const entry: unknown = await settled(database.transaction("ItemTable").objectStore("ItemTable").get("memento/workbench.parts.editor"));
    database.close();
    // The panel's state is JSON inside JSON, escaped as often.
    if (typeof entry === "string" && entry.replaceAll("\\", "").includes(wanted)) return true;
  }
  return false;
}
