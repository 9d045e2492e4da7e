import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IndexReport } from "../../src/protocol/indexing";
import { runBuiltCli, startBuiltCli } from "../support/builtCli";
import { awsKey, defaultHeader, defaultObject, defaultRecords, flowSamples } from "../support/flowSamples";

const bare = "10.0.0.1 10.0.0.2 443 1773500402 ACCEPT\n";

describe("flowlog index", () => {
  let folder: string;
  let bucket: string;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-cli-"));
    bucket = at("bucket");
    await mkdir(join(bucket, awsKey, ".."), { recursive: true });
    await writeFile(join(bucket, awsKey), defaultObject.bytes);
    await writeFile(join(bucket, "refused.log"), `${defaultHeader}\n${defaultRecords.S1}\nbroken\n`);
    await mkdir(at("broken"));
    await writeFile(join(at("broken"), "good.log"), `${defaultHeader}\n${defaultRecords.S1}\n`);
    await writeFile(join(at("broken"), "bad.log.gz"), flowSamples.S27.bytes);
    await mkdir(at("bare"));
    await writeFile(join(at("bare"), "bare.log"), bare);
    await mkdir(at("nothing"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function report(args: readonly string[]): Promise<{ readonly code: number | null; readonly report: IndexReport }> {
    const { code, stdout, stderr } = await runBuiltCli(["index", ...args, "--json"]);
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    return { code, report: JSON.parse(stdout) as IndexReport };
  }

  it("tells as JSON what it did, and the second time that all was in", async () => {
    const first = await report([bucket, "--index", at("a")]);
    expect(first).toMatchObject({
      code: 0,
      report: { objects: 2, skipped: 0, failed: 0, rows: 6, gaps: 2, rejected: 1, errors: [], cancelled: false },
    });
    expect(first.report.bytes).toBeGreaterThan(100);
    expect(first.report.elapsedMs).toBeGreaterThanOrEqual(0);
    const second = await report([bucket, "--index", at("a")]);
    expect(second).toMatchObject({ code: 0, report: { objects: 0, skipped: 2, failed: 0, rows: 0, bytes: 0 } });
  });

  it("tells people the same in sentences", async () => {
    const { code, stdout, stderr } = await runBuiltCli(["index", bucket, "--index", at("sentences")]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Indexed 6 rows from 2 objects \(.+\) in [\d.]+ s\.\n/);
    expect(stdout).toContain("1 line is no record");
    const again = await runBuiltCli(["index", bucket, "--index", at("sentences")]);
    expect(again.stdout).toContain("2 objects were in already.");
  });

  it("ends with 2 when some objects failed, and names them with the reason", async () => {
    const { code, report: told } = await report([at("broken"), "--index", at("b")]);
    expect(code).toBe(2);
    expect(told).toMatchObject({ objects: 1, failed: 1, rows: 1 });
    expect(told.errors.map(({ key, reason }) => [key, reason])).toEqual([["bad.log.gz", expect.stringContaining("ends early") as string]]);
    const { code: again, stdout } = await runBuiltCli(["index", at("broken"), "--index", at("b")]);
    expect(again).toBe(2);
    expect(stdout).toContain("bad.log.gz: Its packed data ends early");
  });

  it("takes a URI of a folder, too", async () => {
    expect(await report([`file://${bucket}`, "--index", at("uri")])).toMatchObject({ code: 0, report: { objects: 2 } });
  });

  it("reads only objects of a time range", async () => {
    const args = [bucket, "--index", at("range")];
    // The object without a date in its key counts by when it was written: today.
    expect(await report([...args, "--to", "2026-03-14T00:00:00Z"])).toMatchObject({ report: { objects: 1 } });
    expect(await report([...args, "--from", "2026-03-14T00:00:00Z", "--to", "2026-03-15T00:00:00Z"])).toMatchObject({
      report: { objects: 1, skipped: 1 },
    });
  });

  it("reads records without a header with the fields it is given, in both spellings", async () => {
    expect(await report([at("bare"), "--index", at("bare-0")])).toMatchObject({ code: 2, report: { failed: 1 } });
    const fields = "srcaddr dstaddr dstport start action";
    expect(await report([at("bare"), "--index", at("bare-1"), "--fields", fields])).toMatchObject({ code: 0, report: { rows: 1 } });
    const asAws = fields.replaceAll(/\S+/g, "${$&}");
    expect(await report([at("bare"), "--index", at("bare-2"), "--fields", asAws])).toMatchObject({ code: 0, report: { rows: 1 } });
  });

  it("of a folder with nothing in it has nothing to do", async () => {
    expect(await report([at("nothing"), "--index", at("empty")])).toMatchObject({ code: 0, report: { objects: 0, failed: 0 } });
    const { stdout } = await runBuiltCli(["index", at("nothing"), "--index", at("f")]);
    expect(stdout).toBe(`There is nothing to index in ${at("nothing")}.\n`);
  });

  it.each<[what: string, args: () => string[], words: RegExp]>([
    ["no index", () => [bucket], /--index/],
    ["nothing to index", () => ["--index", at("x")], /Name one folder or one s3:/],
    ["two things to index", () => [bucket, bucket, "--index", at("x")], /Name one folder or one s3:/],
    ["a folder that is not there", () => [at("nowhere"), "--index", at("x")], /There is no folder .*nowhere/],
    ["a file", () => [join(bucket, "refused.log"), "--index", at("x")], /is a file/],
    ["a bucket without a name", () => ["s3://", "--index", at("x")], /names no bucket/],
    ["an unknown option", () => [bucket, "--index", at("x"), "--colour"], /--colour/],
    ["a time that is none", () => [bucket, "--index", at("x"), "--from", "yesterday"], /"yesterday" is not a time/],
    [
      "an empty time range",
      () => [bucket, "--index", at("x"), "--from", "2026-03-15T00:00:00Z", "--to", "2026-03-14T00:00:00Z"],
      /range is empty/,
    ],
    ["fields that are none", () => [bucket, "--index", at("x"), "--fields", "srcaddr $dstaddr"], /is not a field name/],
    ["an endpoint that is no URL", () => ["s3://bucket", "--index", at("x"), "--endpoint", "nowhere"], /endpoint|URL/i],
    [
      "an endpoint where nobody answers",
      () => ["s3://bucket", "--index", at("x"), "--endpoint", "http://127.0.0.1:9", "--no-sign-request"],
      /127\.0\.0\.1:9/,
    ],
    ["a profile that is not there", () => ["s3://bucket", "--index", at("x"), "--profile", "nobody"], /nobody/],
  ])("ends with 1 and says why: %s", async (_what, args, words) => {
    const env = { AWS_CONFIG_FILE: at("no-config"), AWS_SHARED_CREDENTIALS_FILE: at("no-credentials"), AWS_EC2_METADATA_DISABLED: "true" };
    const { code, stdout, stderr } = await runBuiltCli(["index", ...args()], { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/^flowlog: /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends with 130 on %s, with whole batches in the index, and the next run does the rest",
    async (signal) => {
      const many = at(`many-${signal}`);
      const objects = 1500;
      await mkdir(many);
      await Promise.all(
        Array.from({ length: objects }, (_, n) =>
          writeFile(join(many, `${n}.log`), `${defaultHeader}\n${defaultRecords.S1}\n${defaultRecords.S2}\n`),
        ),
      );
      const index = at(`interrupted-${signal}`);
      const { child, ended } = startBuiltCli(["index", many, "--index", index, "--json"]);
      await expect.poll(() => statusOf(index), { interval: 20 }).toBeGreaterThan(0);
      child.kill(signal);
      const { code, stdout } = await ended;
      const interrupted = JSON.parse(stdout) as IndexReport;
      // On a machine that is quick enough the run is over before the signal comes.
      expect(code).toBe(interrupted.cancelled ? 130 : 0);
      expect(await statusOf(index)).toBe(2 * interrupted.objects);
      expect(await report([many, "--index", index])).toMatchObject({
        code: 0,
        report: { objects: objects - interrupted.objects, skipped: interrupted.objects },
      });
      expect(await statusOf(index)).toBe(2 * objects);
    },
  );
});

/** Rows of an index, which another process may have open. */
async function statusOf(index: string): Promise<number> {
  const { code, stdout } = await runBuiltCli(["status", "--index", index, "--json"]);
  return code === 0 ? (JSON.parse(stdout) as { rows: number }).rows : 0;
}
