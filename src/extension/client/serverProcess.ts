import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

export interface ServerExit {
  readonly code: number | null;
  /** Set where the native engine could not be loaded: what is missing. */
  readonly missingEngine?: string;
}

/** The server as a process of its own: a native crash of the engine ends it, and nothing else. */
export interface ServerProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly exited: Promise<ServerExit>;
  /** Ends it at once; used where it no longer answers. */
  kill(): void;
}

/** Starts the bundled server on the runtime that runs this code, which in the desktop's case is Electron as Node. */
export function startServerProcess(modulePath: string, onErrorLine: (line: string) => void): ServerProcess {
  const child = spawn(process.execPath, [modulePath, "--stdio"], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  let missingEngine: string | undefined;
  createInterface({ input: child.stderr, crlfDelay: Infinity }).on("line", (line) => {
    if (line.startsWith(missingEnginePrefix)) missingEngine = line.slice(missingEnginePrefix.length).trim();
    onErrorLine(line);
  });
  // Writing to a server that has just ended fails here; its end is told by `exited`.
  child.stdin.on("error", (error) => onErrorLine(error.message));
  const exited = new Promise<ServerExit>((resolve) => {
    child.once("close", (code) => resolve(code === missingEngineCode ? { code, missingEngine: missingEngine ?? "" } : { code }));
    child.once("error", (error) => {
      onErrorLine(error.message);
      resolve({ code: null });
    });
  });
  return { stdin: child.stdin, stdout: child.stdout, exited, kill: () => child.kill("SIGKILL") };
}

const missingEngineCode = 86;
const missingEnginePrefix = "flowlog-engine-missing:";
