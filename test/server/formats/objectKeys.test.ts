import { describe, expect, it } from "vitest";
import { isFlowLogKey, isIgnorableKey, keyTime, nextKeyInRange } from "../../../src/server/formats/objectKeys";
import { awsKey, flowSamples, ibmKey, ibmOlderKey } from "../../support/flowSamples";

const daily = "AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03/14/";
const hive = "p/AWSLogs/aws-account-id=210987654321/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=03/day=14/";

describe("keys that need no reading", () => {
  it.each([
    "",
    "netlogs/",
    "netlogs/2026_$folder$",
    "exportedlogs/aws-logs-write-test",
    "AWSLogs/210987654321/ELBAccessLogTestFile",
    "AWSLogs/210987654321/Config/ConfigWritabilityCheckFile",
    "AWSLogs/210987654321/CloudTrail/eu-west-1/2026/03/14/210987654321_CloudTrail_eu-west-1_20260314T1505Z_x.json.gz",
    "AWSLogs/o-a1b2c3d4e5/210987654321/CloudTrail-Digest/eu-west-1/2026/03/14/x.json.gz",
    "copies/CloudTrail/x.json.gz",
    "AWSLogs/210987654321/elasticloadbalancing/eu-west-1/2026/03/14/x.log.gz",
    "AWSLogs/210987654321/Config/eu-west-1/2026/3/14/ConfigHistory/x.json.gz",
    "AWSLogs/210987654321/vpcdnsquerylogs/vpc-0f1e2d3c4b5a69788/2026/03/14/x.log.gz",
    "AWSLogs/aws-account-id=210987654321/aws-service=elasticloadbalancing/aws-region=eu-west-1/x.log.gz",
    "athena/0b0c0d0e-1111-2222-3333-444455556666.csv",
    "athena/0b0c0d0e-1111-2222-3333-444455556666.csv.metadata",
    "spark/_SUCCESS",
    "spark/_temporary",
    "folder/.DS_Store",
  ])("are passed over: “%s”", (key) => {
    expect(isIgnorableKey(key)).toBe(true);
  });

  it.each([
    ...new Set(Object.values(flowSamples).map(({ key }) => key)),
    `${hive}210987654321_vpcflowlogs_eu-west-1_fl-0a1b2c3d_20260314T1500Z_9c41d07e.log.parquet`,
    "AWSLogs/service=vpcflowlogs/x.log.gz",
    "CloudTrail/AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03/14/x.log.gz",
    "AWSLogs/210987654321/rewritten/x.log.gz",
    "my flows/Config/x.gz",
  ])("are not passed over: “%s”", (key) => {
    expect(isIgnorableKey(key)).toBe(false);
  });
});

describe("the key of a flow log", () => {
  it.each([
    [awsKey, true],
    [hive, true],
    ["flat/210987654321_vpcflowlogs_eu-west-1_fl-0a1b2c3d_20260314T1500Z_9c41d07e.log.gz", true],
    ["service=vpcflowlogs/x", true],
    ["myvpcflowlogs/x", false],
    ["vpcflowlogs", false],
    ["", false],
  ])("names it: “%s” → %s", (key, names) => {
    expect(isFlowLogKey(key)).toBe(names);
  });
});

