import { describe, expect, it } from "vitest";
import { pivotStatement } from "../../../src/language/pivot/pivotStatement";
import { outlineStatements } from "../../../src/language/statements/statementOutline";
import type { PivotStatementParams } from "../../../src/protocol/pivot";

const row = {
  ...{ start_time: "2026-03-14T15:00:02Z", srcaddr: "10.0.0.5", srcport: 51834, dstaddr: "203.0.113.9", dstport: 443, protocol: 6 },
  ...{ pkt_srcaddr: "10.0.9.9", pkt_dstaddr: "203.0.113.9" },
};
const address = { kind: "address", address: "10.0.0.5" } as const;

const cases: readonly (readonly [params: Partial<PivotStatementParams>, name: string, where: string])[] = [
  [{ question: "source" }, "Flows from 10.0.0.5", "WHERE srcaddr = '10.0.0.5'"],
  [{ question: "destination" }, "Flows to 10.0.0.5", "WHERE dstaddr = '10.0.0.5'"],
  [{ question: "either" }, "Flows of 10.0.0.5", "WHERE srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5'"],
  [{ question: "source", side: "packet" }, "Flows from 10.0.0.5", "WHERE coalesce(pkt_srcaddr, srcaddr) = '10.0.0.5'"],
  [{ question: "accepted" }, "Accepted flows of 10.0.0.5", "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n  AND action = 'ACCEPT'"],
  [
    { question: "rejected", side: "packet" },
    "Rejected flows of 10.0.0.5",
    "WHERE (coalesce(pkt_srcaddr, srcaddr) = '10.0.0.5' OR coalesce(pkt_dstaddr, dstaddr) = '10.0.0.5')\n  AND action = 'REJECT'",
  ],
  [
    { question: "same", row: { port: 443, protocol: 6 } },
    "Flows of 10.0.0.5 with port 443",
    "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n  AND ((srcport = 443 OR dstport = 443) AND protocol = 6)",
  ],
  [
    { question: "same", row: { interface_id: "eni-1" } },
    "Flows of 10.0.0.5 with interface eni-1",
    "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n  AND interface_id = 'eni-1'",
  ],
  [
    { question: "either", subject: { kind: "interface", id: "tgw-attach-1" } },
    "Flows of interface tgw-attach-1",
    "WHERE coalesce(interface_id, resource_id, tgw_attachment_id) = 'tgw-attach-1'",
  ],
  [
    { question: "conversation", row: { initiator: "10.0.0.5", responder: "10.0.0.9" }, side: "packet" },
    "Conversation of 10.0.0.5 and 10.0.0.9",
    "WHERE (coalesce(pkt_srcaddr, srcaddr) = '10.0.0.5' AND coalesce(pkt_dstaddr, dstaddr) = '10.0.0.9')\n" +
      "  OR (coalesce(pkt_srcaddr, srcaddr) = '10.0.0.9' AND coalesce(pkt_dstaddr, dstaddr) = '10.0.0.5')",
  ],
  [
    { question: "conversation" },
    "Conversation of 10.0.0.5 and 203.0.113.9",
    "WHERE ((srcaddr = '10.0.0.5' AND dstaddr = '203.0.113.9' AND srcport = 51834 AND dstport = 443)\n" +
      "  OR (srcaddr = '203.0.113.9' AND dstaddr = '10.0.0.5' AND srcport = 443 AND dstport = 51834))\n  AND protocol = 6",
  ],
  [
    { question: "conversation", subject: { kind: "address", address: "10.0.9.9" } },
    "Conversation of 10.0.9.9 and 203.0.113.9",
    "WHERE ((pkt_srcaddr = '10.0.9.9' AND pkt_dstaddr = '203.0.113.9' AND srcport = 51834 AND dstport = 443)\n" +
      "  OR (pkt_srcaddr = '203.0.113.9' AND pkt_dstaddr = '10.0.9.9' AND srcport = 443 AND dstport = 51834))\n  AND protocol = 6",
  ],
  [
    { question: "conversation", row: { initiator: "10.0.0.5", responder: "2001:DB8::0:1" } },
    "Conversation of 10.0.0.5 and 2001:db8::1",
    "WHERE (srcaddr = '10.0.0.5' AND dstaddr = '2001:db8::1')\n  OR (srcaddr = '2001:db8::1' AND dstaddr = '10.0.0.5')",
  ],
  [
    { question: "conversation", row: { srcaddr: "10.0.0.5", dstaddr: "10.0.0.9", only_action: "REJECT" } },
    "Conversation of 10.0.0.5 and 10.0.0.9",
    "WHERE ((srcaddr = '10.0.0.5' AND dstaddr = '10.0.0.9')\n  OR (srcaddr = '10.0.0.9' AND dstaddr = '10.0.0.5'))\n  AND action = 'REJECT'",
  ],
  [
    { question: "same", row: { port: 443, protocol: null, only_action: "REJECT" } },
    "Flows of 10.0.0.5 with port 443",
    "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n  AND (srcport = 443 OR dstport = 443)\n  AND action = 'REJECT'",
  ],
  [
    { question: "same", row: { port: 443, only_action: "'; DROP" } },
    "Flows of 10.0.0.5 with port 443",
    "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n  AND (srcport = 443 OR dstport = 443)",
  ],
  [
    { question: "around" },
    "10.0.0.5 around 2026-03-14T15:00:02Z",
    "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n" +
      "  AND start_time BETWEEN TIMESTAMP '2026-03-14 15:00:02' - INTERVAL 5 MINUTE AND TIMESTAMP '2026-03-14 15:00:02' + INTERVAL 5 MINUTE",
  ],
  [
    { question: "around", row: { from: "2026-03-14T15:00:00Z", to: "2026-03-14T16:00:00Z" } },
    "10.0.0.5 from 2026-03-14T15:00:00Z to 2026-03-14T16:00:00Z",
    "WHERE (srcaddr = '10.0.0.5' OR dstaddr = '10.0.0.5')\n" +
      "  AND start_time >= TIMESTAMP '2026-03-14 15:00:00' AND start_time < TIMESTAMP '2026-03-14 16:00:00'",
  ],
  [
    { question: "source", subject: { kind: "port", port: 443, protocol: 6 } },
    "Flows from port 443",
    "WHERE srcport = 443\n  AND protocol = 6",
  ],
  [{ question: "either", subject: { kind: "port", port: 443 } }, "Flows of port 443", "WHERE srcport = 443 OR dstport = 443"],
  [{ question: "either", subject: { kind: "interface", id: "eni-'1" } }, "Flows of interface eni-'1", "WHERE interface_id = 'eni-''1'"],
  [
    { question: "either", subject: { kind: "account", id: "012345678901" } },
    "Flows of account 012345678901",
    "WHERE account_id = '012345678901'",
  ],
  [{ question: "either", subject: { kind: "instance", id: "i-0\n--1" } }, "Flows of instance i-0 --1", "WHERE instance_id = 'i-0\n--1'"],
  [
    { question: "either", subject: { kind: "address", address: "2001:DB8:0::1" } },
    "Flows of 2001:db8::1",
    "WHERE srcaddr = '2001:db8::1' OR dstaddr = '2001:db8::1'",
  ],
];

