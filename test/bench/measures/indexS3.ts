import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type S3ServerAddress, s3ServerMissing, startS3Server } from "../../support/s3Server";
import type { GeneratedSet } from "../data/generate";
import { makeObject } from "../data/dataSets";
import { indexByCommandLine } from "../product/commandLine";
import type { Figure, LeftOut } from "../report";
import { timed } from "./stopwatch";

const bucket = "bench";
const region = "us-east-1";

/** As many downloads at once as the product does by default (ServerOptions). */
const parallelDownloads = 32;

/** Many small objects from a real S3 server: objects a second, beside a loop that gets them and does nothing with them. */
export async function measureIndexS3(generated: GeneratedSet, indexFolder: string): Promise<Figure[] | LeftOut> {
  const missing = s3ServerMissing();
  if (missing !== undefined) return { name: "objects from S3", reason: missing };
  const server = await startS3Server();
  try {
    const client = clientOf(server);
    await upload(client, generated);
    const bareBefore = await bareLoopMs(client);
    const run = await indexFromS3(server, indexFolder);
    const bareAfter = await bareLoopMs(client);
    client.destroy();
    const { objects } = generated.set;
    if (run.report.objects !== objects) throw new Error(`${String(run.report.objects)} of ${String(objects)} objects went in.`);
    const floor = { value: objects / (Math.min(bareBefore, bareAfter) / 1000), of: `bare loop, ${String(parallelDownloads)} at once` };
    return [
      { name: "small objects from S3: index", value: objects / (run.elapsedMs / 1000), unit: "objects/s", floor, goal: { atLeast: 0.6 } },
      ...(run.peakBytes === undefined
        ? []
        : [{ name: "small objects from S3: peak memory of the process", value: run.peakBytes / 2 ** 20, unit: "MiB" } satisfies Figure]),
    ];
  } finally {
    await server.stop();
  }
}

async function indexFromS3(server: S3ServerAddress, indexFolder: string): ReturnType<typeof indexByCommandLine> {
  await rm(indexFolder, { recursive: true, force: true });
  return indexByCommandLine([`s3://${bucket}/`, "--endpoint", server.endpoint, "--region", region, "--path-style"], indexFolder, {
    AWS_ACCESS_KEY_ID: server.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
  });
}

function clientOf(server: S3ServerAddress): S3Client {
  const { accessKeyId, secretAccessKey } = server;
  return new S3Client({ endpoint: server.endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
}

async function upload(client: S3Client, { set, folder }: GeneratedSet): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const indices = Array.from({ length: set.objects }, (_, index) => index);
  await inParallel(indices, async (index) => {
    const { key } = makeObject(set, index);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(join(folder, key)) }));
  });
}

/** Milliseconds to list the bucket and to get every object, as the product has to. */
function bareLoopMs(client: S3Client): Promise<number> {
  return timed(async () => {
    const keys: string[] = [];
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket }))
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    await inParallel(keys, async (key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      await Body?.transformToByteArray();
    });
  });
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const takeNext = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: parallelDownloads }, takeNext));
}
