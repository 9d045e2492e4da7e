import { describe, expect, it } from "vitest";
import { linkedObject } from "../../../src/extension/documents/linkedObject";

const aws = { uri: "s3://logs", bucket: "logs", endpoint: "" };
const other = { uri: "s3://logs", bucket: "logs", endpoint: "s3.example:443" };
const folder = { uri: "file:///data", bucket: "data", endpoint: "file" };
const inner = { uri: "file:///data/inner", bucket: "inner", endpoint: "file" };
const sources = [aws, other, folder, inner];

describe("The address of an object", () => {
  it.each([
    ["s3://logs/a/b.gz", { sources: [aws, other], bucket: "logs", key: "a/b.gz" }],
    ["s3://logs/a//b%20c.gz", { sources: [aws, other], bucket: "logs", key: "a//b%20c.gz" }],
    ["file:///data/a%20b/c.gz", { sources: [folder], bucket: "data", key: "a b/c.gz" }],
    ["file:///data/inner/100%.gz", { sources: [inner], bucket: "inner", key: "100%.gz" }],
    ["cos://eu-de/logs/a.gz", { sources: [aws, other], bucket: "logs", key: "a.gz" }],
    ["s3://elsewhere/a.gz", { sources: [], bucket: "elsewhere", key: "a.gz" }],
    ["AWSLogs/1/a.gz", { sources, key: "AWSLogs/1/a.gz" }],
    ["s3://logs", undefined],
    ["https://example.com/a.gz", undefined],
    ["file:///etc/a.gz", undefined],
  ])("%s", (address, expected) => expect(linkedObject(address, sources)).toEqual(expected));
});
