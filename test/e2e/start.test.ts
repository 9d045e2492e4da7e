import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser";

describe("npm start where there is no display", () => {
  let folder: string;
  let home: string;
  let started: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-start-"));
    home = await mkdtemp(join(tmpdir(), "flowlog-home-"));
  });

  afterEach(async () => {
    if (started?.exitCode === null) started.kill("SIGKILL");
    await browser?.close();
  });

  afterAll(() => Promise.all([folder, home].map((path) => rm(path, { recursive: true, force: true }))));

  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;

  /** Starts it as a user does, and waits until it prints the address; what it printed so far, and a wait for its end. */
  async function start(): Promise<{ readonly output: () => string; readonly url: string; end: () => Promise<number | null> }> {
    const env = { ...process.env, HOME: home, DISPLAY: "", WAYLAND_DISPLAY: "" };
    const child = spawn(process.execPath, ["scripts/start.mjs", "--folder", folder], { env, stdio: ["ignore", "pipe", "pipe"] });
    started = child;
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", () => {
        const found = /^Open (http:\S+)$/m.exec(output);
        if (found?.[1] !== undefined) resolve(found[1]);
      });
      child.once("close", () => {
        reject(new Error(`npm start ended:\n${output}`));
      });
    });
    const end = async (): Promise<number | null> => {
      child.kill("SIGINT");
      await once(child, "close");
      return child.exitCode;
    };
    return { output: () => output, url, end };
  }

  it("indexes the sample bucket, answers a question about it, and serves VS Code with a query open, until Ctrl-C", async () => {
    const { output, url, end } = await start();
    expect(output()).toContain("Indexing the sample bucket");
    expect(output()).toContain("203.0.113.77");
    browser = await openBrowser();
    await browser.page.goto(url);
    await browser.page.locator('.tab[data-resource-name="welcome.flowsql"]').waitFor({ timeout: 60_000 });
    await browser.page.locator(".monaco-editor .view-line", { hasText: "Welcome to Flow Log Explorer" }).waitFor();
    expect(await end()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("finds its work done the second time, and writes nothing into the user's home", async () => {
    const { output, end } = await start();
    expect(output()).not.toContain("Indexing");
    expect(output()).toContain("203.0.113.77");
    expect(await end()).toBe(0);
    expect(await readdir(home)).toEqual([]);
  });
});
