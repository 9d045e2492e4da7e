import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenedPivot, OpenPivotParams, PivotRows, PivotSectionId } from "../../../src/protocol/pivot";
import type { Cell } from "../../../src/protocol/query";
import { FolderStore } from "../../../src/server/buckets/folderStore";
import { PivotViews } from "../../../src/server/queries/pivotViews";
import { outlineStatements } from "../../../src/language/statements/statementOutline";
import { customTexts, ibmDocument, ibmEgressFlow, ibmKey } from "../../support/flowSamples";
import { IndexFixture, never } from "../indexer/indexFixture";

const sampleBucket = join(process.cwd(), "library", "samples", "bucket");
const web1 = "10.10.1.10";

/** The interface of a NAT gateway: somebody knocks, and an instance goes out through it. */
const natGateway = [
  "version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action tcp-flags pkt-srcaddr pkt-dstaddr log-status",
  "5 eni-nat 192.88.99.7 10.30.0.220 40000 22 6 1 44 1773500402 1773500459 ACCEPT 2 192.88.99.7 10.30.0.220 OK",
  "5 eni-nat 10.30.1.5 10.30.0.220 40001 443 6 9 900 1773500402 1773500459 ACCEPT 2 10.30.1.5 203.0.113.5 OK",
];

describe("PivotViews", () => {
  let fixture: IndexFixture;
  let views: PivotViews;

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    await fixture.run({ bucket: sampleBucket, store: new FolderStore(sampleBucket) });
    for (const [name, text] of Object.entries(customTexts)) await fixture.put(`${name}.log`, text);
    await fixture.put(ibmKey("egress"), ibmDocument([ibmEgressFlow]));
    await fixture.put("nat.log", natGateway.join("\n"));
    await fixture.run();
    // What a user calls as the panel calls its tables stands in nobody's way.
    for (const name of ["seen", "talks"])
      await fixture.index.queries.run({ ownerId: "test", sql: `CREATE TABLE ${name} AS SELECT 1 AS x` }, never, () => undefined);
    views = new PivotViews(() => fixture.index.pivots, [{ name: "offices", blocks: ["203.0.113.0/24"] }]);
  }, 60_000);

  afterAll(async () => {
    await views.dispose();
    await fixture.close();
  });

  function open(address: string, more: Partial<OpenPivotParams> = {}): Promise<OpenedPivot> {
    return views.open({ subject: { kind: "address", address }, side: "interface", ...more }, never);
  }

  function section({ pivotId }: OpenedPivot, id: PivotSectionId): Promise<PivotRows> {
    return views.section(pivotId, id, never);
  }

  async function records({ pivotId }: OpenedPivot, id: PivotSectionId): Promise<Readonly<Record<string, Cell>>[]> {
    const { columns, rows } = await views.section(pivotId, id, never);
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
  }

  it.each<readonly [string, Partial<OpenPivotParams>]>([
    ["10.10.1.10", {}],
    ["10.10.1.10", { side: "packet" }],
    ["198.51.100.60", { side: "packet" }],
    ["10.240.0.12", {}],
    ["192.88.99.7", {}],
    ["10.30.0.220", {}],
    ["203.0.113.5", { side: "packet" }],
    ["10.20.2.31", {}],
    ["10.10.1.10", { compareWith: "10.10.1.11" }],
    ["10.20.2.31", { compareWith: "198.51.100.60", side: "packet" }],
  ])(
    "shows of %s (%j) what its statements give",
    async (address, more) => {
      const opened = await open(address, more);
      expect(opened.flows).toBeGreaterThan(0);
      for (const { id, title, sql } of opened.sections) {
        const { columns, rows } = await section(opened, id);
        const [outline, other] = outlineStatements(sql);
        expect([outline?.name?.startsWith(`${title}: ${address}`), outline?.parameters, other]).toEqual([true, [], undefined]);
        const said = await fixture.query(sql.slice(outline?.span.start, outline?.span.end));
        expect([id, said]).toEqual([
          id,
          rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]))),
        ]);
      }
    },
    60_000,
  );

  it("tells of an address when, how much and with whom", async () => {
    const opened = await open("203.0.113.77");
    expect(opened.addresses).toMatchObject([{ address: "203.0.113.77", kind: "documentation", names: ["offices"] }]);
    const [summary] = await records(opened, "summary");
    const [counted] = await fixture.query(
      "SELECT count(*) AS flows, sum(bytes) FILTER (WHERE srcaddr = '203.0.113.77') AS bytes_out FROM flows WHERE '203.0.113.77' IN (srcaddr, dstaddr)",
    );
    expect(summary).toMatchObject({ address: "203.0.113.77", ...counted });
    expect(Number(summary?.flows)).toBe(opened.flows);
  });

  it("adds up to the same, whichever way it is cut", async () => {
    const opened = await open(web1);
    const activity = await section(opened, "activity");
    const flows = activity.columns.findIndex(({ name }) => name === "accepted");
    const total = activity.rows.reduce((sum, row) => sum + Number(row[flows]) + Number(row[flows + 1]) + Number(row[flows + 2]), 0);
    expect(total).toBe(opened.flows);
    expect(activity.rows.length).toBeLessThanOrEqual(121);
    const interfaces = await records(opened, "interfaces");
    expect(interfaces.reduce((sum, row) => sum + Number(row.flows), 0)).toBe(opened.flows);
  });

  it("knows a scanner and whom it scans", async () => {
    const [scan] = await fixture.query(
      "SELECT srcaddr, dstaddr FROM flows GROUP BY ALL ORDER BY count(DISTINCT dstport) FILTER (WHERE dstport < 10001) DESC LIMIT 1",
    );
    const [scanner, scanned] = [String(scan?.srcaddr), String(scan?.dstaddr)];
    const by = await section(await open(scanner), "scan");
    expect(by.alarming).toBe(true);
    expect(by.sentence).toMatch(
      new RegExp(`^${scanner} scans: it asked for \\d{3} ports of ${scanned} within an hour, and 9\\d % failed\\.$`),
    );
    const of = await section(await open(scanned), "scan");
    expect(of.sentence).toContain(`${scanned} is scanned: ${scanner} asked for`);
    expect(by.marks).toEqual([expect.stringMatching(new RegExp(`^scans: \\d{3} ports of ${scanned}$`))]);
    expect(of.marks).toEqual([expect.stringMatching(new RegExp(`^scanned: \\d{3} ports by ${scanner}$`))]);
  });

  it("says so where nobody scans", async () => {
    const scan = await section(await open("10.240.0.12"), "scan");
    expect([scan.alarming, scan.rows]).toEqual([false, []]);
    expect(scan.sentence).toMatch(/^No port scan: /);
  });

  it("tells ports that an address offers from those that it seeks", async () => {
    const opened = await open(web1);
    const offered = await records(opened, "offered");
    expect(offered.map(({ port }) => port)).toEqual(expect.arrayContaining([80, 443]));
    expect(offered.every(({ answered }) => Number(answered) > 0)).toBe(true);
    const { columns } = await section(opened, "offered");
    expect(columns.find(({ name }) => name === "port")).toMatchObject({ meaning: "port", link: "port" });
    expect((await section(opened, "peers")).columns.find(({ name }) => name === "peer")).toMatchObject({
      meaning: "address",
      link: "address",
    });
    expect((await section(opened, "interfaces")).columns.find(({ name }) => name === "interface_id")).toMatchObject({ link: "interface" });
  });

  it("tells of how many rows those of a section are the first, and nothing where they are all", async () => {
    let cutSections = 0;
    for (const [address, more] of [
      ["203.0.113.77", {}],
      [web1, {}],
      [web1, { compareWith: "10.10.1.11" }],
    ] as const) {
      const opened = await open(address, more);
      for (const { id, sql } of opened.sections) {
        const { all, rows } = await section(opened, id);
        const whole = await fixture.query(sql.slice(sql.indexOf("WITH")).replace(/\nLIMIT \d+;\n$/, ""));
        expect([id, all ?? rows.length]).toEqual([id, whole.length]);
        if (all === undefined) continue;
        cutSections++;
        expect(all).toBeGreaterThan(rows.length);
      }
    }
    expect(cutSections).toBeGreaterThan(4);
  });

  it("begins the ports that a scanner asked for with those that were open, and says how many", async () => {
    const opened = await open("203.0.113.77");
    const { sentence } = await section(opened, "sought");
    const [first, second, third, fourth] = await records(opened, "sought");
    expect([first, second, third].map((row) => Number(row?.port)).sort((one, other) => one - other)).toEqual([80, 443, 9100]);
    expect(Number(fourth?.answered)).toBe(0);
    expect(sentence).toMatch(/^\d{3} ports, and (none|\d) answered\.$/);
  });

  it("knows the far end of a NAT gateway by its packets", async () => {
    const far = "198.51.100.60";
    const opened = await open(far, { side: "packet" });
    const peers = await records(opened, "peers");
    expect(peers.map(({ peer }) => peer)).toContain("10.20.2.31");
    expect(opened.flows).toBeGreaterThan((await open(far)).flows);
  });

  it("notes what a NAT gateway dropped, though none of the address's own flows say that it is one", async () => {
    const [conversation] = await records(await open("192.88.99.7"), "conversations");
    expect(conversation).toMatchObject({ outcome: "ACCEPT", note: "dropped by the NAT gateway" });
    const [offered] = await records(await open("10.30.0.220"), "offered");
    expect(offered).toBeUndefined();
  });

  it("says of an unknown address what it is, and that it is not there", async () => {
    const opened = await open("169.254.169.254");
    expect(opened).toMatchObject({ flows: 0, sections: [], sentence: "169.254.169.254 is not in the flows of this index." });
    expect(opened.addresses[0]).toMatchObject({ kind: "metadata" });
  });

  it("takes an address in any spelling", async () => {
    expect((await open(" 2001:DB8:0::1 ")).addresses[0]?.address).toBe("2001:db8::1");
  });

  it.each([
    [{ subject: { kind: "address", address: "10.0.0" } }, "“10.0.0” is no IP address. Write one like 10.0.0.5 or 2001:db8::5."],
    [{ compareWith: "x" }, "“x” is no IP address. Write one like 10.0.0.5 or 2001:db8::5."],
    [{ compareWith: "10.10.1.10" }, "10.10.1.10 cannot be compared with itself: choose another address."],
    [{ subject: { kind: "port", port: 443 } }, "Only addresses have a panel; a port has its flows."],
  ] as const)("refuses %j", async (params, sentence) => {
    const data = { kind: "invalidRequest" };
    await expect(open(web1, params as Partial<OpenPivotParams>)).rejects.toMatchObject({ message: sentence, data });
  });

  it("keeps the last four views, and says of others that they are gone", async () => {
    const first = await open(web1);
    for (let count = 0; count < 4; count++) await open(web1);
    await expect(section(first, "summary")).rejects.toMatchObject({ data: { kind: "gone" } });
  });

  it("says that it is gone to whoever still waits when it is closed", async () => {
    const opened = await open(web1);
    const waiting = views.section(opened.pivotId, "peers", never);
    const closed = views.close(opened.pivotId);
    await expect(waiting).rejects.toMatchObject({ data: { kind: "gone" } });
    await closed;
  });

  it("can be stopped, and answers whoever asks again", async () => {
    const opened = await open(web1);
    const stop = new AbortController();
    const stopped = views.section(opened.pivotId, "peers", stop.signal);
    stop.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
    expect((await section(opened, "peers")).rows.length).toBeGreaterThan(0);
    const before = new AbortController();
    before.abort(new Error("too late"));
    await expect(views.open({ subject: { kind: "address", address: web1 }, side: "interface" }, before.signal)).rejects.toThrow("too late");
  });

  it("says what is wrong with a section that is not there", async () => {
    await expect(section(await open(web1), "common")).rejects.toMatchObject({ data: { kind: "invalidRequest" } });
  });
});
