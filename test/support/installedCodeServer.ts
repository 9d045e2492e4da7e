import { codeServerRunsHere, ensureCodeServer } from "../../scripts/vscode/codeServer.mjs";

/** Before tests in VS Code: once for all of them, and not by two at the same time. */
export default async function setup(): Promise<void> {
  if (codeServerRunsHere) await ensureCodeServer((step) => process.stderr.write(`${step}\n`));
}
