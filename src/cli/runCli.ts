import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FlowLogError } from "../protocol/errors";
import { indexCommand } from "./indexCommand";
import { queryCommand } from "./queryCommand";
import { statusCommand } from "./statusCommand";
import { UsageError, usage } from "./usage";

const commands: Readonly<Record<string, (args: readonly string[], signal: AbortSignal) => Promise<number>>> = {
  index: indexCommand,
  query: queryCommand,
  status: statusCommand,
};

/** Exit codes: 0 all done, 1 nothing could be done, 2 some objects failed, 130 interrupted. */
export async function runCli(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  if (name === "" || name === "help" || args.includes("--help")) {
    process.stdout.write(usage);
    return name === "" ? 1 : 0;
  }
  if (name === "--version") {
    process.stdout.write(`${versionOfPackage()}\n`);
    return 0;
  }
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort());
  process.once("SIGTERM", () => interrupt.abort());
  // Piping into `head` closes our output early; that ends the command without a complaint.
  process.stdout.on("error", () => interrupt.abort());
  try {
    const command = commands[name];
    if (command === undefined) throw new UsageError(`There is no command "${name}".`);
    return await command(rest, interrupt.signal);
  } catch (error) {
    if (interrupt.signal.aborted) return 130;
    process.stderr.write(`flowlog: ${sentenceOf(error)}\n`);
    if (error instanceof UsageError) process.stderr.write("flowlog --help shows what there is.\n");
    return 1;
  }
}

/** From the package that this bundle lies in. */
function versionOfPackage(): string {
  const about = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { readonly version: string };
  return about.version;
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const data = error instanceof FlowLogError ? error.data : undefined;
  const candidates = data?.candidates ?? [];
  return candidates.length === 0 ? message : `${message}\nDid you mean: ${candidates.join(", ")}?`;
}
