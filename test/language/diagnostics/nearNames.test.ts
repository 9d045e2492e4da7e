import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { nearNames } from "../../../src/language/diagnostics/nearNames";
import { catalogs } from "./catalogs";

/** What the name between two `|` is taken to mean. */
function near(marked: string): string[] {
  const [start, end] = [marked.indexOf("|"), marked.lastIndexOf("|") - 1];
  return nearNames(new AnalyzedText(marked.replaceAll("|", "")), { start, end }, catalogs.full);
}

describe("A name that the engine does not know", () => {
  it.each([
    ["SELECT |srcadr| FROM flows", "srcaddr"],
    ["SELECT srcaddr, sum(bytes) AS total FROM flows GROUP BY ALL ORDER BY |totl|", "total"],
    ["SELECT |t.totl| FROM (SELECT sum(bytes) AS total FROM flows) t", "t.total"],
    ["SELECT |a.srcadr| FROM flows a JOIN flows b ON a.srcaddr = b.dstaddr", "a.srcaddr"],
    ["SELECT |x.Owner Name| FROM hosts h", ""],
    ["SELECT |x.dstport| FROM flows f, hosts h", "f.dstport"],
    ["WITH talkers AS (FROM flows) FROM |talker|", "talkers"],
    ["FROM |flws|", "flows"],
    ["SELECT |has_flag|(tcp_flags, 'SYN') FROM flows", "has_flags"],
    [`SELECT "Owner Nam", |"Owner Nam"| FROM hosts`, '"Owner Name"'],
    ["SELECT |nothing_like_it| FROM flows", ""],
    ["SELECT |totl| AS totl FROM flows", ""],
    ["SELECT |ip_in|(srcaddr) FROM flows", ""],
    ["|SELECT| 1", ""],
  ])("%s is most likely meant to be %s", (marked, expected) => expect(near(marked)[0] ?? "").toBe(expected));
});
