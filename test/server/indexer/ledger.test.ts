import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IndexPlan } from "../../../src/protocol/indexing";
import { FolderStore } from "../../../src/server/buckets/folderStore";
import { customTexts, defaultHeader, defaultRecords, flowSamples, ibmDocument, ibmEgressFlow } from "../../support/flowSamples";
import { failure } from "../../support/failure";
import { IndexFixture, never } from "./indexFixture";

const { S1, S2, S7 } = defaultRecords;
const text = (...lines: readonly string[]) => [defaultHeader, ...lines].map((line) => `${line}\n`).join("");

/** AWS's own key of an object that was delivered for five minutes from this time on. */
function keyAt(time: string): string {
  const [year, month, day] = [time.slice(0, 4), time.slice(4, 6), time.slice(6, 8)];
  const folder = `AWSLogs/210987654321/vpcflowlogs/eu-west-1/${year}/${month}/${day}`;
  return `${folder}/210987654321_vpcflowlogs_eu-west-1_fl-0a1b2c3d4e5f60718_${time}Z_9c41d07e.log.gz`;
}

/** One record that lies in the first minute of this time. */
function recordAt(time: string): string {
  const [date, clock] = time.split("T");
  const iso = `${date?.replace(/(....)(..)(..)/, "$1-$2-$3") ?? ""}T${clock?.replace(/(..)(..)/, "$1:$2") ?? ""}:00Z`;
  const seconds = Date.parse(iso) / 1000;
  return S1.replace("1773500402 1773500459", `${seconds + 2} ${seconds + 59}`);
}

let fixture: IndexFixture;

beforeEach(async () => {
  fixture = await IndexFixture.open();
});
afterEach(() => fixture.close());

const count = async (relation = "flows") => Number((await fixture.query(`SELECT count(*) AS n FROM ${relation}`))[0]?.n);
const plan = (more: { readonly prefix?: string; readonly from?: string; readonly to?: string } = {}): Promise<IndexPlan> =>
  fixture.index.runs.plan(new FolderStore(fixture.bucket), fixture.scope(more), () => undefined, never);

describe("A second run", () => {
  it("reads nothing when nothing has changed, also after the index was closed and opened", async () => {
    await fixture.putSamples({ one: text(S1), two: text(S2), empty: "" });
    expect(await fixture.run()).toMatchObject({ objects: 3, skipped: 0, rows: 2 });
    expect(await fixture.run()).toMatchObject({ objects: 0, skipped: 3, rows: 0, bytes: 0 });
    await fixture.reopen();
    expect(await fixture.run()).toMatchObject({ objects: 0, skipped: 3, rows: 0, bytes: 0 });
    expect(await count()).toBe(2);
  });

  it("reads what is new, and replaces the rows of what has changed", async () => {
    await fixture.putSamples({ stays: text(S1), changes: text(S2, S7), "changes its format": text(S2) });
    await fixture.run();
    await fixture.putSamples({ changes: text(S1), "changes its format": flowSamples.S29, "is new": text(S7) });
    expect(await plan()).toMatchObject({
      found: { objects: 4 },
      alreadyIndexed: { objects: 1 },
      changed: { objects: 2 },
      toRead: { objects: 3 },
    });
    expect(await fixture.run()).toMatchObject({ objects: 3, skipped: 1, rows: 3 });
    const rows = await fixture.query("SELECT split_part(object, '/bucket/', 2) AS object, srcport, provider FROM flows ORDER BY ALL");
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["changes", 51834, "aws"],
      ["changes its format", 41822, "ibm"],
      ["is new", 443, "aws"],
      ["stays", 51834, "aws"],
    ]);
    expect(await fixture.source()).toMatchObject({ objects: 4, rows: 4, failed: 0 });
  });

  it("replaces the rejected lines of a changed object as well", async () => {
    await fixture.put("object", text(S1, "broken"));
    await fixture.run();
    await fixture.put("object", text(S1, S2, "wrong too"));
    await fixture.run();
    expect((await fixture.trouble()).rejected.map(({ line, sample }) => [line, sample])).toEqual([[4, "wrong too"]]);
    expect((await fixture.source()).rejected).toBe(1);
  });

  it("tries a failed object again, and its failure goes when it can be read", async () => {
    await fixture.put("object", flowSamples.S27.bytes);
    expect(await fixture.run()).toMatchObject({ objects: 0, failed: 1 });
    expect(await plan()).toMatchObject({ toRead: { objects: 1 }, alreadyIndexed: { objects: 0 }, changed: { objects: 0 } });
    expect(await fixture.run()).toMatchObject({ objects: 0, failed: 1 });
    expect((await fixture.trouble()).failures).toHaveLength(1);
    await fixture.put("object", text(S1));
    expect(await fixture.run()).toMatchObject({ objects: 1, failed: 0 });
    expect(await fixture.trouble()).toEqual({ failures: [], rejected: [] });
    expect(await fixture.source()).toMatchObject({ objects: 1, failed: 0, rows: 1 });
  });

  it("takes the rows out of an object that was read before and now cannot be", async () => {
    await fixture.put("object", text(S1));
    await fixture.run();
    await fixture.put("object", flowSamples.S27.bytes);
    await fixture.run();
    expect([await count(), (await fixture.trouble()).failures.length]).toEqual([0, 1]);
  });

  it("keeps what has gone from the bucket", async () => {
    await fixture.putSamples({ stays: text(S1), goes: text(S2) });
    await fixture.run();
    await fixture.remove("goes");
    expect(await fixture.run()).toMatchObject({ objects: 0, skipped: 1 });
    expect(await count()).toBe(2);
  });
});

