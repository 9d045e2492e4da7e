import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

export interface FinishedRun {
  readonly exitCode: number;
  readonly elapsedMs: number;
  /** Of all its threads; absent where the system does not tell. On a busy machine it says more than the elapsed time. */
  readonly cpuMs?: number;
  /** The most memory that the process held at once; absent where the system does not tell. */
  readonly peakBytes?: number;
  readonly output: string;
}

const samplingMs = 50;
const clockTickMs = 10;

/** Runs a program on this Node to its end, with its time and the peak of its memory. What it says on stderr is shown. */
export async function runMeasured(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<FinishedRun> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } });
  let usage: Usage = {};
  const timer = setInterval(() => void usageOf(child.pid).then((now) => (usage = { ...usage, ...now })), samplingMs);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 1));
    });
    return { exitCode, elapsedMs: performance.now() - started, output, ...usage };
  } finally {
    clearInterval(timer);
  }
}

type Usage = Pick<FinishedRun, "cpuMs" | "peakBytes">;

/** What Linux keeps of a process: its high-water mark of memory and its processor time. Nothing on other systems. */
async function usageOf(pid: number | undefined): Promise<Usage> {
  if (pid === undefined || process.platform !== "linux") return {};
  try {
    const [status, stat] = await Promise.all(["status", "stat"].map((name) => readFile(`/proc/${String(pid)}/${name}`, "utf8")));
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status ?? "")?.[1];
    // Behind the name in parentheses: fields 14 and 15 are user and system time in clock ticks.
    const fields = (stat ?? "").slice((stat ?? "").lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return kib === undefined || Number.isNaN(ticks) ? {} : { peakBytes: Number(kib) * 1024, cpuMs: ticks * clockTickMs };
  } catch {
    // It has just ended.
    return {};
  }
}
