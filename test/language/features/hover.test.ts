import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { findingsByStatement } from "../../../src/language/diagnostics/findings";
import { addressQuestions } from "../../../src/language/pivot/addressQuestions";
import { factsText } from "../../../src/language/features/hover/addressHover";
import { hoverAt } from "../../../src/language/features/hover/hover";
import { outlineStatements } from "../../../src/language/statements/statementOutline";
import { catalog as counted } from "../completion/catalog";
import { marked } from "../support/marked";

const ipIn = {
  name: "ip_in",
  kind: "scalar",
  ours: true,
  signatures: [{ parameters: [{ name: "addr", type: "VARCHAR" }, { name: "cidr" }], returns: "BOOLEAN" }],
  documentation: "Whether an address lies in a network.",
  example: "ip_in(srcaddr, '10.0.0.0/8')",
} as const;
const catalog = { ...counted, functions: new Map([...counted.functions, ["ip_in", ipIn]]) };

/** Cursor in; what is hovered over and, line by line, what the hover has to say. */
const hovers: readonly (readonly [text: string, at: string, says: readonly string[]])[] = [
  [
    "SELECT |dstport FROM flows",
    "dstport",
    [
      "**`dstport`** · `INTEGER` · port",
      "Destination port; `0` for ICMP. Replies carry the service's port in `srcport` instead.",
      "Field: AWS `dstport` · Transit Gateway `dstport` · IBM `target_port`",
      "Filled in every flow here · about 3 values",
      "Most frequent: `443` https 41 % · `22` ssh 30 % · `54321` < 1 %",
    ],
  ],
  ["SELECT f.tcp_fl|ags FROM flows f", "tcp_flags", ["Never filled in this index."]],
  ["SELECT start_time| FROM flows", "start_time", ["Filled in every flow here · `2026-03-14T00:00:02Z` to `2026-03-14T23:59:00Z`"]],
  ["SELECT sum(bytes) AS |b FROM flows", "b", ["**`b`** · `HUGEINT` · bytes", "Given here by `sum(bytes)`"]],
  ["WITH a AS (SELECT srcaddr AS s FROM flows) SELECT |s FROM a", "s", ["**`s`** · `VARCHAR` · IP address", "Given here by `srcaddr`"]],
  ["SELECT * FROM |flows", "flows", ["**`flows`** · relation of the index"]],
  ["SELECT * FROM |hosts", "hosts", ["**`hosts`** · table or view of your own", "4 columns"]],
  [
    "WITH a AS (SELECT srcaddr, count(*) AS n FROM flows) FROM |a",
    "a",
    ["**`a`** · common table expression", "Columns: `srcaddr` VARCHAR, `n` BIGINT"],
  ],
  ["SELECT |f.bytes FROM flows f", "f", ["**`f`** · alias of `flows`"]],
  ["SELECT |q.n FROM (SELECT 1 AS n) q", "q", ["**`q`** · alias of a query", "Columns: `n`"]],
  [
    "SELECT ip_|in(srcaddr, 'x') FROM flows",
    "ip_in",
    ["ip_in(addr VARCHAR, cidr) → BOOLEAN", "Whether an address lies in a network.", "Example: `ip_in(srcaddr, '10.0.0.0/8')`"],
  ],
  [
    "FROM flows WHERE dstport = |443",
    "443",
    ["**Port 443** · https over TCP · quic over UDP", "`dstport` in 41 % of the flows here: 410 of 1,000 that were counted"],
  ],
  ["FROM flows WHERE |443 = dstport", "443", ["**Port 443** · https over TCP · quic over UDP"]],
  [
    "FROM flows WHERE dstport IN (22, |8443)",
    "8443",
    ["**Port 8443** · https-alt over TCP", "Not among the 3 most frequent values of `dstport` here"],
  ],
  ["FROM flows WHERE dstport BETWEEN 1 AND |1023", "1023", ["**Port 1023** · well-known port"]],
  ["FROM flows WHERE srcport > |50001", "50001", ["**Port 50001** · ephemeral port: usually the client's side"]],
  [
    "FROM flows WHERE protocol = |17",
    "17",
    ["**Protocol 17** · UDP", "`protocol` in 9 % of the flows here: 90 of 1,000 that were counted"],
  ],
  ["FROM flows WHERE tcp_flags = |18", "18", ["**`18`** · SYN ACK"]],
  [
    "FROM flows WHERE action = 'ACC|EPT'",
    "'ACCEPT'",
    ["**`ACCEPT`**", "`action` in 90 % of the flows here: 900 of 1,000 that were counted"],
  ],
  ["FROM flows WHERE bytes > |1073741824", "1073741824", ["**1.00 GiB** (1,073,741,824 bytes)"]],
  ["FROM flows HAVING sum(bytes) > |1_048_576", "1_048_576", ["**1.00 MiB** (1,048,576 bytes)"]],
  ["SELECT |1773500400", "1773500400", ["**2026-03-14 15:00:00 UTC**, as seconds since 1970"]],
  ["SELECT |1773500400500", "1773500400500", ["**2026-03-14 15:00:00.500 UTC**, as milliseconds since 1970"]],
  ["FROM vpc_flow_logs WHERE start > |1773500400", "1773500400", ["**2026-03-14 15:00:00 UTC**, as seconds since 1970"]],
  [
    "FROM flows WHERE srcaddr = '10.|0.1.5'",
    "10.0.1.5",
    ["**`10.0.1.5`** · private", "Private address (RFC 1918): used inside networks, never routed on the internet."],
  ],
  ["-- who is 169.254.169.|254?\nSELECT 1", "169.254.169.254", ["**`169.254.169.254`** · metadata"]],
  ["-- who is 203.0.113.|77.\r\nSELECT 1", "203.0.113.77", ["**`203.0.113.77`** · documentation"]],
  ["-- @param address = 2001:DB8::|1\nSELECT $address", "2001:DB8::1", ["**`2001:db8::1`** · documentation"]],
  ["SELECT '8.8.8.|8'", "8.8.8.8", ["**`8.8.8.8`** · public"]],
  ["SELECT ip_in(srcaddr, '10.|1.2.3/8')", "10.1.2.3/8", ["**`10.0.0.0/8`** · 16,777,216 addresses", "`10.0.0.0` to `10.255.255.255`"]],
  ["-- @|param port INTEGER = 1\nSELECT $port", "@param", ["-- @param port INTEGER = 445"]],
  ["-- @na|me x\nSELECT 1", "@name", ["-- @name Busiest sources"]],
  ["-- @|chart bar\nSELECT 1", "@chart", ["Shows the result as a chart.", "-- @chart line x=hour y=sum(bytes) split=dstport top=8"]],
  ["-- @chart row|Bar\nSELECT 1", "rowBar", ["**`rowBar`** · kind of chart", "Lying bars, one for each category, the longest above."]],
  ["-- @chart bar |top=5\nSELECT 1", "top", ["**`top`** · of a chart", "So many categories or series", "-- @chart top=8"]],
  ["-- @chart y=p|95(bytes)\nFROM flows", "p95", ["**`p95`** · measure of a chart", "95 of 100 rows"]],
  ["-- @chart x=|h\nSELECT start_time AS h FROM flows", "h", ["**`h`** · `TIMESTAMP`", "Given here by `start_time`"]],
  ['-- @chart y=sum("by|tes")\nFROM flows', '"bytes"', ["**`bytes`** · `BIGINT` · bytes"]],
  ["-- @param port INTEGER = 445\nSELECT $po|rt", "port", ["**`$port`** · `INTEGER` · parameter", "Offered first: `445`"]],
  ["SELECT $po|rt", "port", ["**`$port`** · `VARCHAR` · parameter"]],
  ["SELECT srcaddr FROM flows WHERE (dstport = |22", "22", ["**Port 22** · ssh over TCP"]],
];

