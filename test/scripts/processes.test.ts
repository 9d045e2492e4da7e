import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

it("A script that is ended by its process id ends the program that it runs, and tells how that ended", async () => {
  const program = `process.on("SIGTERM", () => process.exit(7)); console.log("It runs."); setInterval(() => undefined, 1000)`;
  const script = `
    import { run } from "./scripts/setup/processes.mjs";
    const { code } = await run(process.execPath, ["--eval", ${JSON.stringify(program)}], { passOn: ["SIGTERM"] });
    console.log("It ended with", code);`;
  const running = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const text of running.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    output += text;
    if (output === "It runs.\n") running.kill("SIGTERM");
  }
  if (running.exitCode === null) await once(running, "exit");
  expect(output).toBe("It runs.\nIt ended with 7\n");
});
