import { afterEach } from "vitest";
import { openWorkbenches } from "./codeServer";

/** A test that failed leaves a picture of its window in test-results/. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const name = task.name.replace(/[^\w]+/g, "-").slice(0, 80);
  for (const [index, workbench] of [...openWorkbenches].entries()) {
    await workbench.screenshot(index === 0 ? `failed-${name}` : `failed-${name}-${index + 1}`);
  }
});
