import { describe, expect, it } from "vitest";
import type { PivotSubject } from "../../../src/protocol/pivot";
import { hoverAt } from "../../../src/language/features/hover/hover";
import { narrowWritten } from "../../../src/language/pivot/narrowWritten";
import { withEdits } from "../../../src/language/pivot/putConditions";
import { catalog } from "../completion/catalog";
import { marked } from "../support/marked";

/** Cursor in; what becomes of the text for "Only this" and for "Not this", where they can be done. */
const cases: readonly (readonly [text: string, only: string | undefined, not: string | undefined])[] = [
  // A condition by itself is turned around.
  ["FROM flows WHERE srcaddr = '|10.0.0.1'", undefined, "FROM flows WHERE srcaddr <> '10.0.0.1'"],
  ["FROM flows WHERE srcaddr <> '|10.0.0.1'", "FROM flows WHERE srcaddr = '10.0.0.1'", undefined],
  ["FROM flows WHERE srcaddr != '|10.0.0.1' AND a", "FROM flows WHERE srcaddr = '10.0.0.1' AND a", undefined],
  ["FROM flows WHERE a AND (srcaddr = '|10.0.0.1')", undefined, "FROM flows WHERE a AND (srcaddr <> '10.0.0.1')"],
  ["FROM flows WHERE '|10.0.0.1' = srcaddr", undefined, "FROM flows WHERE '10.0.0.1' <> srcaddr"],
  ["FROM flows WHERE dstport = |443", undefined, "FROM flows WHERE dstport <> 443"],
  [
    "FROM flows WHERE interface_id = 'eni-|0a10b10c10d10e101'",
    undefined,
    "FROM flows WHERE interface_id IS DISTINCT FROM 'eni-0a10b10c10d10e101'",
  ],
  ["FROM flows WHERE account_id <> '|111122223333'", "FROM flows WHERE account_id = '111122223333'", undefined],
  // So is a list, or the value leaves it.
  ["FROM flows WHERE srcaddr IN ('|10.0.0.1')", undefined, "FROM flows WHERE srcaddr NOT IN ('10.0.0.1')"],
  ["FROM flows WHERE dstport IN (|22, 443)", "FROM flows WHERE dstport = 22", "FROM flows WHERE dstport IN (443)"],
  ["FROM flows WHERE dstport IN (22, |443)", "FROM flows WHERE dstport = 443", "FROM flows WHERE dstport IN (22)"],
  ["FROM flows WHERE dstport IN (22, |443, 80)", "FROM flows WHERE dstport = 443", "FROM flows WHERE dstport IN (22, 80)"],
  ["FROM flows WHERE dstport NOT IN (22, |443)", "FROM flows WHERE dstport = 443", undefined],
  // As the grid and the pivot panel write it.
  ["FROM flows WHERE srcaddr IS DISTINCT FROM '|10.0.0.1'", "FROM flows WHERE srcaddr = '10.0.0.1'", undefined],
  ["FROM flows WHERE srcaddr IS NOT DISTINCT FROM '|10.0.0.1'", undefined, "FROM flows WHERE srcaddr IS DISTINCT FROM '10.0.0.1'"],
  [
    "FROM flows WHERE a AND (srcaddr = '|10.0.0.1' OR dstaddr = '10.0.0.1')",
    undefined,
    "FROM flows WHERE a AND srcaddr IS DISTINCT FROM '10.0.0.1' AND dstaddr IS DISTINCT FROM '10.0.0.1'",
  ],
  [
    "FROM flows WHERE srcaddr IS DISTINCT FROM '10.0.0.1' AND a AND dstaddr IS DISTINCT FROM '|10.0.0.1'",
    "FROM flows WHERE (srcaddr = '10.0.0.1' OR dstaddr = '10.0.0.1') AND a",
    undefined,
  ],
  // Turned inside of something else a comparison could mean anything: the flows get a condition more.
  [
    "FROM flows WHERE srcaddr = '|10.0.0.1' OR dstport = 22",
    "FROM flows WHERE (srcaddr = '10.0.0.1' OR dstport = 22)\n  AND (srcaddr = '10.0.0.1' OR dstaddr = '10.0.0.1')",
    "FROM flows WHERE (srcaddr = '10.0.0.1' OR dstport = 22)\n  AND srcaddr IS DISTINCT FROM '10.0.0.1' AND dstaddr IS DISTINCT FROM '10.0.0.1'",
  ],
  [
    "SELECT count(*) FILTER (srcaddr = '|10.0.0.1') FROM flows",
    "SELECT count(*) FILTER (srcaddr = '10.0.0.1') FROM flows WHERE (srcaddr = '10.0.0.1' OR dstaddr = '10.0.0.1')",
    "SELECT count(*) FILTER (srcaddr = '10.0.0.1') FROM flows WHERE srcaddr IS DISTINCT FROM '10.0.0.1' AND dstaddr IS DISTINCT FROM '10.0.0.1'",
  ],
  [
    "FROM flows WHERE dstport > |1024",
    "FROM flows WHERE dstport > 1024 AND (srcport = 1024 OR dstport = 1024)",
    "FROM flows WHERE dstport > 1024 AND srcport IS DISTINCT FROM 1024 AND dstport IS DISTINCT FROM 1024",
  ],
  [
    "-- not |10.0.0.1\nFROM flows",
    "-- not 10.0.0.1\nFROM flows WHERE (srcaddr = '10.0.0.1' OR dstaddr = '10.0.0.1')",
    "-- not 10.0.0.1\nFROM flows WHERE srcaddr IS DISTINCT FROM '10.0.0.1' AND dstaddr IS DISTINCT FROM '10.0.0.1'",
  ],
  // In the statement around the cursor, and no other.
  [
    "FROM flows WHERE srcaddr = '10.0.0.1';\nFROM flows WHERE dstaddr = '|10.0.0.1';",
    undefined,
    "FROM flows WHERE srcaddr = '10.0.0.1';\nFROM flows WHERE dstaddr <> '10.0.0.1';",
  ],
  // There is no place for a condition, or nothing that could meet it.
  ["SELECT '|10.0.0.1'", undefined, undefined],
  ["FROM hosts WHERE f('|10.0.0.1')", undefined, undefined],
  ["SUMMARIZE flows; -- |10.0.0.1", undefined, undefined],
];

