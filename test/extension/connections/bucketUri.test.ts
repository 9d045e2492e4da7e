import { describe, expect, it } from "vitest";
import {
  folderName,
  isBucketName,
  looksLikeUri,
  normalizePrefix,
  objectUriText,
  parseBucketUri,
} from "../../../src/extension/connections/bucketUri";

describe("the address of a bucket", () => {
  it.each([
    ["s3://logs", { bucket: "logs", prefix: "" }],
    ["s3://logs/", { bucket: "logs", prefix: "" }],
    ["  s3://logs/AWSLogs/2109/2026/03/14/ ", { bucket: "logs", prefix: "AWSLogs/2109/2026/03/14/" }],
    ["S3://logs/a b/c", { bucket: "logs", prefix: "a b/c" }],
    ["s3://logs/vpc-id=crn%3Av1%3Abluemix/", { bucket: "logs", prefix: "vpc-id=crn%3Av1%3Abluemix/" }],
    ["s3a://logs/x", { bucket: "logs", prefix: "x" }],
    ["cos://eu-de/logs/ibm_vpc_flowlogs_v1/", { bucket: "logs", prefix: "ibm_vpc_flowlogs_v1/" }],
    ["arn:aws:s3:::logs/AWSLogs/", { bucket: "logs", prefix: "AWSLogs/" }],
    ["arn:aws-us-gov:s3:::logs", { bucket: "logs", prefix: "" }],
  ])("is read from %o", (text, place) => {
    expect(parseBucketUri(text)).toEqual(place);
  });

  it.each(["", "logs", "AWSLogs/2026/", "s3://", "https://logs.s3.amazonaws.com/x", "/s3://x"])("is not read from %o", (text) => {
    expect(parseBucketUri(text)).toBeUndefined();
  });

  it("is told from a prefix even where it is broken", () => {
    expect(["s3:///x", "https://x", "arn:aws:s3"].map(looksLikeUri)).toEqual([true, true, true]);
    expect(["AWSLogs/", "year=2026/", "a:b/c"].map(looksLikeUri)).toEqual([false, false, false]);
  });
});

describe("a typed prefix", () => {
  it.each([
    ["/AWSLogs/", "AWSLogs/"],
    [" AWSLogs/2109", "AWSLogs/2109"],
    ["crn%3Av1/", "crn%3Av1/"],
  ])("%o becomes %o", (text, prefix) => {
    expect(normalizePrefix(text)).toBe(prefix);
  });
});

describe("names of buckets", () => {
  it.each(["my-flow-logs", "a.b.c", "Old_Bucket", "123"])("%s is one", (name) => {
    expect(isBucketName(name)).toBe(true);
  });

  it.each(["", "ab", "-logs", "logs-", "my logs", "logs/x", "lögs"])("%o is none", (name) => {
    expect(isBucketName(name)).toBe(false);
  });
});

describe("the URI of an object", () => {
  it("has the key of a bucket as it is", () => {
    expect(objectUriText("s3://logs", "a%2Fb/c d")).toBe("s3://logs/a%2Fb/c d");
  });

  it("has the path of a file escaped", () => {
    expect(objectUriText("file:///data/logs", "a%2Fb/c d")).toBe("file:///data/logs/a%252Fb/c%20d");
  });
});

describe("the name of a folder", () => {
  it.each([
    ["file:///data/flow%20logs", "flow logs"],
    ["file:///data/logs/", "logs"],
    ["file:///C:/logs", "logs"],
    ["file:///", "file:///"],
  ])("is the last part of its path: %s", (uri, name) => {
    expect(folderName(uri)).toBe(name);
  });

  it("is not that of a bucket", () => {
    expect(folderName("s3://logs")).toBeUndefined();
  });
});
