import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressQuestions } from "../../../src/language/pivot/addressQuestions";
import { FolderStore } from "../../../src/server/buckets/folderStore";
import { IndexFixture, never } from "../indexer/indexFixture";

const sampleBucket = join(process.cwd(), "library", "samples", "bucket");

let fixture: IndexFixture;
beforeAll(async () => {
  fixture = await IndexFixture.open();
  await fixture.run({ bucket: sampleBucket, store: new FolderStore(sampleBucket) });
}, 60_000);
afterAll(() => fixture.close());

/** All bytes that a statement gives, over its rows. */
async function bytesOf(sql: string): Promise<{ readonly bytesOut: number; readonly bytesIn: number }> {
  const statement = sql.trim().replace(/;$/, "");
  const [sums] = await fixture.query(
    `SELECT coalesce(sum(bytes_sent), 0)::DOUBLE AS sent, coalesce(sum(bytes_received), 0)::DOUBLE AS received FROM (\n${statement}\n)`,
  );
  return { bytesOut: Number(sums?.sent), bytesIn: Number(sums?.received) };
}

describe("What is asked further about an address", () => {
  it.each([
    ["198.51.100.42", "IBM's records"],
    ["10.240.0.4", "IBM's records"],
    ["10.10.1.10", "AWS's records"],
  ])("comes to the bytes that the hover tells of %s, from %s", async (address) => {
    const { bytesOut, bytesIn } = await fixture.index.catalogSource.addressFacts(address, never);
    expect(bytesIn).toBeGreaterThan(0);
    expect(await bytesOf(addressQuestions.timeline(address))).toEqual({ bytesOut, bytesIn });
    expect(await bytesOf(addressQuestions.peers(address))).toEqual({ bytesOut, bytesIn });
  });
});