describe("Objects that cannot be read among many that can", () => {
  it("fail alone, and their neighbours of the same batch are all in", async () => {
    const good = Array.from({ length: 60 }, (_, n) => [`good-${n}`, n % 3 === 0 ? ibmDocument([ibmEgressFlow]) : text(S1, S2)] as const);
    const bad = {
      "bad-1": ibmDocument([ibmEgressFlow]).slice(0, -40),
      "bad-2": Buffer.concat([gzipSync(text(S1)), gzipSync(customTexts.S8)]),
      "bad-3": ibmDocument([ibmEgressFlow], { capture_start_time: "never" }),
    };
    await fixture.putSamples({ ...Object.fromEntries(good), ...bad, "good-refused": text(S1, "broken", S2) });
    const report = await fixture.run();
    expect(report).toMatchObject({ objects: 61, failed: 3, rows: 20 + 80 + 2, rejected: 1 });
    expect(report.errors.map(({ key }) => key).sort()).toEqual(["bad-1", "bad-2", "bad-3"]);
    expect(report.errors.every(({ uri, key }) => uri.endsWith(`/bucket/${key}`))).toBe(true);
    expect(await count()).toBe(102);
    expect((await fixture.trouble()).rejected.map(({ key, line }) => [key, line])).toEqual([["good-refused", 3]]);
  });
});

describe("Lines that are refused in batches that load at the same time", () => {
  it("are noted for the objects that hold them", async () => {
    for (let n = 0; n < 1100; n++) await fixture.put(`object-${n}`, text(S1, ...(n % 3 === 0 ? [`broken line of object-${n}`] : []), S2));
    expect(await fixture.run({ parallelDownloads: 16 })).toMatchObject({ rows: 2200, rejected: 367 });
    const { rejected } = await fixture.trouble();
    expect(rejected).toHaveLength(367);
    expect(rejected.filter(({ key, sample }) => sample !== `broken line of ${key}`)).toEqual([]);
  });
});

