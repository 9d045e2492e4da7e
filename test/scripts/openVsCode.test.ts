import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { desktopVersion, openDesktop } from "../../scripts/start/openVsCode.mjs";

describe.runIf(process.platform !== "win32")("opening the VS Code of the machine", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-start-"));
    vi.stubEnv("PATH", `${folder}:${process.env.PATH ?? ""}`);
    vi.stubEnv("DISPLAY", ":0");
    vi.stubEnv("VSCODE_IPC_HOOK_CLI", undefined);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  /** Puts a `code` into the PATH that tells its version, or writes down what it was asked to open. */
  async function installCode(version: string): Promise<void> {
    const program = join(folder, "code");
    const script = `#!/bin/sh\nif [ "$1" = --version ]; then printf '${version}\\nabc\\nx64\\n'; else printf '%s\\n' "$@" > "${folder}/opened"; fi\n`;
    await writeFile(program, script);
    await chmod(program, 0o755);
  }

  it.each([
    ["1.105.0", {}, "1.105.0"],
    ["2.0.1", {}, "2.0.1"],
    ["1.104.3", {}, undefined],
    ["1.110.0", { DISPLAY: "" }, undefined],
    ["1.110.0", { DISPLAY: "", WAYLAND_DISPLAY: "wayland-0" }, "1.110.0"],
    ["1.110.0", { VSCODE_IPC_HOOK_CLI: "/tmp/remote.sock" }, undefined],
  ])("takes version %s with %j for %s", async (version, environment: Record<string, string>, usable) => {
    await installCode(version);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    expect(await desktopVersion()).toBe(usable);
  });

  it("opens the workspace with this extension, and with folders of its own for everything that VS Code writes", async () => {
    await installCode("1.105.0");
    await openDesktop(folder, { folder: "/work space", firstFile: "/work space/welcome.flowsql" });
    const opened = (await readFile(join(folder, "opened"), "utf8")).trim().split("\n");
    expect(opened).toEqual([
      `--extensionDevelopmentPath=${resolve(".")}`,
      `--user-data-dir=${folder}/desktop`,
      `--extensions-dir=${folder}/desktop-extensions`,
      "--disable-workspace-trust",
      "--new-window",
      "/work space",
      "/work space/welcome.flowsql",
    ]);
    expect(JSON.parse(await readFile(join(folder, "desktop", "User", "settings.json"), "utf8"))).toHaveProperty(
      ["telemetry.telemetryLevel"],
      "off",
    );
  });
});
