import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureCodeServer, freePort, installVsix, serve, workbenchUrl } from "../../scripts/vscode/codeServer.mjs";
import { linkExtension } from "../../scripts/vscode/extensionFolder.mjs";
import { quietSettings } from "../../scripts/vscode/quietSettings.mjs";
import { openBrowser } from "./browser";
import { Workbench } from "./workbench";

export interface WorkbenchOptions {
  /** Opened as the workspace; an empty one is made if absent. */
  readonly workspaceFolder?: string;
  /** User settings, on top of those that keep a window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `linked`: this project as it is built now; else the path of a VSIX. */
  readonly extension?: "linked" | { readonly vsix: string };
  /** False: the workspace is opened in Restricted Mode. */
  readonly trusted?: boolean;
  /** Of the server and so of the extension: where the AWS files lie, for example. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Those that are not disposed of yet. */
export const openWorkbenches = new Set<Workbench>();

/** A real VS Code in a real browser with this extension in it. The caller disposes of it. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { folder, workspaceFolder, ...places } = await makePlaces(options);
  const server = { ...places, port: await freePort(), askForTrust: options.trusted === false, env: { ...options.env } };
  const { url, browser, stop } = await startBoth(server, folder);
  const dispose = async (): Promise<void> => {
    openWorkbenches.delete(workbench);
    await Promise.all([browser.close(), stop()]);
  };
  const workbench = new Workbench(browser.page, { workspaceFolder, stateFolder: places.stateFolder, dispose });
  openWorkbenches.add(workbench);
  try {
    await workbench.open(workbenchUrl(url, workspaceFolder));
    return workbench;
  } catch (error) {
    await workbench.screenshot("failed-to-open");
    await dispose();
    throw error;
  }
}

/** Server and browser at the same time; where one of them does not start, the other is ended. `stop` is for the server. */
async function startBoth(options: Parameters<typeof serve>[0], folder: string) {
  const [server, browser] = await Promise.allSettled([serve(options), openBrowser()]);
  const stop = async (): Promise<void> => {
    if (server.status === "fulfilled") await server.value.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  if (server.status === "fulfilled" && browser.status === "fulfilled") return { url: server.value.url, browser: browser.value, stop };
  if (browser.status === "fulfilled") await browser.value.close();
  await stop();
  throw server.status === "rejected" ? server.reason : (browser as PromiseRejectedResult).reason;
}

/** Everything that a window needs on disk, in a temporary folder. */
async function makePlaces(options: WorkbenchOptions) {
  await ensureCodeServer((step) => process.stderr.write(`${step}\n`));
  const folder = await mkdtemp(join(tmpdir(), "flowlog-e2e-"));
  const stateFolder = join(folder, "state");
  const extensionsFolder = join(folder, "extensions");
  const workspaceFolder = options.workspaceFolder ?? join(folder, "workspace");
  await mkdir(workspaceFolder, { recursive: true });
  await writeUserSettings(join(stateFolder, "User"), options.settings);
  const { extension = "linked" } = options;
  if (extension === "linked") await linkExtension(extensionsFolder);
  else await installVsix(extension.vsix, { stateFolder, extensionsFolder });
  return { folder, workspaceFolder, stateFolder, extensionsFolder };
}

async function writeUserSettings(folder: string, settings: WorkbenchOptions["settings"]): Promise<void> {
  const fixed = {
    // The theme is chosen by the test and not by the machine.
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
    // Nobody changes to another window here: what takes the focus is something that has just been loaded.
    "workbench.quickOpen.closeOnFocusLost": false,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify({ ...quietSettings, ...fixed, ...settings }));
}
