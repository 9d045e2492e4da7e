import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GetIndexStatus, GetIndexTrouble, type IndexReport } from "../../../src/protocol/indexing";
import { RandomStream } from "../../bench/data/randomStream";
import { BuiltServer, type Row } from "../../support/builtServer";
import { defaultHeader, flowSamples, ibmDocument, ibmEgressFlow } from "../../support/flowSamples";

const kills = 20;
const objects = 1100;

/** Everything that an index says of the bucket. */
interface Contents {
  readonly rows: readonly Row[];
  readonly counts: object;
  readonly trouble: unknown;
}

describe("An index run that is killed", () => {
  const random = new RandomStream(20_260_314);
  let folder: string;
  let bucket: string;
  let undisturbed: Contents;
  let runMs: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-kill-"));
    bucket = join(folder, "bucket");
    await makeBucket(bucket, random);
    const server = await open("undisturbed");
    const { report, elapsedMs } = await run(server);
    expect(report).toMatchObject({ objects: objects - 2, failed: 2, skipped: 0 });
    undisturbed = await contentsOf(server);
    runMs = elapsedMs;
    await server.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function open(index: string): Promise<BuiltServer> {
    const server = await BuiltServer.start({ indexPath: join(folder, index), threads: 2, parallelDownloads: 16 });
    await server.openFolder(bucket);
    return server;
  }

  /** Starts a run and kills its process at a random moment of it; `undefined` when it was. */
  async function runUntilKilled(server: BuiltServer): Promise<IndexReport | undefined> {
    const killed = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const report = server.index(bucket, {}, () => {
      timer ??= setTimeout(() => {
        killed.abort();
        void server.kill();
      }, random.next() * runMs);
    });
    try {
      const finished = await report;
      if (!killed.signal.aborted) return finished;
      // Its report was on the way when the signal was sent: the process ends all the same.
    } catch (error) {
      if (!killed.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
    await server.ended;
    return undefined;
  }

  it(`${kills} times at a random moment leaves whole objects each time, and in the end the same rows as one that was left alone`, async () => {
    let left = kills;
    for (let round = 0; left > 0; round++) {
      const index = `killed-${round}`;
      for (let finished = false; !finished && left > 0;) {
        const server = await open(index);
        expectPartOf(undisturbed.rows, await rowsOf(server));
        finished = (await runUntilKilled(server)) !== undefined;
        if (!finished) left--;
        else await server.stop();
      }
      const server = await open(index);
      await run(server);
      expect(await contentsOf(server)).toEqual(undisturbed);
      expect((await run(server)).report).toMatchObject({ objects: 0, skipped: objects - 2, failed: 2 });
      await server.stop();
      await rm(join(folder, index), { recursive: true });
    }
  }, 600_000);

  async function run(server: BuiltServer): Promise<{ report: IndexReport; elapsedMs: number }> {
    const started = performance.now();
    return { report: await server.index(bucket), elapsedMs: performance.now() - started };
  }
});

/** Of each object a line: how many rows, and a number that every value of them changes. */
function rowsOf(server: BuiltServer): Promise<Row[]> {
  return server.query(`SELECT object, count(*) AS n, sum(hash(r)) AS checksum FROM flow_records r GROUP BY object ORDER BY object`);
}

async function contentsOf(server: BuiltServer): Promise<Contents> {
  const { sources } = await server.connection.sendRequest(GetIndexStatus);
  const [source] = sources;
  expect(sources).toHaveLength(1);
  const trouble = await server.connection.sendRequest(GetIndexTrouble, { sourceId: source?.sourceId ?? 0, limit: 1000 });
  return { rows: await rowsOf(server), counts: { ...source }, trouble };
}

function expectPartOf(whole: readonly Row[], part: readonly Row[]): void {
  const known = new Set(whole.map((row) => JSON.stringify(row)));
  expect(part.filter((row) => !known.has(JSON.stringify(row)))).toEqual([]);
}

/** Small objects of several layouts, a few of them broken, in more than one batch. */
async function makeBucket(bucket: string, random: RandomStream): Promise<void> {
  await mkdir(bucket, { recursive: true });
  const write = (name: string, content: string | Buffer) => writeFile(join(bucket, name), content);
  for (let n = 0; n < objects - 2; n++) {
    const name = String(n).padStart(5, "0");
    if (n % 90 === 40) await write(name, flowSamples.S9.bytes);
    else if (n % 90 === 60) await write(name, ibmDocument([{ ...ibmEgressFlow, bytes_from_initiator: random.below(1e6) }]));
    else await write(name, gzipSync(awsText(10, random, n % 90 === 80), { level: 1 }));
  }
  await write("00100-broken", flowSamples.S27.bytes);
  await write("00900-foreign", "hello world\n");
}

function awsText(rows: number, random: RandomStream, withBrokenLine: boolean): string {
  const lines = [defaultHeader];
  for (let row = 0; row < rows; row++) {
    const time = 1_773_500_400 + random.below(86_400);
    const address = () => `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
    const counters = `${random.below(65_536)} ${random.below(1024)} 6 ${random.below(1000)} ${random.below(1e9)}`;
    lines.push(`2 210987654321 eni-0a11b22c33d44e55f ${address()} ${address()} ${counters} ${time} ${time + 60} ACCEPT OK`);
  }
  if (withBrokenLine) lines.push("no record");
  return `${lines.join("\n")}\n`;
}