describe("A time range", () => {
  const times = ["20260313T2355", "20260314T0000", "20260314T1200", "20260315T0000", "20260315T0030"];

  beforeEach(async () => {
    for (const time of times) await fixture.put(keyAt(time), gzipSync(text(recordAt(time))));
    await fixture.put("AWSLogs/210987654321/CloudTrail/eu-west-1/2026/03/14/trail.json.gz", gzipSync("{}"));
    await fixture.put("notes/aws-logs-write-test", "probe");
  });

  it("chooses objects by the date in their key, with slack for late records", async () => {
    const range = { from: "2026-03-14T00:00:00Z", to: "2026-03-15T00:00:00Z" };
    expect(await plan(range)).toMatchObject({ found: { objects: 4 }, toRead: { objects: 4 }, leftOut: { objects: 3 } });
    expect(await fixture.run(range)).toMatchObject({ objects: 4 });
    expect(await plan()).toMatchObject({
      found: { objects: 5 },
      alreadyIndexed: { objects: 4 },
      toRead: { objects: 1 },
      leftOut: { objects: 2 },
    });
  });

  it("does not list all days of a long history", async () => {
    const days = Array.from({ length: 28 }, (_, day) => String(day + 1).padStart(2, "0"));
    const keys = ["01", "02", "05"].flatMap((month) =>
      days.flatMap((day) => [`2026${month}${day}T0000`, `2026${month}${day}T1200`].map(keyAt)),
    );
    const more = Array.from({ length: 14 }, (_, n) => keys.map((key) => key.replace("9c41d07e", `${n}`))).flat();
    await Promise.all(more.map((key) => fixture.put(key, "not looked at")));
    const { found, leftOut } = await plan({ from: "2026-03-14T00:00:00Z", to: "2026-03-15T00:00:00Z" });
    expect(found.objects).toBe(4);
    expect(more).toHaveLength(2352);
    expect(leftOut.objects).toBeLessThan(2000);
  });

  it("can be open at either end", async () => {
    expect((await plan({ from: "2026-03-15T00:15:00Z" })).toRead.objects).toBe(1);
    expect((await plan({ to: "2026-03-14T00:00:00Z" })).toRead.objects).toBe(2);
  });

  it("of a prefix counts only what lies under it", async () => {
    const prefix = "AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03/14/";
    expect(await plan({ prefix })).toMatchObject({ found: { objects: 2 }, leftOut: { objects: 0 } });
  });

  it("can be forgotten: the objects whose records all lie in it, and a new run brings them back", async () => {
    await fixture.run();
    const { sourceId } = await fixture.source();
    const day = { from: new Date("2026-03-14T00:00:00Z"), to: new Date("2026-03-15T00:00:00Z") };
    expect(await fixture.index.runs.forget(sourceId, day)).toEqual({ objects: 2, rows: 2 });
    const rows = await fixture.query("SELECT strftime(start_time, '%d %H:%M') AS t FROM flows ORDER BY start_time");
    expect(rows.map(({ t }) => t)).toEqual(["13 23:55", "15 00:00", "15 00:30"]);
    expect(await fixture.run()).toMatchObject({ objects: 2, skipped: 3, rows: 2 });
  });

  it("can be forgotten from a moment on, until one, or without end", async () => {
    await fixture.run();
    const { sourceId } = await fixture.source();
    expect(await fixture.index.runs.forget(sourceId, { from: new Date("2026-03-15T00:00:00Z") })).toEqual({ objects: 2, rows: 2 });
    expect(await fixture.index.runs.forget(sourceId, { to: new Date("2026-03-14T00:00:00Z") })).toEqual({ objects: 1, rows: 1 });
    expect(await fixture.index.runs.forget(sourceId, {})).toEqual({ objects: 2, rows: 2 });
    expect([await count(), (await fixture.status()).sources]).toEqual([0, []]);
  });
});

describe("Forgetting a source", () => {
  it("takes its rows, failures and refused lines, and leaves those of other sources", async () => {
    await fixture.putSamples({ good: text(S1, "broken"), bad: flowSamples.S27 });
    await fixture.run();
    const { sourceId } = await fixture.source();
    const other = join(fixture.folder, "other");
    await mkdir(other);
    await writeFile(join(other, "object"), text(S2, S7));
    await fixture.run({ bucket: other, store: new FolderStore(other) });
    expect(await fixture.index.runs.forget(sourceId, {})).toEqual({ objects: 2, rows: 1 });
    expect(await fixture.source()).toMatchObject({ bucket: other, rows: 2 });
    expect(await fixture.trouble()).toEqual({ failures: [], rejected: [] });
    expect(await fixture.run()).toMatchObject({ objects: 1, failed: 1, rows: 1 });
    expect(await count()).toBe(3);
  });
});

