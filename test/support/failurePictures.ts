import { afterEach } from "vitest";
import { openWorkbenches } from "./codeServer";

/** A test that failed leaves a picture of its window in test-results/. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const name = task.name.replace(/[^\w]+/g, "-").slice(0, 80);
  for (const workbench of openWorkbenches) await workbench.screenshot(`failed-${name}`);
});
