import { describe, expect, it } from "vitest";
import { WideLines } from "../../../src/server/indexer/wideLines";

const record = "2 210987654321 eni-0a11b22c33d44e55f 10.0.0.1 10.0.0.2 443 51834 6 9 4356 1773500402 1773500459 ACCEPT OK";
const words = (count: number) => Array.from({ length: count }, (_, word) => `word${word}`).join(" ");
const longTags = `${record} ${"%C3%A9".repeat(2000)}`;

/** What comes out when the text arrives in chunks of this size. */
function cut(text: string, chunkBytes: number, fields = 14): string {
  const wideLines = new WideLines(fields);
  const bytes = Buffer.from(text);
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) out.push(wideLines.push(bytes.subarray(at, at + chunkBytes)));
  return Buffer.concat(out).toString();
}

describe.each([1_000_000, 4096, 1000, 7])("Lines that arrive in chunks of %i bytes", (chunkBytes) => {
  it.each([
    ["records", `${record}\n`.repeat(50)],
    ["records of many fields with long values", `${longTags}\n${longTags}\n`, 15],
    ["a long line of few fields", `${record}\n${"y".repeat(20_000)}\n${record}`],
    ["short lines of too many fields", `${record}\n${words(30)}\n${record}\n`],
    ["empty lines", `\n\n${record}\n\n`],
  ])("stay as they are: %s", (_what, text, fields = 14) => {
    expect(cut(text, chunkBytes, fields)).toBe(text);
  });

  it("are cut behind the fields that are too many, each by itself", () => {
    const lines = cut([record, words(5000), record, words(900), words(3000)].join("\n"), chunkBytes).split("\n");
    expect(lines).toHaveLength(5);
    expect([lines[0], lines[2]]).toEqual([record, record]);
    for (const line of [lines[1], lines[3], lines[4]]) {
      expect(line?.startsWith(`${words(15)} `)).toBe(true);
      expect(line?.length).toBeLessThan(300);
    }
  });
});
