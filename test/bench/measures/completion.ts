import { performance } from "node:perf_hooks";
import type { GeneratedSet } from "../data/generate";
import { ProductServer } from "../product/server";
import type { Figure } from "../report";
import { percentile } from "./stopwatch";

/** Written letter by letter; each letter asks for completions, as a hand that never pauses would. */
const statement = `WITH loud AS (SELECT srcaddr, sum(bytes) AS total FROM flows WHERE action = 'ACCEPT' GROUP BY srcaddr)
SELECT f.dstport, count(*) AS records, any_value(l.total) AS total
FROM flows f JOIN loud l ON l.srcaddr = f.srcaddr
WHERE f.dstport IN (443, 22) AND f.protocol = 6 AND f.srcaddr LIKE '10.%'
GROUP BY f.dstport ORDER BY records DESC LIMIT 25`;

const heavyQuery = "SELECT srcaddr, dstaddr, sum(bytes) AS bytes FROM flows GROUP BY ALL ORDER BY bytes DESC LIMIT 10";
const goalMs = 20;

/**
 * Completion over the index of the large set: with nothing else going on, beside a query, and beside an index run (which leaves
 * its rows in that index).
 */
export async function measureCompletion(indexFolder: string, more: GeneratedSet): Promise<Figure[]> {
  const server = await ProductServer.start(indexFolder);
  try {
    const document = await server.openDocument("file:///completion.flowsql");
    await type(document);
    const idle = await type(document);
    const query = server.run(heavyQuery);
    const besideQuery = await typeUntil(document, query);
    const run = server.index(more.folder);
    const besideRun = await typeUntil(document, run);
    return [...figuresOf("idle", idle), ...figuresOf("beside a query", besideQuery), ...figuresOf("beside an index run", besideRun)];
  } finally {
    await server.stop();
  }
}

type OpenDocument = Awaited<ReturnType<ProductServer["openDocument"]>>;

/** Milliseconds from a letter to its proposals. */
async function type(document: OpenDocument): Promise<number[]> {
  const times: number[] = [];
  for (let length = 1; length <= statement.length; length++) {
    await document.setText(statement.slice(0, length));
    const began = performance.now();
    await document.complete(statement.slice(0, length));
    times.push(performance.now() - began);
  }
  return times;
}

/** Types the statement again and again while something else goes on. */
async function typeUntil(document: OpenDocument, other: Promise<unknown>): Promise<number[]> {
  const over = new AbortController();
  const ended = other.finally(() => over.abort());
  const times: number[] = [];
  while (!over.signal.aborted) times.push(...(await type(document)));
  await ended;
  return times;
}

function figuresOf(when: string, times: readonly number[]): Figure[] {
  return [
    { name: `completion ${when}: median`, value: percentile(times, 50), unit: "ms" },
    { name: `completion ${when}: 95th percentile`, value: percentile(times, 95), unit: "ms", goal: { atMost: goalMs } },
  ];
}