describe("Runs at the same time", () => {
  it("over two sources both come to their end", async () => {
    const other = join(fixture.folder, "other");
    await mkdir(other);
    for (let n = 0; n < 600; n++) {
      await fixture.put(`${n}`, text(S1));
      await writeFile(join(other, `${n}`), text(S2, S7));
    }
    const [one, two] = await Promise.all([fixture.run(), fixture.run({ bucket: other, store: new FolderStore(other) })]);
    expect([one, two]).toMatchObject([
      { objects: 600, rows: 600 },
      { objects: 600, rows: 1200 },
    ]);
    expect(await count()).toBe(1800);
  });

  it("over one source take turns, so that nothing is read twice", async () => {
    await fixture.putSamples({ one: text(S1), two: text(S2) });
    const reports = await Promise.all([fixture.run(), fixture.run(), fixture.run({ prefix: "t" })]);
    expect(reports.map(({ objects, skipped }) => [objects, skipped])).toEqual([
      [2, 0],
      [0, 2],
      [0, 1],
    ]);
  });
});

describe("A run that is cancelled", () => {
  const objects = 1300;

  beforeEach(async () => {
    for (let n = 0; n < objects; n++) await fixture.put(String(n).padStart(5, "0"), text(S1, S2));
  });

  it("leaves whole batches, says what it did, and the next one does the rest", async () => {
    const cancel = new AbortController();
    const onProgress = ({ objectsDone }: { readonly objectsDone: number }) => {
      if (objectsDone > 0) cancel.abort();
    };
    const report = await fixture.run({ signal: cancel.signal, onProgress });
    expect(report.cancelled).toBe(true);
    expect(report.objects).toBeGreaterThan(0);
    expect(report.objects).toBeLessThan(objects);
    expect(await count()).toBe(2 * report.objects);
    expect(await fixture.source()).toMatchObject({ objects: report.objects, rows: 2 * report.objects });
    expect(await fixture.run()).toMatchObject({ cancelled: false, objects: objects - report.objects, skipped: report.objects });
    expect(await count()).toBe(2 * objects);
  });

  it("before it began has done nothing, while it waits for its turn as well", async () => {
    const cancel = new AbortController();
    const first = fixture.run();
    const second = fixture.run({ signal: cancel.signal });
    cancel.abort();
    expect(await second).toMatchObject({ cancelled: true, objects: 0, skipped: 0 });
    expect(await first).toMatchObject({ objects, cancelled: false });
  });

  it("is seen as running until it ends", async () => {
    const cancel = new AbortController();
    const run = fixture.run({ signal: cancel.signal });
    expect((await fixture.status()).running).toMatchObject([{ scope: { bucket: fixture.bucket, prefix: "" }, progress: { rows: 0 } }]);
    cancel.abort();
    await run;
    expect((await fixture.status()).running).toEqual([]);
  });

  it("ends when the index is closed, and what it had is there when it is opened again", async () => {
    const run = fixture.run();
    await expect.poll(count).toBeGreaterThan(0);
    const [report] = await Promise.all([run, fixture.reopen()]);
    expect(await count()).toBe(2 * report.objects);
    await fixture.run();
    expect(await count()).toBe(2 * objects);
  });
});

describe("Forgetting and indexing the same source", () => {
  it("do not meet: the run goes on, and forgetting is refused until it is done", async () => {
    await fixture.putSamples({ one: text(S1) });
    await fixture.run();
    const { sourceId } = await fixture.source();
    await fixture.putSamples({ one: text(S2), two: text(S7) });
    const run = fixture.run();
    expect((await failure(fixture.index.runs.forget(sourceId, {}))).data.kind).toBe("indexBusy");
    expect(await run).toMatchObject({ objects: 2 });
    expect(await fixture.index.runs.forget(sourceId, {})).toEqual({ objects: 2, rows: 2 });
    expect(await fixture.run()).toMatchObject({ objects: 2, skipped: 0 });
  });
});

describe("A run whose connection fails", () => {
  it("rejects with the reason, and what it had read stays", async () => {
    await fixture.putSamples({ one: text(S1), two: text(S2) });
    await fixture.run();
    const missing = join(fixture.folder, "nowhere");
    const error = await failure(fixture.run({ bucket: missing, store: new FolderStore(missing) }));
    expect(error.message).toContain(missing);
    expect(await count()).toBe(2);
    expect((await fixture.status()).running).toEqual([]);
  });
});