describe("the time that a key tells", () => {
  it.each([
    ["an object, by the stamp in its name", awsKey, "2026-03-14T14:49:00Z", "2026-03-14T15:06:00Z"],
    ["a copied object, by its name", `flat/${awsKey.split("/").at(-1) ?? ""}`, "2026-03-14T14:49:00Z", "2026-03-14T15:06:00Z"],
    [
      "a Parquet object, by its name",
      `${hive}hour=15/a_vpcflowlogs_eu-west-1_fl-1_20260314T2355Z_0.log.parquet`,
      "2026-03-14T23:44:00Z",
      "2026-03-15T00:01:00Z",
    ],
    ["a day", daily, "2026-03-13T23:49:00Z", "2026-03-15T00:01:00Z"],
    ["an object of a day without a stamp", `${daily}part-0.gz`, "2026-03-13T23:49:00Z", "2026-03-15T00:01:00Z"],
    ["an hour", `${daily}23/`, "2026-03-14T22:49:00Z", "2026-03-15T00:01:00Z"],
    ["a month", "x/vpcflowlogs/eu-west-1/2026/12/", "2026-11-30T23:49:00Z", "2027-01-01T00:01:00Z"],
    ["a year", "x/vpcflowlogs/eu-west-1/2026/", "2025-12-31T23:49:00Z", "2027-01-01T00:01:00Z"],
    ["a day begun to be typed", "x/vpcflowlogs/eu-west-1/2026/03/1", "2026-02-28T23:49:00Z", "2026-04-01T00:01:00Z"],
    ["a leap day", "x/vpcflowlogs/eu-west-1/2028/02/29/", "2028-02-28T23:49:00Z", "2028-03-01T00:01:00Z"],
    ["a Hive day", hive, "2026-03-13T23:49:00Z", "2026-03-15T00:01:00Z"],
    ["a Hive hour", `${hive}hour=00/`, "2026-03-13T23:49:00Z", "2026-03-14T01:01:00Z"],
    ["an hour of IBM's", ibmKey("egress"), "2026-03-14T14:00:00Z", "2026-03-14T17:00:00Z"],
    ["IBM's hour 24", ibmKey("all").replace("hour=15", "hour=24"), "2026-03-14T23:00:00Z", "2026-03-15T02:00:00Z"],
    ["a day of IBM's", ibmKey("all").replace(/hour=.*/, ""), "2026-03-13T23:00:00Z", "2026-03-15T01:00:00Z"],
    ["dates of unknown making", "lake/year=2026/month=3/day=4/part-0.parquet", "2026-03-03T00:00:00Z", "2026-03-06T00:00:00Z"],
  ])("is that of %s", (_what, key, from, to) => {
    expect(keyTime(key)).toEqual({ from: new Date(from), to: new Date(to) });
  });

  it("has no end for IBM's older paths, whose folders grow for days", () => {
    const time = keyTime(ibmOlderKey);
    expect(time?.from).toEqual(new Date("2026-03-12T07:00:00Z"));
    expect(time?.to.getUTCFullYear()).toBeGreaterThan(200_000);
  });

  it("holds every record of the sample under that key", () => {
    const time = keyTime(awsKey);
    for (const seconds of [1_773_500_400, 1_773_500_489]) {
      expect(time?.from.getTime()).toBeLessThanOrEqual(seconds * 1000);
      expect(time?.to.getTime()).toBeGreaterThanOrEqual(seconds * 1000);
    }
  });

  it.each([
    "",
    "copies/object.gz",
    "x/vpcflowlogs/eu-west-1/",
    "x/vpcflowlogs/eu-west-1/2026",
    "x/vpcflowlogs/eu-west-1/2026/02/30/",
    "x/vpcflowlogs/eu-west-1/2026/13/",
    "x/year=2026/month=2/day=31/x",
    "x/year=2026/month=02/day=01/hour=25/x",
    "flat/a_vpcflowlogs_eu-west-1_fl-1_20261314T1500Z_0.log.gz",
    "firehose/2026/03/14/15/flows-1",
    "exportedlogs/0b0c0d0e-1111-2222-3333-444455556666/eni-0a11b22c33d44e55f-all/000000.gz",
    "ibm_vpc_flowlogs_v0/0f0e/eu-de-1/",
  ])("is none for “%s”", (key) => {
    expect(keyTime(key)).toBeUndefined();
  });
});

describe("a listing in key order, at a day outside the range", () => {
  const march = { from: new Date("2026-03-14T00:00:00Z"), to: new Date("2026-03-15T00:00:00Z") };
  const ibmDays = ibmKey("all").replace(/year=.*/, "");
  const hiveDays = hive.replace(/year=.*/, "");
  const dailyDays = daily.replace("2026/03/14/", "");

  it.each([
    ["before it", `${dailyDays}2024/07/01/a.log.gz`, `${dailyDays}2026/03/13/`],
    ["before it, of Hive paths", `${hiveDays}year=2026/month=01/day=05/hour=03/a.parquet`, `${hiveDays}year=2026/month=03/day=13/`],
    ["before it, at IBM", `${ibmDays}year=2025/month=12/day=31/hour=23/stream-id=x/0.gz`, `${ibmDays}year=2026/month=03/day=13/`],
    ["behind it", `${dailyDays}2026/03/16/a.log.gz`, `${dailyDays}9999`],
    ["behind it, of Hive paths", `${hiveDays}year=2026/month=04/day=01/a.parquet`, `${hiveDays}year=9999`],
  ])("leaps on where the day lies %s", (_where, key, next) => {
    expect(nextKeyInRange(key, march)).toBe(next);
    expect(next > key).toBe(true);
  });

  it.each([
    ["a day of it", `${dailyDays}2026/03/14/a.log.gz`],
    ["a day whose records may reach into it", `${dailyDays}2026/03/13/a.log.gz`],
    ["dates without leading zeros", "AWSLogs/vpcflowlogs/x/year=2026/month=1/day=5/a.parquet"],
    ["dates of unknown making", "lake/year=2026/month=01/day=05/a.parquet"],
    ["IBM's older paths", ibmOlderKey],
    ["a key without a date", "copies/object.gz"],
  ])("does not leap over %s", (_what, key) => {
    expect(nextKeyInRange(key, march)).toBeUndefined();
  });

  it.each([0, 1, 30, 59, 60, 400])("leaps over no day that can hold records of the range: %i days before", (days) => {
    const key = `${dailyDays}${new Date(march.from.getTime() - days * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "/")}/a.log.gz`;
    const next = nextKeyInRange(key, march);
    expect(next === undefined).toBe((keyTime(key)?.to ?? new Date(0)) > march.from);
    if (next !== undefined) expect(keyTime(next)?.to.getTime()).toBeGreaterThanOrEqual(march.from.getTime());
  });

  it("does not leap without a range", () => {
    expect(nextKeyInRange(awsKey, {})).toBeUndefined();
  });
});
