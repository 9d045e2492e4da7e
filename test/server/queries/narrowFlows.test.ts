import { describe, expect, it } from "vitest";
import { narrowFlows } from "../../../src/language/pivot/narrowFlows";
import type { FlowTerm, NarrowFlowsParams } from "../../../src/protocol/pivot";
import { sorted, withNarrowedFlows } from "./narrowedFlows";

const address = "10.0.0.2";
const isAddress = `(srcaddr = '${address}' OR dstaddr = '${address}')`;
const notAddress = `srcaddr IS DISTINCT FROM '${address}' AND dstaddr IS DISTINCT FROM '${address}'`;
const only: FlowTerm = { op: "in", subject: { kind: "address", address } };
const without: FlowTerm = { op: "notIn", subject: { kind: "address", address } };
const portTerm = (op: "in" | "notIn", protocol?: number): FlowTerm => ({
  op,
  subject: { kind: "port", port: 1001, ...(protocol === undefined ? {} : { protocol }) },
});
const [from, to] = ["2026-03-14T15:05:00Z", "2026-03-14T15:20:00Z"];
const times = { from: "TIMESTAMP '2026-03-14 15:05:00'", to: "TIMESTAMP '2026-03-14 15:20:00'" };

/** Terms, and the flows that meet them. */
const terms: readonly (readonly [term: FlowTerm, condition: string])[] = [
  [only, isAddress],
  [without, `NOT ${isAddress}`],
  [portTerm("in"), "(srcport = 1001 OR dstport = 1001)"],
  [portTerm("notIn"), "(srcport IS NULL OR srcport <> 1001) AND dstport <> 1001"],
  [portTerm("in", 17), "(srcport = 1001 OR dstport = 1001) AND protocol = 17"],
  [portTerm("notIn", 17), "((srcport IS NULL OR srcport <> 1001) AND dstport <> 1001 OR protocol <> 17)"],
  [{ op: "in", subject: { kind: "interface", id: "eni-1" } }, "interface_id = 'eni-1'"],
  [{ op: "range", from, to }, `start_time >= ${times.from} AND start_time < ${times.to}`],
  [{ op: "notRange", from, to }, `NOT (start_time >= ${times.from} AND start_time < ${times.to})`],
];

/** Statements of many shapes. `flows` is to stand in them as the name of what is read alone. */
const statements: readonly string[] = [
  "FROM flows",
  "SELECT srcaddr, sum(bytes) AS b FROM flows GROUP BY srcaddr ORDER BY b DESC, srcaddr LIMIT 2",
  "SELECT count(*) AS n FROM flows WHERE bytes > 100 OR protocol = 17",
  "SELECT srcaddr, row_number() OVER (ORDER BY bytes, srcport) AS place FROM flows",
  "SELECT srcaddr AS a FROM flows UNION ALL SELECT dstaddr FROM flows WHERE bytes > 5 -- both",
  "WITH big AS (SELECT srcaddr AS a, sum(bytes) AS b FROM flows GROUP BY 1) SELECT a, b FROM big WHERE b > 10",
  "SELECT max(n) AS n FROM (SELECT dstaddr, count(*) AS n FROM flows GROUP BY 1)",
  "SELECT flows.srcaddr, names.name FROM flows JOIN (VALUES ('10.0.0.1', 'one'), ('10.0.0.2', 'two')) names(ip, name) ON srcaddr = ip",
];

const index = withNarrowedFlows(() => "2", "CREATE VIEW mine AS SELECT dstaddr, bytes FROM flows");

/** The rows of a statement, in an order of their own. */
const read = async (sql: string): Promise<readonly string[]> => sorted((await index.read(sql)).rows);

