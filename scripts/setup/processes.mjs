import { spawn } from "node:child_process";
import { constants } from "node:os";
import { projectFolder } from "./project.mjs";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the project's folder if absent
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [collect] keep the output instead of showing it
 * @property {readonly NodeJS.Signals[]} [passOn] signals for this process that are for the program instead
 */

/**
 * Runs a program to its end. Rejects only when it cannot be started.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} a signal counts as a shell counts it: 128 and its number
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    // Listened for before there is a program: a signal that comes while it starts must reach it as well.
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of options.passOn ?? []) process.on(signal, passOn);
    const child = start(program, args, {
      cwd: options.cwd ?? projectFolder,
      env: options.env ?? process.env,
      stdio: options.collect === true ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
    }
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const each of options.passOn ?? []) process.off(each, passOn);
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), output });
    });
  });
}

/** @param {string} program @param {readonly string[]} args @param {import("node:child_process").SpawnOptions} options */
function start(program, args, options) {
  // On Windows these are .cmd files, and those need a shell.
  const needsShell = process.platform === "win32" && ["npm", "code"].includes(program);
  if (!needsShell) return spawn(program, args, options);
  return spawn([program, ...args.map((arg) => `"${arg}"`)].join(" "), { ...options, shell: true });
}

/**
 * Runs a program that has to succeed.
 *
 * @param {string} what a few words for the error: what could not be done
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it said, when its output is collected
 */
export async function runOrFail(what, program, args, options) {
  const { code, output } = await run(program, args, options);
  if (code !== 0)
    throw new ScriptFailure(`${what}: \`${[program, ...args].join(" ")}\` ended with exit code ${code}.\n${output}`.trim(), code);
  return output;
}

/** A failure whose message is all there is to say: no stack trace helps. */
export class ScriptFailure extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function and ends the process the way a shell expects.
 *
 * @param {() => Promise<number | void>} main gives the exit code, 0 if nothing
 */
export async function endWith(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof ScriptFailure ? error.message : error);
    process.exitCode = error instanceof ScriptFailure ? error.exitCode : 1;
  }
}

/**
 * npm runs a script in a shell and ends that shell alone when it is ended itself: what was the shell's is then nobody's and would stay. So
 * this process ends itself as soon as it has another parent. A script that somebody started without npm may outlive its shell.
 */
export function endWithNpm() {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}
