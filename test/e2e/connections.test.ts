import type { S3Client } from "@aws-sdk/client-s3";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { objectsIn, sampleBucket } from "../library/sampleObjects";
import { startWorkbench } from "../support/codeServer";
import { startFaultProxy, type FaultProxy } from "../support/s3FaultProxy";
import { allow, denyListBuckets, makeBucket, ownerClient } from "../support/s3Fixture";
import { freePort, type S3ServerAddress, type S3User } from "../support/s3Server";
import { createS3User, describeWithS3, sharedS3Server } from "../support/s3Shared";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { makeAwsHome, type AwsHome } from "./awsSignIn";
import { addConnection, answerPrompt, problem } from "./connectionSteps";
import { answerDialog, askForTime } from "./sampleBucket";

const patient = { timeout: 60_000 };
const sampleObjects = objectsIn(sampleBucket)
  .slice(0, 12)
  .map(({ key, path }) => [key, readFileSync(path)] as const);

describeWithS3("Connections, in VS Code", () => {
  let workbench: Workbench;
  let server: S3ServerAddress;
  let user: S3User;
  let client: S3Client;
  let bucket: string;
  let aws: AwsHome;
  let proxy: FaultProxy;
  /** Of which paths requests with the first session token are refused. */
  let expired = (_path: string): boolean => false;

  beforeAll(async () => {
    server = await sharedS3Server();
    user = await createS3User("e2e-connections");
    client = ownerClient({ ...server, ...user });
    bucket = await makeBucket(client, "tried", sampleObjects);
    aws = await makeAwsHome(user);
    await aws.writeCredentials("robot", { ...user, secretAccessKey: "not-the-secret" });
    proxy = await startFaultProxy(server.endpoint, ({ path, headers }) => {
      const refused = headers["x-amz-security-token"] === "session-1" && expired(path);
      return refused ? { answer: 400, code: "ExpiredToken" } : undefined;
    });
    workbench = await startWorkbench({ env: aws.env });
    await workbench.showContainer("Flow Logs");
  });

  // A question that is open would be in the way.
  beforeEach(() => workbench.page.keyboard.press("Escape"));

  afterAll(async () => {
    await workbench.dispose();
    await Promise.all([proxy.stop(), aws.stop()]);
    client.destroy();
  });

  it("are tried when they are added, and mended where they do not work", async () => {
    await addConnection(workbench, { name: "Office", endpoint: `http://127.0.0.1:${await freePort()}`, signIn: user });
    await workbench.pressInNotification(/“Office” does not work\. .* refused the connection/, "Edit Connection…");
    await answerPrompt(workbench, "URL of the endpoint", server.endpoint);
    await workbench.pick("Path style");
    await answerPrompt(workbench, "Region for signatures");
    await workbench.pick("Access key and secret");
    await answerPrompt(workbench, "Access key ID");
    await answerPrompt(workbench, "Leave empty to keep the one that is stored");
    await answerPrompt(workbench, "Names of buckets");
    await answerPrompt(workbench, "Name of this connection");
    await workbench.treeItem(bucket).waitFor();
    await workbench.pressInNotification("“Office” can be browsed and indexed.", "Show Report");
    await workbench.dialog(/✓ List buckets.*✓ List objects.*✓ Read an object/).waitFor();
  });

  it("are renamed, tested on request with an answer for each permission, and removed", async () => {
    await workbench.chooseFromMenu(workbench.treeItem("Office"), "Rename Connection…");
    await workbench.answer("Head Office");
    const guest = await createS3User("e2e-tested");
    await denyListBuckets(server, guest.uid);
    await allow(client, bucket, [guest.uid], ["s3:ListBucket"]);
    await addConnection(workbench, { name: "Guest", endpoint: server.endpoint, signIn: guest, buckets: bucket });
    await workbench.waitForNotification(/“Guest” does not work completely\. .*s3:GetObject on it is missing/);
    await workbench.chooseFromMenu(workbench.treeItem("Guest"), "Test Connection");
    const report = /✗ List buckets: .*s3:ListAllMyBuckets is missing.*✓ List objects.*✗ Read an object: .*s3:GetObject on it is missing/;
    await workbench.dialog(report).waitFor();
    await workbench.screenshot("connection-report");
    await answerDialog(workbench, report, "Cancel");
    await workbench.chooseFromMenu(workbench.treeItem("Guest"), "Remove Connection");
    await answerDialog(workbench, "Remove the connection “Guest”?", "Remove");
    await workbench.treeItem("Guest").waitFor({ state: "detached" });
    await workbench.treeItem("Head Office").waitFor();
    const settings = readFileSync(join(workbench.stateFolder, "Machine", "settings.json"), "utf8");
    expect(settings).toContain(`"name": "Head Office"`);
    expect(settings).not.toContain(guest.accessKeyId);
  });

  it("whose sign-in has expired say so once, and go on by themselves after the one click that mends it", async () => {
    await addConnection(workbench, { name: "Audit", endpoint: proxy.endpoint, signIn: { profile: "audit" } });
    const ofAudit = workbench.treeItem(bucket).nth(1);
    await workbench.waitForNotification("“Audit” can be browsed and indexed.");
    expired = (path) => path.includes("AWSLogs") && !path.includes("list-type");
    await askForTime(workbench, ofAudit);
    await workbench.pick("All");
    await workbench.dialog("To read: 12 objects").waitFor();
    await workbench.notification("Looking through").waitFor({ state: "detached" });
    await answerDialog(workbench, "To read: 12 objects", "Index");
    const expiry = 'The credentials of profile "audit" have expired.';
    await workbench.waitForNotification(expiry);
    expired = () => true;
    await untilThere(() => workbench.pressOn(workbench.treeItem("Audit"), "Refresh"), problem(workbench, /profile "audit" have expired/));
    await workbench.screenshot("expired");
    expect(await workbench.notification("have expired").count()).toBe(1);
    await workbench.pressInNotification(expiry, "Sign In Again…");
    await workbench.waitForNotification("2,096 rows of 12 objects");
    await expect.poll(() => workbench.mark(ofAudit), patient).toBe("✓");
    expect(await aws.signIns()).toBe(1);
  });

  it("whose keys are refused ask for others when the sentence that says so is clicked", async () => {
    await addConnection(workbench, { name: "Typo", endpoint: server.endpoint, signIn: { ...user, accessKeyId: "AKIAWRONG" } });
    const refused = problem(workbench, /does not know the access key of this connection/);
    await refused.waitFor(patient);
    await untilThere(() => refused.click(brief), workbench.quickInput);
    await expect.poll(() => workbench.quickInput.inputValue()).toBe("AKIAWRONG");
    await answerPrompt(workbench, "Access key ID", user.accessKeyId);
    await answerPrompt(workbench, "Secret access key", user.secretAccessKey);
    await answerPrompt(workbench, "Session token", "");
    await workbench.treeItem(bucket).nth(2).waitFor();
  });

  it("notice that the AWS files were changed", async () => {
    await addConnection(workbench, { name: "Robot", endpoint: server.endpoint, signIn: { profile: "robot" } });
    await problem(workbench, /refuses the secret access key of profile "robot"/).waitFor(patient);
    await aws.writeCredentials("robot", user);
    await workbench.treeItem(bucket).nth(3).waitFor();
    await workbench.screenshot("credentials-changed");
  });
});