describe("narrowFlows", () => {
  function narrow(sql: string, term: FlowTerm, mode: NarrowFlowsParams["mode"] = "add"): string {
    const narrowed = narrowFlows({ sql, term, mode }, index.catalog());
    if (typeof narrowed === "string") throw new Error(narrowed);
    return narrowed.sql;
  }

  it.each(statements)("lets a statement give what it would give if there were no other flows: %s", async (sql) => {
    const before = await read(sql);
    for (const [term, condition] of terms) {
      const expected = await read(sql.replaceAll(/FROM flows\b/g, `FROM (SELECT * FROM flows WHERE ${condition}) flows`));
      const narrowed = narrow(sql, term);
      expect([narrowed, await read(narrowed)]).toEqual([narrowed, expected]);
      expect(narrowed).not.toBe(sql);
    }
    expect(before.length).toBeGreaterThan(0);
  });

  it.each([
    [
      "SELECT bytes FROM flows WHERE bytes > 1 OR bytes = 0",
      only,
      `SELECT bytes FROM flows WHERE (bytes > 1 OR bytes = 0)\n  AND ${isAddress}`,
    ],
    [
      "SELECT f.bytes FROM flows f JOIN flows g ON f.srcport = g.dstport",
      portTerm("notIn"),
      "SELECT f.bytes FROM flows f JOIN flows g ON f.srcport = g.dstport WHERE f.srcport IS DISTINCT FROM 1001 AND f.dstport IS DISTINCT FROM 1001",
    ],
    ["FROM conversations", only, `FROM conversations WHERE (initiator = '${address}' OR responder = '${address}')`],
    ["FROM mine", without, `FROM mine WHERE dstaddr IS DISTINCT FROM '${address}'`],
    ["FROM FLOW_FLAT", only, `FROM FLOW_FLAT WHERE (initiator_ip = '${address}' OR target_ip = '${address}')`],
    [
      "SELECT 1 FROM vpc_flow_logs",
      { op: "range", from, to },
      "SELECT 1 FROM vpc_flow_logs WHERE start >= 1773500700 AND start < 1773501600",
    ],
    [
      "FROM flows WHERE srcaddr IN (SELECT dstaddr FROM flows WHERE dstport = 22)",
      without,
      `FROM flows WHERE srcaddr IN (SELECT dstaddr FROM flows WHERE dstport = 22)\n  AND ${notAddress}`,
    ],
    [
      "FROM flows",
      { op: "notIn", subject: { kind: "address", address: "2001:DB8:0::5" }, side: "packet" },
      "FROM flows WHERE " +
        ["srcaddr", "dstaddr", "pkt_srcaddr", "pkt_dstaddr"].map((name) => `${name} IS DISTINCT FROM '2001:db8::5'`).join(" AND "),
    ],
  ] as const)("writes it where the flows are read, by the names that they have there: %s", async (sql, term, expected) => {
    expect(narrow(sql, term)).toBe(expected);
    await read(expected);
  });

  it.each([
    ["SELECT srcaddr AS a FROM flows UNION ALL SELECT dstaddr FROM flows", isAddress],
    ["SELECT 1 FROM conversations UNION ALL SELECT 2 FROM flows", `(initiator = '${address}' OR responder = '${address}'); ${isAddress}`],
  ])("tells what it wrote, each condition once: %s", (sql, expected) => {
    expect(narrowFlows({ sql, term: only, mode: "add" }, index.catalog())).toMatchObject({ condition: expected });
  });

  it.each([
    ["FROM flows WHERE srcaddr = 'a' OR dstaddr = 'a'", `FROM flows WHERE ${isAddress}`],
    ["FROM flows WHERE (srcaddr = 'a' OR dstaddr = 'a') AND bytes > 1", `FROM flows WHERE ${isAddress} AND bytes > 1`],
    ["FROM flows WHERE srcaddr = 'a' AND bytes > 1 AND dstaddr <> 'b'", `FROM flows WHERE ${isAddress} AND bytes > 1`],
    ["FROM flows WHERE srcaddr = 'a' OR bytes > 1", `FROM flows WHERE (srcaddr = 'a' OR bytes > 1) AND ${isAddress}`],
    ["FROM flows", `FROM flows WHERE ${isAddress}`],
  ])("takes the place of what the statement asks of the same columns: %s", async (sql, expected) => {
    expect(narrow(sql, only, "replace")).toBe(expected);
    await read(expected);
  });

  it.each([
    ["SELECT 1 AS one", only, "reads nothing that has addresses"],
    ["FROM mine", { op: "in", subject: { kind: "interface", id: "eni-1" } }, "reads nothing that has interfaces"],
    ["FROM mine", { op: "range", from, to }, "reads nothing that has times of flows"],
    ["SUMMARIZE flows", only, "no place for a condition"],
    ["PIVOT flows ON action USING sum(bytes) GROUP BY srcaddr", only, "no place for a condition"],
    ["FROM flows USING SAMPLE 10 ROWS", only, "no place for a condition"],
    ["CREATE TABLE x AS FROM flows", only, "a statement that reads rows"],
    ["FROM flows; FROM flows", only, "one statement only"],
    ["FROM flows", { op: "in", subject: { kind: "address", address: "10.0.0" } }, "“10.0.0” is no IP address."],
  ] as const)("says why it cannot: %s", (sql, term, said) => {
    const answer = narrowFlows({ sql, term, mode: "add" }, index.catalog());
    expect(typeof answer === "string" ? answer : answer.sql).toContain(said);
  });
});