describe("pivotStatement", () => {
  it.each(cases)("writes a statement with a name: %j", (params, name, where) => {
    const made = pivotStatement({ question: "either", subject: address, row, ...params });
    if (typeof made === "string") throw new Error(made);
    const [outline, more] = outlineStatements(made.sql);
    expect([outline?.name, outline?.parameters, more]).toEqual([name, [], undefined]);
    expect(made.sql.slice(made.sql.indexOf("WHERE"), made.sql.indexOf("\nORDER BY"))).toBe(where);
  });

  it.each<readonly [Partial<PivotStatementParams>, string]>([
    [{ subject: { kind: "address", address: "10.0.0" } }, "“10.0.0” is no IP address."],
    [{ subject: { kind: "port", port: 70_000 } }, "70000 is no port."],
    [{ subject: { kind: "interface", id: "" } }, "Which interface? Its id is empty."],
    [{ question: "source", subject: { kind: "account", id: "1" } }, "Flows have no account as their source: ask for all flows of 1."],
    [{ question: "conversation", row: {} }, "A conversation has two ends: ask from a row that has both addresses."],
    [{ question: "around", row: { srcaddr: "10.0.0.5", start_time: null } }, "Around which time? Ask from a row that has one."],
  ])("says what it is missing: %j", (params, sentence) => {
    expect(pivotStatement({ question: "either", subject: address, row, ...params })).toBe(sentence);
  });
});
