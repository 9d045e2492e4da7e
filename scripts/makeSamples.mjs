/**
 * Makes the sample bucket, `library/samples/bucket`: one day of flow logs with one story in it (docs/sample-bucket.md).
 * The same bytes in every run: `node scripts/makeSamples.mjs [--out <folder>]`.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { objectKey, textObject } from "./makeSamples/awsObjects.mjs";
import { Capture } from "./makeSamples/capture.mjs";
import { at } from "./makeSamples/day.mjs";
import { ibmObjects } from "./makeSamples/ibmObjects.mjs";
import { ParquetWriter } from "./makeSamples/parquetWriter.mjs";
import { buildServer } from "./makeSamples/story/buildServer.mjs";
import { chatter, natTraffic } from "./makeSamples/story/chatter.mjs";
import { ibmConversations } from "./makeSamples/story/ibmStory.mjs";
import { knocking } from "./makeSamples/story/knocking.mjs";
import { lostPackets, nightlyBackup } from "./makeSamples/story/nightlyBackup.mjs";
import { openDatabase } from "./makeSamples/story/openDatabase.mjs";
import { portScan } from "./makeSamples/story/portScan.mjs";
import { slowUpload, storageTraffic } from "./makeSamples/story/slowUpload.mjs";
import { sshChange } from "./makeSamples/story/sshChange.mjs";
import { webTraffic } from "./makeSamples/story/webTraffic.mjs";
import { transitGatewayObjects } from "./makeSamples/transitGateway.mjs";
import { flowLogs, hosts } from "./makeSamples/world.mjs";

const { values } = parseArgs({ options: { out: { type: "string" } } });
const bucket = resolve(values.out ?? join(import.meta.dirname, "../library/samples/bucket"));
await rm(bucket, { recursive: true, force: true });
await writeAwsObjects();
for (const { key, body } of transitGatewayObjects([...nightlyBackup(), ...lostPackets()])) await write(key, body);
for (const { key, body } of ibmObjects(ibmConversations())) await write(key, body);

async function writeAwsObjects() {
  const capture = tellStory();
  const parquet = await ParquetWriter.open();
  for (const flowLog of Object.values(flowLogs)) {
    for (const { window, records } of capture.objects(flowLog)) {
      const key = objectKey(flowLog, window);
      if (flowLog.layout === "hiveParquet") await parquet.write(join(bucket, key), flowLog.fields, records);
      else await write(key, textObject(flowLog.fields, records));
    }
  }
  parquet.close();
}

function tellStory() {
  const capture = new Capture();
  for (const part of [
    webTraffic,
    knocking,
    portScan,
    sshChange,
    openDatabase,
    slowUpload,
    storageTraffic,
    chatter,
    natTraffic,
    buildServer,
  ]) {
    part(capture);
  }
  for (const conversation of [...nightlyBackup(), ...lostPackets()]) capture.conversation(conversation);
  capture.skip(hosts.web2, at("12:03"));
  capture.skip(hosts.app1, at("18:01"));
  capture.skip(hosts.build, at("16:02"));
  capture.fillSilence();
  return capture;
}

/** @param {string} key @param {Buffer} body */
async function write(key, body) {
  const path = join(bucket, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}