const nothing: readonly string[] = [
  "",
  "|SELECT 1",
  "SELECT |1",
  "SELECT 'a|'",
  "SELECT nowhere| FROM flows",
  "-- a com|ment\nSELECT 1",
  "-- @chart x=no|where\nFROM flows",
  "-- @chart line top=|5\nFROM flows",
  "-- a @chart ba|r\nFROM flows",
  "FROM flows WHERE bytes > |100",
  "FROM flows WHERE srcport > |70000",
  "SELECT '1.2.3|.4.5'",
  "SELECT |12.5",
];

describe("A hover", () => {
  it.each([
    ["FROM flows WHERE dstport = |443", { kind: "port", port: 443 }],
    ["FROM conversations WHERE port IN (22, |8443)", { kind: "port", port: 8443 }],
    ["FROM flows WHERE interface_id = '|tgw-attach-1'", { kind: "interface", id: "tgw-attach-1" }],
    ["FROM flows WHERE account_id IN ('|111122223333')", { kind: "account", id: "111122223333" }],
    ["FROM flows WHERE instance_id = '|i-0b32f0e0d0c0b0a07'", { kind: "instance", id: "i-0b32f0e0d0c0b0a07" }],
    ["SELECT '|eni-0a10b10c10d10e101'", { kind: "interface", id: "eni-0a10b10c10d10e101" }],
    ["FROM flows WHERE srcaddr = '2001:DB8::|1'", { kind: "address", address: "2001:db8::1" }],
    ["-- who is |203.0.113.77?", { kind: "address", address: "203.0.113.77" }],
    ["FROM flows WHERE bytes > |2048", undefined],
    ["FROM flows WHERE action = '|ACCEPT'", undefined],
  ])("knows what can be asked about: %s", (text, subject) => {
    const { analyzed, offset } = marked(text);
    expect(hoverAt(analyzed, offset, catalog)?.subject).toEqual(subject);
  });

  it.each(hovers)("over %s", (text, at, says) => {
    const { analyzed, offset, text: bare } = marked(text);
    const hover = hoverAt(analyzed, offset, catalog);
    expect(bare.slice(hover?.span.start, hover?.span.end)).toBe(at);
    for (const sentence of says) expect(hover?.markdown.split("\n")).toContainEqual(expect.stringContaining(sentence));
  });

  it.each(nothing.filter((text) => text.includes("|")))("has nothing to say over %s", (text) => {
    const { analyzed, offset } = marked(text);
    expect(hoverAt(analyzed, offset, catalog)).toBeUndefined();
  });

  it("tells what the index knows of an address", () => {
    const facts = factsText({
      flows: 1204,
      firstSeen: "2026-03-14T03:00:02Z",
      lastSeen: "2026-03-14T03:20:00Z",
      bytesIn: 2048,
      bytesOut: 100,
      accepts: 4,
      rejects: 1200,
      peers: 2,
      sources: 0,
      destinations: 2,
      topPorts: [
        { port: 443, protocol: 6, side: "other", flows: 1000 },
        { port: 51515, protocol: 6, side: "own", flows: 4 },
      ],
    });
    expect(facts.split("\n\n")).toEqual([
      "**1,204** flows here · 2026-03-14 03:00:02 to 2026-03-14 03:20:00 UTC",
      "sent 100 B · received 2.00 KiB · ACCEPT 4 · REJECT 1,200",
      "2 peers · it sent to 2",
      "Own ports: `51515` (4)",
      "Ports of others: `443` https (1,000)",
    ]);
  });

  it("shows values of logs as code, whatever Markdown is in them", () => {
    const top = [{ value: "a` [x](command:y) ``", count: 1 }];
    const statistics = new Map([["action", { rows: 1, filled: 1, top }]]);
    const { analyzed, offset } = marked("SELECT |action FROM flows");
    expect(hoverAt(analyzed, offset, { ...catalog, statistics })?.markdown).toContain("Most frequent: ``` a` [x](command:y) `` ``` 100 %");
  });
});

describe("The questions that go on from an address", () => {
  it.each(Object.values(addressQuestions).map((question) => [question("10.0.0.1")]))("are one named statement", (sql) => {
    const statements = outlineStatements(sql);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.name).toMatch(/10\.0\.0\.1$/);
    expect([...findingsByStatement(new AnalyzedText(sql), catalog)].flat()).toEqual([]);
    expect(statements[0]?.parameters).toEqual([]);
  });

  it("show when it was active as lines over time", () => {
    expect(outlineStatements(addressQuestions.timeline("10.0.0.1"))[0]?.chart).toMatchObject({ kind: "line", x: "hour" });
  });
});
