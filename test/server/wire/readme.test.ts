import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../support/builtServer";

const projectFolder = dirname(dirname(bundle("server.js")));
const protocolFolder = dirname(fileURLToPath(new URL("../../../src/protocol/errors.ts", import.meta.url)));

describe("The description of the protocol", () => {
  let readme: string;

  beforeAll(async () => {
    readme = await readFile(join(protocolFolder, "README.md"), "utf8");
  });

  it("has a sentence for every request and notification, and for nothing else", async () => {
    const sources = (await readdir(protocolFolder)).filter((name) => name.endsWith(".ts"));
    const texts = await Promise.all(sources.map((name) => readFile(join(protocolFolder, name), "utf8")));
    const defined = texts.flatMap((text) => Array.from(text.matchAll(/"((?:flowlog|panel)\/[\w/]+)"/g), ([, method]) => method));
    const described = Array.from(readme.matchAll(/^\| `((?:flowlog|panel)\/[\w/]+)` +\|.* \|$/gm), ([, method]) => method);
    expect([...described].sort()).toEqual([...new Set(defined)].sort());
  });

  it("shows a session that works as it stands", async () => {
    const [, script = ""] = /```js\n([^]*?)```/.exec(readme) ?? [];
    const folder = await mkdtemp(join(tmpdir(), "flowlog-talk-"));
    try {
      await writeFile(join(folder, "talk.mjs"), script);
      const args = [join(folder, "talk.mjs"), "library/samples/bucket", join(folder, "index")];
      const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}` };
      const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: projectFolder, env });
      const [answer, ...cells] = stdout.trimEnd().split("\n").reverse();
      expect(stderr).toBe("");
      expect(stdout).toMatch(/^run listing 0\nrun indexing 0\n[^]*\nindexed \d+ objects, \d+ rows\n/);
      expect(readme).toContain(`\`${cells[0] ?? ""}\``);
      expect(answer).toBe('-31001 statementFailed: Referenced column "srcadr" not found in FROM clause.');
      expect(readme).toContain(JSON.stringify('Referenced column "srcadr" not found in FROM clause.'));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