function subjectAt(text: string): PivotSubject {
  const { analyzed, offset } = marked(text);
  return hoverAt(analyzed, offset, catalog)?.subject ?? { kind: "address", address: "10.0.0.1" };
}

describe("Putting a value that is written in a statement into it", () => {
  const made = (text: string, op: "in" | "notIn"): string | undefined => {
    const { analyzed, offset, text: bare } = marked(text);
    const edits = narrowWritten(analyzed, offset, subjectAt(text), op, catalog);
    return edits.length === 0 ? undefined : withEdits(bare, edits);
  };

  it.each(cases)("of %s", (text, only, not) => {
    expect([made(text, "in"), made(text, "notIn")]).toEqual([only, not]);
  });

  const valueAt = (text: string): string => {
    const subject = subjectAt(text);
    return "address" in subject ? subject.address : "port" in subject ? String(subject.port) : subject.id;
  };
  const done = cases.flatMap(([text]) => (["in", "notIn"] as const).map((op) => [text, op, made(text, op) ?? ""] as const));

  // A value that left a list is not there to be asked about again.
  it.each(done.filter(([text, , once]) => once.includes(valueAt(text))))("is done once: %s, %s", (text, op, once) => {
    const at = once.lastIndexOf(valueAt(text));
    expect(made(`${once.slice(0, at)}|${once.slice(at)}`, op)).toBeUndefined();
  });
});
