import { DeleteObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { objectsIn, sampleBucket } from "../library/sampleObjects";
import { startWorkbench } from "../support/codeServer";
import { startFaultProxy, type FaultProxy } from "../support/s3FaultProxy";
import { allow, denyListBuckets, makeBucket, ownerClient } from "../support/s3Fixture";
import { freePort, type S3ServerAddress, type S3User } from "../support/s3Server";
import { createS3User, describeWithS3, sharedS3Server } from "../support/s3Shared";
import { brief, untilDone, untilGone, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { addConnection, problem } from "./connectionSteps";
import { answerDialog, askForIndexing } from "./sampleBucket";

const patient = { timeout: 60_000 };
const sampleObjects = objectsIn(sampleBucket).map(({ key, path }) => [key, readFileSync(path)] as const);
const manyObjects = Array.from({ length: 1100 }, (_, n) => [`many/${String(n).padStart(4, "0")}.txt`, "x"] as const);
const note = ["note.log.gz", gzipSync("a line\nand another\n")] as const;

describeWithS3("Buckets of an S3 service, in VS Code", () => {
  let workbench: Workbench;
  let server: S3ServerAddress;
  let user: S3User;
  let client: S3Client;
  let proxy: FaultProxy;
  let bucket: string;
  /** Lets one object more through; while there is none, all of them go through. */
  let gates: (() => void)[] | undefined;

  beforeAll(async () => {
    server = await sharedS3Server();
    user = await createS3User("e2e-analyst");
    client = ownerClient({ ...server, ...user });
    bucket = await makeBucket(client, "flows", [...sampleObjects, ...manyObjects, note]);
    proxy = await startFaultProxy(server.endpoint, ({ method, path }) => {
      if (gates === undefined || method !== "GET" || !path.includes("AWSLogs/") || path.includes("list-type")) return undefined;
      const open = gates;
      return { after: new Promise<void>((resolve) => open.push(resolve)) };
    });
    workbench = await startWorkbench();
    await addConnection(workbench, { name: "Ceph", endpoint: proxy.endpoint, signIn: user });
    await workbench.treeItem(bucket).waitFor(patient);
  });

  beforeEach(async () => {
    // A question that a failed test left open would be in the way.
    await workbench.page.keyboard.press("Escape");
    await workbench.showContainer("Flow Logs");
    await untilDone(async () => {
      await workbench.view("Buckets").hover(brief);
      await workbench.action("Collapse All").first().click(brief);
    });
  });

  afterAll(async () => {
    await workbench.dispose();
    await proxy.stop();
    client.destroy();
  });

  async function openBucket(connection: string, name: string): Promise<void> {
    await workbench.expand(workbench.treeItem(connection));
    await workbench.expand(workbench.treeItem(name));
  }

  /** By a key, to a node at the end of the tree. A click would open an object, and the key would go to that. */
  function goToEnd(last: Locator): Promise<void> {
    const end = async (): Promise<void> => {
      await workbench.view("Buckets").locator(".monaco-list").first().focus(brief);
      await workbench.page.keyboard.press("End");
    };
    return untilThere(end, last);
  }

  it("are reached by what was typed, of which the secret is in no file of settings", () => {
    const settings = filesUnder(workbench.stateFolder, workbench.workspaceFolder)
      .filter((path) => path.endsWith("settings.json"))
      .map((path) => readFileSync(path, "utf8"));
    expect(settings.filter((text) => text.includes(user.accessKeyId))).toHaveLength(1);
    expect(settings.filter((text) => text.includes(user.secretAccessKey))).toEqual([]);
  });

  it("are listed page by page", async () => {
    await openBucket("Ceph", bucket);
    await workbench.expand(workbench.treeItem("many"));
    await workbench.treeItem("0000.txt").waitFor();
    await goToEnd(workbench.treeItem("Load more…"));
    await untilThere(() => workbench.treeItem("Load more…").click(brief), workbench.treeItem("1000.txt"));
    await goToEnd(workbench.treeItem("note.log.gz"));
    await workbench.screenshot("load-more");
  });

  it("lead to any prefix whose address is pasted, which is listed anew on request", async () => {
    const [first] = sampleObjects.map(([key]) => key);
    const prefix = first?.slice(0, first.lastIndexOf("/") + 1) ?? "";
    await workbench.runCommand("Flow Logs: Go to Prefix…");
    await workbench.quickInput.fill("https://example.com/bucket");
    await workbench.page.getByText("Write an address like s3://bucket/prefix.").waitFor();
    await workbench.answer(`s3://${bucket}/${prefix}`);
    const node = workbench.treeItem("2026-03-14").filter({ hasText: prefix });
    await node.and(workbench.page.locator('[aria-expanded="true"]')).waitFor(patient);
    await workbench.screenshot("go-to-prefix");
    await workbench.chooseFromMenu(node, "Copy URI");
    await expect.poll(() => workbench.clipboard()).toBe(`s3://${bucket}/${prefix}`);
    const written = { Bucket: bucket, Key: `${prefix}just-written.txt` };
    await client.send(new PutObjectCommand({ ...written, Body: "new" }));
    await untilThere(() => workbench.pressOn(node, "Refresh"), workbench.treeItem("just-written.txt"));
    await client.send(new DeleteObjectCommand(written));
    await untilGone(() => workbench.pressOn(node, "Close This Prefix"), node);
  });

  it("show an object as text, unpacked", async () => {
    await openBucket("Ceph", bucket);
    await untilThere(() => workbench.treeItem("note.log.gz").click(brief), workbench.tab("note.log.gz"));
    await expect.poll(() => workbench.visibleText(), patient).toContain("a line\nand another");
  });

  it("are indexed by a run that can be cancelled, and goes on where it stopped", async () => {
    gates = [];
    await openBucket("Ceph", bucket);
    await askForIndexing(workbench, "AWSLogs");
    await answerDialog(workbench, "To read:", "Index");
    const progress = await workbench.waitForNotification(/Indexing .*AWSLogs/);
    // What is read is written every few seconds, and then counts as done.
    const goOn = async (): Promise<string | null> => {
      gates?.shift()?.();
      return progress.textContent();
    };
    await expect.poll(goOn, { ...patient, interval: 80 }).toMatch(/[1-9]\d* of 78 objects/);
    await workbench.screenshot("indexing");
    await progress.getByRole("button", { name: "Cancel" }).click();
    await workbench.waitForNotification("Indexing was stopped; the next run goes on from there.");
    for (const open of gates) open();
    gates = undefined;
    await askForIndexing(workbench, "AWSLogs");
    const plan = (await workbench.dialog("To read:").textContent()) ?? "";
    const [left, done] = [/To read: (\d+) objects/, /Already in the index: (\d+) objects/].map((line) => Number(line.exec(plan)?.[1]));
    expect([left, done, (left ?? 0) + (done ?? 0)]).toEqual([expect.any(Number), expect.any(Number), 78]);
    expect(done).toBeGreaterThan(0);
    await answerDialog(workbench, "To read:", "Index");
    await workbench.waitForNotification(`of ${left} objects`);
    await workbench.treeItem(`s3://${bucket}`, workbench.view("Index")).waitFor();
    await workbench.screenshot("indexed");
  });

  it("say that the secret is another one", async () => {
    await addConnection(workbench, {
      name: "Wrong Secret",
      endpoint: server.endpoint,
      signIn: { ...user, secretAccessKey: "not-the-secret" },
    });
    await problem(workbench, /refuses the secret access key of this connection/).waitFor(patient);
    await workbench.screenshot("wrong-secret");
  });

  it("say that a bucket is not there", async () => {
    await addConnection(workbench, { name: "No Such", endpoint: server.endpoint, signIn: user, buckets: "nobody-has-this" });
    await workbench.expand(workbench.treeItem("nobody-has-this"));
    await problem(workbench, /There is no bucket "nobody-has-this"/).waitFor(patient);
  });

  it("are added by name where they may not be listed", async () => {
    const guest = await createS3User("e2e-guest");
    await denyListBuckets(server, guest.uid);
    await allow(client, bucket, [guest.uid], ["s3:ListBucket", "s3:GetObject"]);
    await addConnection(workbench, { name: "Guest", endpoint: server.endpoint, signIn: guest });
    await problem(workbench, /buckets may not be listed: s3:ListAllMyBuckets is missing/).waitFor(patient);
    await workbench.chooseFromMenu(workbench.treeItem("Guest"), "Add Bucket by Name…");
    await workbench.answer(bucket);
    await workbench.expand(workbench.treeItem(bucket));
    await workbench.treeItem("note.log.gz").waitFor(patient);
  });

  it("say that nobody answers at the endpoint", async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    await addConnection(workbench, { name: "Down", endpoint, signIn: user });
    await problem(workbench, /refused the connection\. Is it running, and is the port right\?/).waitFor(patient);
    await workbench.screenshot("endpoint-down");
  });
});

function filesUnder(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
