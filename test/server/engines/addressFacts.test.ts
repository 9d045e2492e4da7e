import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AddressFacts } from "../../../src/protocol/catalog";
import { defaultHeader, ibmDocument, ibmEgressFlow, ibmKey } from "../../support/flowSamples";
import { IndexFixture, never } from "../indexer/indexFixture";

const records = [
  "2 210987654321 eni-0a 10.0.0.5 192.0.2.1 50000 443 6 10 1000 1773500400 1773500460 ACCEPT OK",
  "2 210987654321 eni-0a 192.0.2.1 10.0.0.5 443 50000 6 9 20000 1773500402 1773500461 ACCEPT OK",
  "2 210987654321 eni-0a 198.51.100.9 10.0.0.5 40000 22 6 1 44 1773500410 1773500470 REJECT OK",
  "2 210987654321 eni-0a 198.51.100.8 10.0.0.5 40000 22 6 1 44 1773500411 1773500471 REJECT OK",
  "2 210987654321 eni-0a 10.0.0.7 10.0.0.7 0 0 1 1 84 1773500411 1773500471 ACCEPT OK",
  "2 210987654321 eni-0a 2001:db8::1 10.0.0.7 1 2 6 1 84 1773500411 1773500471 ACCEPT OK",
];

let fixture: IndexFixture;
beforeAll(async () => {
  fixture = await IndexFixture.open();
  await fixture.put("AWSLogs/a.log", `${[defaultHeader, ...records].join("\n")}\n`);
  await fixture.put(ibmKey("egress"), ibmDocument([ibmEgressFlow]));
  await fixture.run();
});
afterAll(() => fixture.close());

function factsOf(address: string): Promise<AddressFacts> {
  return fixture.index.catalogSource.addressFacts(address, never);
}

describe("the facts of an address", () => {
  it("are those of its flows in both directions", async () => {
    expect(await factsOf("10.0.0.5")).toEqual({
      ...{ flows: 4, firstSeen: "2026-03-14T15:00:00Z", lastSeen: "2026-03-14T15:01:11Z", bytesOut: 1000, bytesIn: 20088 },
      ...{ accepts: 2, rejects: 2, peers: 3, sources: 3, destinations: 1 },
      topPorts: [
        { port: 443, protocol: 6, side: "other", flows: 2 },
        { port: 40000, protocol: 6, side: "other", flows: 2 },
        { port: 50000, protocol: 6, side: "own", flows: 2 },
      ],
    });
  });

  it("call a port its own only where it answered, whoever knocked, also where one record has both ways", async () => {
    const own = async (address: string): Promise<number[]> =>
      (await factsOf(address)).topPorts.filter(({ side }) => side === "own").map(({ port }) => port);
    expect(await own("10.0.0.5")).toEqual([50000]);
    expect(await own("192.0.2.1")).toEqual([443]);
    const [ibm] = await fixture.query(
      "SELECT dstaddr, dstport FROM flows WHERE provider = 'ibm' AND bytes_reply > 0 AND action = 'ACCEPT' LIMIT 1",
    );
    expect(await own(String(ibm?.dstaddr))).toContain(Number(ibm?.dstport));
  });

  it("count a flow to itself once", async () => {
    expect(await factsOf("10.0.0.7")).toMatchObject({ flows: 2, bytesOut: 84, bytesIn: 84, sources: 1, destinations: 1 });
  });

  it("take both ways of a connection from records that have both", async () => {
    const [both] = await fixture.query(
      "SELECT srcaddr, dstaddr, sum(bytes)::DOUBLE AS forth, sum(bytes_reply)::DOUBLE AS back FROM flows WHERE provider = 'ibm' GROUP BY ALL ORDER BY back DESC LIMIT 1",
    );
    expect(await factsOf(String(both?.srcaddr))).toMatchObject({ bytesOut: both?.forth, bytesIn: both?.back });
    expect(await factsOf(String(both?.dstaddr))).toMatchObject({ bytesOut: both?.back, bytesIn: both?.forth });
  });

  it("are nothing for an address that never was in a flow, whatever its text", async () => {
    const nothing = { flows: 0, bytesOut: 0, bytesIn: 0, accepts: 0, rejects: 0, peers: 0, sources: 0, destinations: 0, topPorts: [] };
    expect(await factsOf("203.0.113.255")).toEqual(nothing);
    expect(await factsOf("' OR true --")).toEqual(nothing);
  });

  it("are not waited for by whoever stops", async () => {
    await expect(fixture.index.catalogSource.addressFacts("10.0.0.5", AbortSignal.abort(new Error("Stopped.")))).rejects.toThrow(
      "Stopped.",
    );
  });
});
