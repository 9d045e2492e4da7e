import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { openQuery, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };

describe("Writing a statement, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
  });

  afterAll(() => workbench.dispose());

  const list = () => workbench.page.locator(".suggest-widget.visible");
  const proposal = (label: string | RegExp) => list().locator(".monaco-list-row", { hasText: label });
  const type = (text: string) => workbench.page.keyboard.type(text);

  /** Takes the proposal that stands first, once it is the one that is meant. */
  async function acceptFirst(label: string | RegExp): Promise<void> {
    await list().locator(".monaco-list-row.focused", { hasText: label }).waitFor(patient);
    await workbench.page.keyboard.press("Tab");
  }

  it("proposes relations, columns and keywords before anything is indexed", async () => {
    await openQuery(workbench, "empty.flowsql", "\n");
    // What is typed before the server has begun is completed by nobody.
    await workbench.statusBarItem("0 flow records").waitFor(patient);
    await type("sel");
    await acceptFirst("SELECT");
    await type("srca");
    await acceptFirst("srcaddr");
    await type(" FROM ");
    await acceptFirst("flows");
    await type(" WHERE protocol = tcp");
    await acceptFirst("6");
    await expect.poll(() => workbench.visibleText()).toContain("SELECT srcaddr FROM flows WHERE protocol = 6");
  });

  it("proposes the values of the index with what they mean, most frequent first", async () => {
    await indexSampleBucket(workbench);
    await openQuery(workbench, "values.flowsql", "WITH f AS (SELECT dstport AS port, action FROM flows)\nSELECT count(*) FROM f\n", 2);
    await workbench.page.keyboard.press("End");
    await type(" WHERE port = ");
    await proposal(/^443.*https/).waitFor(patient);
    await workbench.screenshot("completion-values");
    await type("http");
    await acceptFirst(/^(?:443|80)/);
    await type(" AND action = '");
    await proposal("REJECT").waitFor(patient);
    await type("REJ");
    await acceptFirst("REJECT");
    await expect.poll(() => workbench.visibleText()).toMatch(/WHERE port = \d+ AND action = 'REJECT'/);
  });

  it("breaks the line at Enter behind a word that is written in full, and takes the rest of one that is not", async () => {
    await openQuery(workbench, "lines.flowsql", "\n");
    await type("FROM flows");
    await list().locator(".monaco-list-row.focused", { hasText: "flows" }).waitFor(patient);
    await workbench.page.keyboard.press("Enter");
    await workbench.statusBarItem("Ln 2, Col 1").waitFor();
    await type("WHERE srcad");
    await list().locator(".monaco-list-row.focused", { hasText: "srcaddr" }).waitFor(patient);
    await workbench.page.keyboard.press("Enter");
    await workbench.statusBarItem("Ln 2, Col 14").waitFor();
    await expect.poll(() => workbench.visibleText()).toMatch(/FROM flows\s*WHERE srcaddr/);
  });

  it("runs with Ctrl+Enter while the list is open, and leaves Enter alone where a statement may end", async () => {
    await openQuery(workbench, "runs.flowsql", "SELECT 41 + 1 AS answer\n");
    await workbench.page.keyboard.press("End");
    await type(" FROM (SELECT 1) one ");
    await workbench.page.keyboard.press("Enter");
    await workbench.statusBarItem("Ln 2, Col 1").waitFor();
    await workbench.page.keyboard.press("Control+Space");
    await list().waitFor();
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("42");
    await list().waitFor({ state: "detached" });
  });
});
