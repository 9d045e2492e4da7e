import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { endGroup, isRunning } from "../../scripts/vscode/processGroup.mjs";

describe.runIf(process.platform === "linux")("ending a process group", () => {
  const started: ChildProcess[] = [];

  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  /** Runs a script of the shell in a group of its own; what it printed first. */
  async function start(script: string): Promise<{ readonly pid: number; readonly line: string }> {
    const child = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore"], detached: true });
    started.push(child);
    const [text] = (await once(child.stdout, "data")) as [Buffer];
    return { pid: child.pid ?? 0, line: String(text).trim() };
  }

  it("ends all of it, and waits until that has happened", async () => {
    const { pid } = await start("sleep 100 & echo begun; sleep 100");
    expect(isRunning(pid)).toBe(true);
    await endGroup(pid);
    expect(isRunning(pid)).toBe(false);
  });

  it("ends by force what does not react", async () => {
    const { pid } = await start("trap '' TERM; echo begun; while true; do sleep 0.1; done");
    await endGroup(pid, 200);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it("does not wait for somebody to collect the dead", async () => {
    // What becomes of the shell never asks what became of its child, which is a group of its own.
    const { line } = await start("setsid sh -c 'echo $$' & exec sleep 100");
    const dead = Number(line);
    await expect.poll(() => isRunning(dead)).toBe(false);
    expect(process.kill(-dead, 0)).toBe(true);
    const begun = performance.now();
    await endGroup(dead, 60_000);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});
