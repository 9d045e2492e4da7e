import { describe, expect, it } from "vitest";
import type { ConnectionProfile, S3Place } from "../../../src/protocol/connection";
import { connectionOfSource } from "../../../src/extension/indexing/sourceConnection";

const s3 = (id: string, parts: Partial<S3Place>): ConnectionProfile => ({
  id,
  name: id,
  place: { kind: "s3", pathStyle: false, signIn: { method: "environment" }, buckets: [], ...parts },
});
const profiles: readonly ConnectionProfile[] = [
  s3("aws", {}),
  s3("other-account", { buckets: ["theirs"] }),
  s3("local", { endpoint: "http://127.0.0.1:9000" }),
  { id: "folder", name: "folder", place: { kind: "folder", path: "/data/flow logs" } },
];

describe("the connection of a source", () => {
  it.each([
    ["AWS", { uri: "s3://ours", endpoint: "", bucket: "ours" }, "aws"],
    ["AWS, added by name to one of two", { uri: "s3://theirs", endpoint: "", bucket: "theirs" }, "other-account"],
    ["an endpoint", { uri: "s3://logs", endpoint: "127.0.0.1:9000", bucket: "logs" }, "local"],
    ["a folder", { uri: "file:///data/flow%20logs", endpoint: "file", bucket: "flow logs" }, "folder"],
    ["an endpoint that no connection has", { uri: "s3://logs", endpoint: "minio:9000", bucket: "logs" }, undefined],
    ["another folder", { uri: "file:///data/flow", endpoint: "file", bucket: "flow" }, undefined],
  ])("is found for %s", (_, source, id) => {
    expect(connectionOfSource(profiles, source)?.id).toBe(id);
  });
});
