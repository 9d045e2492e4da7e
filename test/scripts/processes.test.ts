import { spawn } from "node:child_process";
import { expect, it } from "vitest";

it("A script that is ended by its process id ends the program that it runs, and tells how that ended", async () => {
  const program = `process.on("SIGTERM", () => process.exit(7)); console.log("It runs."); setInterval(() => undefined, 1000)`;
  const script = `
    import { run } from "./scripts/setup/processes.mjs";
    const { code } = await run(process.execPath, ["--eval", ${JSON.stringify(program)}], { passOn: ["SIGTERM"] });
    console.log("It ended with", code);`;
  expect(await outputUntilKilled(process.execPath, ["--input-type=module", "--eval", script], process.env)).toBe(
    "It runs.\nIt ended with 7\n",
  );
});

it("A script that npm runs ends when the shell is ended that npm runs it in", async () => {
  const script = `
    import { endWithNpm } from "./scripts/setup/processes.mjs";
    endWithNpm();
    process.on("SIGTERM", () => { console.log("It was ended."); process.exit(); });
    setInterval(() => undefined, 1000);
    console.log("It runs.");`;
  const env = { ...process.env, NODE: process.execPath, SCRIPT: script, npm_lifecycle_event: "start" };
  const shell = ["-c", '"$NODE" --input-type=module --eval "$SCRIPT"; true'];
  expect(await outputUntilKilled("sh", shell, env)).toBe("It runs.\nIt was ended.\n");
});

/** What a program and those that it runs say; the program is ended as soon as it says that it runs. */
async function outputUntilKilled(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const running = spawn(program, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const text of running.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    output += text;
    if (output === "It runs.\n") running.kill("SIGTERM");
  }
  return output;
}
