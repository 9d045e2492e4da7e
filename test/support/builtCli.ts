import { type ChildProcess, spawn } from "node:child_process";
import { bundle } from "./builtServer";

export interface CliEnd {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Standard input; empty unless given. */
  readonly input?: string;
}

export interface StartedCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliEnd>;
}

/** Starts the built command line. */
export function startBuiltCli(args: readonly string[], { env = {}, input = "" }: CliOptions = {}): StartedCli {
  const child = spawn(process.execPath, [bundle("cli.js"), ...args], { stdio: "pipe", env: { ...process.env, ...env } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // A command that does not read its input may have closed it.
  child.stdin.on("error", () => undefined).end(input);
  return { child, ended: new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr }))) };
}

/** Runs the built command line to its end. */
export function runBuiltCli(args: readonly string[], options: CliOptions = {}): Promise<CliEnd> {
  return startBuiltCli(args, options).ended;
}
