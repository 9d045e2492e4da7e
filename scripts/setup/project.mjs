import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts @returns {string} */
export function inProject(...parts) {
  return join(projectFolder, ...parts);
}

/** The Node that VS Code itself uses, brought by the `node` package: every script runs on it, whatever the machine has. */
export const projectNode = inProject("node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
