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

  it.each([
    ["SELECT |src_ip| FROM flows", "srcaddr"],
    ["SELECT |dst_ip| FROM flows", "dstaddr"],
    ["SELECT |Source_IP| FROM flows", "srcaddr"],
    ["SELECT |src_addr| FROM flows", "srcaddr"],
    ["SELECT |source_address| FROM flows", "srcaddr"],
    ["SELECT |destinationAddress| FROM flows", "dstaddr"],
    ["SELECT |src_port|, dstport FROM flows", "srcport"],
    ["FROM flows WHERE |dport| = 22", "dstport"],
    ["FROM flows WHERE |sport| > 1024", "srcport"],
    ["FROM flows f WHERE |f.proto| = 6", "f.protocol"],
    ["SELECT min(|ts|) FROM flows", "start_time"],
    ["SELECT max(|timestamp|) FROM flows", "start_time"],
    ["SELECT sum(|nbytes|) FROM flows", "bytes"],
    ["SELECT sum(|pkts|) FROM flows", "packets"],
    ["SELECT |interface| FROM flows", "interface_id"],
    ["SELECT |eni| FROM flows", "interface_id"],
    ["SELECT |account| FROM flows", "account_id"],
    ["SELECT |src_ip| FROM conversations", "initiator"],
    ["SELECT |dport| FROM conversations", "port"],
    ["SELECT |dstport| FROM conversations", ""],
    ["SELECT |dst_ip| FROM FLOW_FLAT", "target_ip"],
    ["SELECT |src_ip| FROM (SELECT dstaddr, bytes FROM flows)", ""],
    ["FROM |src|", ""],
    ["SELECT |proto|(6) FROM flows", ""],
  ])("%s, as another tool calls it, is %s here", (marked, expected) => expect(near(marked)[0] ?? "").toBe(expected));
});
