/**
 * code-server: the real VS Code workbench, server and extension host, for a browser. It serves `npm start` where there is no
 * VS Code or no display, and the tests always.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { runOrFail, ScriptFailure } from "../setup/processes.mjs";
import { inProject, projectNode } from "../setup/project.mjs";
import { endGroup } from "./processGroup.mjs";

const version = "4.139.1";
const installed = inProject(".tools", `code-server-${version}`);
const entry = join("node_modules", "code-server", "out", "node", "entry.js");

/** No code-server runs on Windows. */
export const codeServerRunsHere = process.platform !== "win32";

/**
 * Installs code-server into a folder of its own, unless it is there.
 *
 * @param {(step: string) => void} report
 */
export async function ensureCodeServer(report) {
  if (existsSync(join(installed, entry))) return;
  if (!codeServerRunsHere) throw new ScriptFailure("code-server, the VS Code for a browser, does not run on Windows.");
  // Made beside its place and moved there when complete: an interrupted installation is never taken for a whole one.
  const half = `${installed}.${process.pid}`;
  await mkdir(half, { recursive: true });
  await writeFile(join(half, "package.json"), JSON.stringify({ private: true, description: "VS Code for a browser" }));
  const codeServer = join(half, "node_modules", "code-server");
  report(`installing code-server ${version}, the VS Code for a browser (once, 600 MB on disk) …`);
  // Its own install script would compile for minutes what is not needed here.
  await npmInstall(half, [`code-server@${version}`]);
  report("installing what its workbench needs …");
  await npmInstall(join(codeServer, "lib", "vscode"), ["--omit=dev"]);
  await npmInstall(join(codeServer, "lib", "vscode", "extensions"), ["--omit=dev"]);
  await rename(half, installed).catch(async (error) => {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(join(installed, entry))) throw error;
  });
}

/** @param {string} cwd @param {readonly string[]} args */
async function npmInstall(cwd, args) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await runOrFail("code-server could not be installed", "npm", ["install", ...args, ...quiet], { cwd, collect: true });
}

/**
 * @typedef {object} ServeOptions
 * @property {string} stateFolder everything that code-server writes goes here: settings, logs, caches
 * @property {string} extensionsFolder
 * @property {number} port
 * @property {boolean} [askForTrust] whether a folder has to be trusted before anything in it runs; it need not if absent
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

/**
 * Starts code-server on 127.0.0.1 and waits until it listens. The caller ends it.
 *
 * @param {ServeOptions} options
 * @returns {Promise<{ url: string, stop: () => Promise<void>, ended: Promise<void> }>}
 */
export async function serve(options) {
  const { stateFolder, port } = options;
  await mkdir(stateFolder, { recursive: true });
  const child = spawn(projectNode, [join(installed, entry), ...flags(options)], {
    env: { ...environment(stateFolder), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that extension hosts and what they started end with it.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("close", () => resolve()));
  const stop = () => endGroup(child.pid ?? 0);
  try {
    const listening = new Promise((resolve) => child.stdout.on("data", () => output.includes("HTTP server listening") && resolve(true)));
    if (!(await Promise.race([listening, ended.then(() => false)]))) throw new Error(`code-server ended at once:\n${output}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, stop, ended };
}

/**
 * Installs a packaged extension.
 *
 * @param {string} vsix @param {Pick<ServeOptions, "stateFolder" | "extensionsFolder">} options
 */
export async function installVsix(vsix, { stateFolder, extensionsFolder }) {
  const args = [join(installed, entry), ...places(stateFolder, extensionsFolder), "--install-extension", vsix];
  const env = environment(stateFolder);
  await runOrFail("The package could not be installed", projectNode, args, { collect: true, env });
}

/** @param {string} stateFolder @param {string} extensionsFolder */
function places(stateFolder, extensionsFolder) {
  return ["--config", join(stateFolder, "config.yaml"), "--user-data-dir", stateFolder, "--extensions-dir", extensionsFolder];
}

/** @param {ServeOptions} options */
function flags({ stateFolder, extensionsFolder, port, askForTrust }) {
  return [
    ...places(stateFolder, extensionsFolder),
    ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
    ...(askForTrust === true ? [] : ["--disable-workspace-trust"]),
  ];
}

/** The environment without what would lead code-server elsewhere, and with its own folders in place of the user's. @param {string} stateFolder */
function environment(stateFolder) {
  const leadingElsewhere = /^(VSCODE_|CODE_SERVER_|ELECTRON_|PORT$|PASSWORD$|HASHED_PASSWORD$|NODE_OPTIONS$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leadingElsewhere.test(name)));
  // Sockets go to the temporary folder, and their paths may have 107 characters.
  const temporary = join(stateFolder, "tmp");
  mkdirSync(temporary, { recursive: true });
  if (temporary.length < 50) env["TMPDIR"] = temporary;
  return { ...env, XDG_DATA_HOME: join(stateFolder, "xdg-data"), XDG_CACHE_HOME: join(stateFolder, "xdg-cache") };
}

/**
 * The URL of the workbench with a folder open, and perhaps a file in it.
 *
 * @param {string} url @param {string} folder @param {string} [file]
 */
export function workbenchUrl(url, folder, file) {
  const query = new URLSearchParams({ folder });
  // The file's authority has to be the server's, else the workbench takes it for a file of some other machine.
  if (file !== undefined) query.set("payload", JSON.stringify([["openFile", `vscode-remote://${new URL(url).host}${file}`]]));
  return `${url}/?${query.toString()}`;
}

/**
 * A port of 127.0.0.1 that is free now.
 *
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    server.listen(preferred, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
