import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { complete } from "../../../src/language/completion/complete";
import { catalog } from "./catalog";

const folder = join(import.meta.dirname, "../../../library/queries");
const queries = readdirSync(folder).filter((name) => name.endsWith(".flowsql"));

/** The same proposals in a text, whatever stands behind the cursor. */
function proposals(text: string, offset: number): number {
  return complete(new AnalyzedText(text), offset, catalog).items.length;
}

describe("Typing every shipped query letter by letter", () => {
  it.each(queries)("%s never fails, at its end and in its middle", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    let proposed = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      proposed += proposals(text.slice(0, offset), offset);
      proposed += proposals(text, offset);
    }
    expect(proposed).toBeGreaterThan(text.length);
  });

  it("goes on with its columns wherever a name of flows was begun", () => {
    let begun = 0;
    for (const name of queries) {
      const text = readFileSync(join(folder, name), "utf8");
      const analyzed = new AnalyzedText(text);
      for (const piece of analyzed.pieces) {
        for (const token of piece.tokens) {
          const word = text.slice(token.start, token.end);
          if (token.kind !== "word" || !["srcaddr", "dstaddr", "dstport", "bytes", "start_time", "action"].includes(word)) continue;
          const labels = complete(analyzed, token.start + 2, catalog).items.map((item) => item.label);
          // Behind AS a name is given, and nothing can be proposed.
          if (labels.length === 0) continue;
          expect.soft(labels, `${name} at ${token.start}`).toContain(word);
          begun++;
        }
      }
    }
    expect(begun).toBeGreaterThan(100);
  });
});

describe("Texts that nobody would write", () => {
  it.each([
    ["brackets that close nothing", ")".repeat(10_000)],
    ["brackets that nothing closes", "SELECT (".repeat(10_000)],
    ["quotes", "'".repeat(9_999)],
    ["a name of one long line", `SELECT ${"a".repeat(1_000_000)}`],
    ["nested common table expressions", "WITH a AS (".repeat(3_000)],
    ["every ASCII character", Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join(" ")],
    ["half of a surrogate pair", "SELECT '\ud83d' FROM flows WHERE "],
  ])("%s", (_of, text) => {
    for (const offset of [0, 1, text.length >> 1, text.length]) expect(() => proposals(text, offset)).not.toThrow();
  });
});
