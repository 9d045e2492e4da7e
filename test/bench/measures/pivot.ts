import type { OpenedPivot } from "../../../src/protocol/pivot";
import { insideHosts, searchedAddress } from "../data/population";
import { ProductServer } from "../product/server";
import type { Figure } from "../report";
import { medianOf } from "./stopwatch";

const runs = 5;
const busiest = insideHosts[0]?.address ?? "";

/** An address that comes now and then, one inside that many talk with, and the one with the most flows of all. */
const addresses = [
  ["an address that comes now and then", searchedAddress],
  ["an address inside", insideHosts[100]?.address ?? ""],
  ["the busiest address", busiest],
] as const;

/** The pivot panel of an address, from the click to the rows of the last section; beside it a look for the flows of the address alone. */
export async function measurePivot(indexFolder: string): Promise<Figure[]> {
  const server = await ProductServer.start(indexFolder);
  try {
    const figures: Figure[] = [];
    for (const [name, address] of addresses) {
      const scan = `SELECT count(*) AS records, sum(bytes) AS bytes FROM flows WHERE srcaddr = '${address}' OR dstaddr = '${address}'`;
      const floor = { value: await medianOf(runs, () => server.run(scan)), of: "count and bytes of it" };
      const first: number[] = [];
      const value = await medianOf(runs, async () => {
        const began = performance.now();
        const opened = await server.openPivot(address);
        await readSections(server, opened, () => first.push(performance.now() - began));
        await server.closePivot(opened.pivotId);
      });
      figures.push({ name: `pivot panel: ${name}, last section`, value, unit: "ms", floor });
      figures.push({ name: `pivot panel: ${name}, first section`, value: middle(first), unit: "ms", floor });
    }
    return figures;
  } finally {
    await server.stop();
  }
}

/** All sections, asked for at once as the panel does. */
async function readSections(server: ProductServer, { pivotId, sections }: OpenedPivot, onFirst: () => void): Promise<void> {
  const [first, ...others] = sections.map(({ id }) => server.pivotSection(pivotId, id));
  await first?.then(onFirst);
  await Promise.all(others);
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
