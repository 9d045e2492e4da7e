import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { run, runOrFail, ScriptFailure } from "../setup/processes.mjs";
import { projectFolder } from "../setup/project.mjs";
import { codeServerRunsHere, ensureCodeServer, freePort, serve, workbenchUrl } from "../vscode/codeServer.mjs";
import { linkExtension } from "../vscode/extensionFolder.mjs";
import { quietSettings } from "../vscode/quietSettings.mjs";
import { mergeSettings } from "./workspace.mjs";

/** What package.json asks for in `engines.vscode`. */
const oldestVersion = [1, 105];

/**
 * Opens the workspace in the VS Code of this machine, or serves one for a browser where there is none or no display.
 *
 * @param {string} folder @param {{ folder: string, firstFile: string }} workspace
 * @returns {Promise<number>} the exit code
 */
export async function openVsCode(folder, workspace) {
  if ((await desktopVersion()) !== undefined) return openDesktop(folder, workspace);
  if (!codeServerRunsHere) {
    throw new ScriptFailure(
      `Everything is ready, but there is no VS Code: install VS Code ${oldestVersion.join(".")} or later with "code" in the PATH, and run npm start again.`,
    );
  }
  return serveInBrowser(folder, workspace);
}

/**
 * The version of the VS Code that can be opened here; undefined without one, without a display, or with one that is too old.
 *
 * @returns {Promise<string | undefined>}
 */
export async function desktopVersion() {
  // Inside a remote window `code` speaks to that window and cannot load an extension from a folder.
  const display = ["win32", "darwin"].includes(process.platform) || hasValue("DISPLAY") || hasValue("WAYLAND_DISPLAY");
  if (!display || hasValue("VSCODE_IPC_HOOK_CLI")) return undefined;
  const { code, output } = await run("code", ["--version"], { collect: true }).catch(() => ({ code: 1, output: "" }));
  const version = output.split("\n")[0] ?? "";
  if (code !== 0) return undefined;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestVersion;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return version;
  console.log(`The VS Code of this machine is ${version}; the extension needs ${oldestVersion.join(".")}.`);
  return undefined;
}

/** @param {string} name */
function hasValue(name) {
  return (process.env[name] ?? "") !== "";
}

/** @param {string} folder @param {{ folder: string, firstFile: string }} workspace */
export async function openDesktop(folder, workspace) {
  const userData = join(folder, "desktop");
  await writeQuietSettings(userData);
  await runOrFail("VS Code could not be opened", "code", [
    `--extensionDevelopmentPath=${projectFolder}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${join(folder, "desktop-extensions")}`,
    "--disable-workspace-trust",
    "--new-window",
    workspace.folder,
    workspace.firstFile,
  ]);
  console.log("VS Code opens with the sample bucket in the Flow Logs container of its activity bar.");
  return 0;
}

/** @param {string} folder @param {{ folder: string, firstFile: string }} workspace */
async function serveInBrowser(folder, workspace) {
  const stateFolder = join(folder, "code-server");
  const extensionsFolder = join(folder, "extensions");
  await ensureCodeServer((step) => console.log(step));
  await writeQuietSettings(stateFolder);
  await linkExtension(extensionsFolder);
  // Listened for before anything says that Ctrl-C ends it: one that comes at once must end the server as well.
  const interrupted = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve(true));
  });
  const server = await serve({ stateFolder, extensionsFolder, port: await freePort(8123) });
  console.log(`Open ${workbenchUrl(server.url, workspace.folder, workspace.firstFile)}`);
  console.log("It is a VS Code for your browser, for this machine only. Ctrl-C ends it.");
  const stopped = await Promise.race([interrupted, server.ended.then(() => false)]);
  await server.stop();
  return stopped ? 0 : 1;
}

/** @param {string} userData */
async function writeQuietSettings(userData) {
  await mkdir(join(userData, "User"), { recursive: true });
  await mergeSettings(join(userData, "User", "settings.json"), (before) => ({ ...quietSettings, ...before }));
}
