/** Takes away everything that a build, a test run or `npm start` made; `npm run clean -- --all` the tools and packages too. */
import { rm } from "node:fs/promises";
import { inProject } from "./setup/project.mjs";

const made = ["dist", "out", ".start", "test-results", "bench-results"];
const brought = [".tools", "node_modules"];

for (const folder of process.argv.includes("--all") ? [...made, ...brought] : made) {
  await rm(inProject(folder), { recursive: true, force: true });
}
