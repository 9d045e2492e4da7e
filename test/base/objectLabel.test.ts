import { describe, expect, it } from "vitest";
import { describeObjectName, nameOfKey } from "../../src/base/objectLabel";

const name = "111122223333_vpcflowlogs_eu-west-1_fl-0a1b2c3d4e5f60718_20260314T1505Z_7a13c2b5.log";

describe("the label of an object", () => {
  it.each([
    { prefix: "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/14/", label: "15:05" },
    { prefix: "2026/03/14/15/", label: "15:05" },
    { prefix: "aws-region=eu-west-1/year=2026/month=03/day=14/", label: "15:05" },
    { prefix: "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/13/", label: "2026-03-14 15:05" },
    { prefix: "", label: "2026-03-14 15:05" },
  ])("is the time in a name of AWS, with the date where the prefix does not say it: $prefix", ({ prefix, label }) => {
    for (const ending of ["", ".gz", ".parquet"]) {
      expect(describeObjectName(prefix, name + ending)).toEqual({ label, detail: name + ending });
    }
  });

  it.each(["00000042.gz", "note.log.gz", "part-1_20260314T1505Z.json", "20260314T1505Z_7a13c2b5.log.gz"])(
    "is any other name itself: %s",
    (other) => {
      expect(describeObjectName("2026/03/14/", other)).toEqual({ label: other });
    },
  );
});

describe("the name of an object", () => {
  it.each([
    ["a/b/c.gz", "c.gz"],
    ["c.gz", "c.gz"],
    ["a/b/", "a/b/"],
  ])("in the key %s is %s", (key, expected) => {
    expect(nameOfKey(key)).toBe(expected);
  });
});
