import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outlineStatements } from "../../src/language/statements/statementOutline";
import type { IndexReport } from "../../src/protocol/indexing";
import { flowlog, rowsOf } from "./flowlog";
import { objectsIn, projectFolder, sampleBucket } from "./sampleObjects";

let folder: string;
let indexFolder: string;
let report: IndexReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowlog-story-"));
  indexFolder = join(folder, "index");
  report = JSON.parse(await flowlog("index", sampleBucket, "--index", indexFolder, "--json")) as IndexReport;
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function queryFile(name: string): string {
  return join(projectFolder, "library/queries", `${name}.flowsql`);
}

describe("the indexed sample bucket", () => {
  it("has every object and every record in it", () => {
    expect(report).toMatchObject({ objects: objectsIn(sampleBucket).length, failed: 0, rejected: 0, errors: [] });
  });

  it("keeps account ids with their leading zeros, tags decoded, and missing values apart from zero", async () => {
    const accounts = await rowsOf(indexFolder, "-e", "SELECT DISTINCT account_id FROM flows WHERE provider = 'aws' ORDER BY 1");
    expect(accounts).toEqual([{ account_id: "012345678901" }, { account_id: "111122223333" }]);
    const tags = await rowsOf(indexFolder, "-e", "SELECT DISTINCT instance_tag, instance_tag_2 FROM flows WHERE instance_tag IS NOT NULL");
    expect(tags).toEqual([{ instance_tag: "team-platform", instance_tag_2: "build & release" }]);
    const blocked = await rowsOf(
      indexFolder,
      "-e",
      "SELECT count(*) AS n, count(bytes) AS with_bytes FROM flows WHERE reject_reason = 'BPA'",
    );
    expect(blocked).toEqual([{ n: 36, with_bytes: 0 }]);
  });

  it("tells of packets that the transit gateway had no route for", async () => {
    const lost = await rowsOf(indexFolder, "-e", "SELECT srcaddr, dstaddr, dstport FROM flows WHERE packets_lost_no_route > 0");
    expect(lost).toEqual(Array(2).fill({ srcaddr: "10.10.2.32", dstaddr: "10.30.4.5", dstport: 1433 }));
  });
});

/** The beginning of what each library query finds; only the columns that the story is about. */
const findings: readonly {
  readonly query: string;
  readonly rows?: number;
  readonly first: readonly Readonly<Record<string, unknown>>[];
}[] = [
  {
    query: "port-scan",
    rows: 2,
    first: [
      {
        srcaddr: "203.0.113.77",
        dstaddr: "10.10.1.10",
        ports: 700,
        ports_let_through: 3,
        let_through: "80, 443, 9100",
        first_seen: "2026-03-14T03:10:04Z",
        last_seen: "2026-03-14T03:29:50Z",
      },
      { srcaddr: "203.0.113.77", dstaddr: "10.240.0.4", ports: 60, ports_let_through: 0 },
    ],
  },
  { query: "most-knocked-ports", first: [{ dstport: 445, protocol: 6, addresses: 1204, targets: 5 }] },
  { query: "knocking-445", rows: 1204, first: [{ accepted: 0 }] },
  {
    query: "ssh-before-after",
    rows: 2,
    first: [
      {
        srcaddr: "198.51.100.42",
        dstaddr: "10.10.1.20",
        rejected: 6,
        last_rejected: "2026-03-14T09:40:34Z",
        first_accepted: "2026-03-14T09:43:12Z",
      },
      { srcaddr: "198.51.100.42", dstaddr: "10.240.0.4", rejected: 4, first_accepted: "2026-03-14T14:53:30Z" },
    ],
  },
  {
    query: "database-from-outside",
    rows: 3,
    first: [{ client: "192.0.2.146", server: "10.10.1.50", port: 5432, first_seen: "2026-03-14T13:06:30Z", bytes_read: 46_511_400 }],
  },
  {
    query: "large-uploads",
    rows: 2,
    first: [
      { srcaddr: "10.20.1.14", dstaddr: "203.0.113.200", dstport: 443, gib: 3.4, bursts: 12, minutes_between: 20 },
      { srcaddr: "10.20.1.15", dstaddr: "203.0.113.40", bursts: 2 },
    ],
  },
  {
    query: "accepts-rejects-over-time",
    first: [
      { time: "2026-03-14T00:00:00Z", action: "ACCEPT" },
      { time: "2026-03-14T00:00:00Z", action: "REJECT" },
    ],
  },
  { query: "who-talks-to-whom", rows: 50, first: [{ initiator: "10.20.1.14", responder: "203.0.113.200", conversations: 12, ports: 1 }] },
  { query: "top-talkers", rows: 25, first: [{ one: "10.20.1.14", other: "203.0.113.200" }] },
  { query: "rejected-sources", rows: 25, first: [{ srcaddr: "203.0.113.77", records: 770, ports: 697, providers: "aws, ibm" }] },
  {
    query: "dns-ntp",
    rows: 5,
    first: [
      { dstaddr: "192.0.2.53", dstport: 53, hosts: 10 },
      { dstaddr: "161.26.0.10" },
      { dstport: 67 },
      { dstport: 123 },
      { dstport: 123 },
    ],
  },
  { query: "nat-egress", rows: 10, first: [{ srcaddr: "10.10.2.31", dstaddr: "198.51.100.61", dstport: 443, gateway: "10.10.1.5" }] },
  { query: "ipv6", first: [{ dstaddr: "2001:db8:10:1::10", dstport: 443, action: "ACCEPT", sources: 54 }] },
  { query: "ibm-rejected", first: [{ srcaddr: "203.0.113.77", connections: 60, ports: 60 }] },
];

