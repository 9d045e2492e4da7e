/**
 * Every check and every test. On a bare Debian, as root, it installs the browser and the S3 server that some tests need;
 * elsewhere it says what is missing, runs the rest, and names in its last lines what was left out.
 *
 * Its very last line is `N passed, N failed`, with `, N skipped` where there were any.
 */
import { ensureInstalled, onProjectNode } from "./setup/install.mjs";
import { endWith } from "./setup/processes.mjs";

await endWith(async () => {
  await ensureInstalled();
  if (!(await onProjectNode())) return undefined;
  const { testEverything } = await import("./test/everything.mjs");
  return testEverything();
});