describe("the story of the sample bucket", () => {
  it.each(findings)("is found by $query", async ({ query, rows, first }) => {
    const found = await rowsOf(indexFolder, queryFile(query));
    expect(found.slice(0, first.length)).toMatchObject(first);
    if (rows !== undefined) expect(found).toHaveLength(rows);
  });

  it("shows the scan as a hill of rejected flows", async () => {
    const rejected = (await rowsOf(indexFolder, queryFile("accepts-rejects-over-time"))).filter((row) => row.action === "REJECT");
    const steps = rejected.map((row) => ({ time: row.time, records: Number(row.records) }));
    const [highest, next] = [...steps].sort((one, other) => other.records - one.records);
    expect([highest?.time, next?.time].sort()).toEqual(["2026-03-14T03:10:00Z", "2026-03-14T03:20:00Z"]);
  });

  it("tells lost records from silence", async () => {
    const found = await rowsOf(indexFolder, queryFile("gaps"));
    const lost = found.filter((row) => row.log_status === "SKIPDATA");
    expect(found.slice(0, lost.length)).toEqual(lost);
    expect(lost.map((row) => row.interface_id)).toEqual([
      "02b7-0a0b0c0d-1111-4222-8333-444455556666",
      "eni-0a11b11c11d11e111",
      "eni-0b31c31d31e31f311",
      "eni-0d20e20f20a20b201",
    ]);
    expect(found).toContainEqual(expect.objectContaining({ interface_id: "eni-0a90b90c90d90e901", log_status: "NODATA", windows: 180 }));
  });

  it("shows at NAT gateways which service was reached", async () => {
    const services = (await rowsOf(indexFolder, queryFile("nat-egress"))).filter((row) => row.aws_service !== null);
    expect(new Set(services.map((row) => row.dstaddr))).toEqual(new Set(["203.0.113.40"]));
  });
});

describe("welcome.flowsql", () => {
  it("gives rows in every statement, and the scan among them", async () => {
    const text = await readFile(queryFile("welcome"), "utf8");
    const results: unknown[][] = [];
    for (const { span, parameters } of outlineStatements(text)) {
      const values = parameters.map(({ name, defaultText }) => `--param=${name}=${defaultText ?? ""}`);
      results.push([...(await rowsOf(indexFolder, ...values, "-e", text.slice(span.start, span.end)))]);
    }
    expect(results.map((rows) => rows.length)).toEqual([4, 24, 2, 776]);
    expect(results[2]?.[0]).toMatchObject({ srcaddr: "203.0.113.77", dstaddr: "10.10.1.10", ports: 700 });
  });
});
