import { describe, expect, it } from "vitest";
import type { ConnectionProfile } from "../../../src/protocol/connection";
import { mergeProfiles, readProfiles, resolveFolder } from "../../../src/extension/connections/profileSchema";

const folder: ConnectionProfile = { id: "f", name: "Folder", place: { kind: "folder", path: "/data/logs" } };
const bucket: ConnectionProfile = {
  id: "b",
  name: "IBM",
  place: {
    kind: "s3",
    endpoint: "https://s3.eu-de.cloud-object-storage.appdomain.cloud",
    region: "eu-de",
    pathStyle: true,
    signIn: { method: "keys", accessKeyId: "AK" },
    buckets: ["logs"],
  },
};

describe("connections in settings", () => {
  it("are read as they were written", () => {
    const stored: unknown = JSON.parse(JSON.stringify([folder, bucket]));
    expect(readProfiles(stored)).toEqual({ profiles: [folder, bucket], unreadable: 0 });
  });

  it("get what people leave out: no buckets by name, path style where there is an endpoint", () => {
    const short = { id: "x", name: "X", place: { kind: "s3", endpoint: "http://127.0.0.1:9000", signIn: { method: "anonymous" } } };
    expect(readProfiles([short]).profiles[0]?.place).toMatchObject({ pathStyle: true, buckets: [] });
  });

  it.each([
    ["nothing", undefined],
    ["a text", "aws"],
    ["an object", { id: "x" }],
  ])("are none where the setting is %s", (_, value) => {
    expect(readProfiles(value)).toEqual({ profiles: [], unreadable: 0 });
  });

  it.each([
    ["without an id", { ...folder, id: "" }],
    ["without a place", { id: "x", name: "X" }],
    ["of a kind that there is not", { ...folder, place: { kind: "ftp", path: "/" } }],
    ["without a way to sign in", { ...bucket, place: { kind: "s3", pathStyle: false, buckets: [] } }],
    ["with an endpoint that is no URL", { ...bucket, place: { ...bucket.place, endpoint: "s3.example.com" } }],
    ["with a profile that has no name", { ...bucket, place: { ...bucket.place, signIn: { method: "profile" } } }],
    ["that is no object", 7],
  ])("that cannot be used are left out and counted: one %s", (_, entry) => {
    expect(readProfiles([entry, folder])).toEqual({ profiles: [folder], unreadable: 1 });
  });

  it("drop what does not belong there, so that a secret in settings is never used", () => {
    const place = { ...bucket.place, secretAccessKey: "hidden", signIn: { method: "keys", accessKeyId: "AK", secretAccessKey: "hidden" } };
    expect(JSON.stringify(readProfiles([{ ...bucket, place }]).profiles)).not.toContain("hidden");
  });
});

describe("connections of the user and of the workspace", () => {
  it("are all there, and the user's own win", () => {
    const impostor: ConnectionProfile = { ...bucket, name: "Impostor" };
    expect(mergeProfiles([bucket], [impostor, folder])).toEqual([bucket, folder]);
  });
});

describe("the folder of the sample bucket", () => {
  it("is found wherever the extension is installed", () => {
    const sample: ConnectionProfile = { id: "s", name: "S", place: { kind: "folder", path: "${extensionFolder}/library/samples/bucket" } };
    expect(resolveFolder(sample, "/ext/1.2.3").place).toEqual({ kind: "folder", path: "/ext/1.2.3/library/samples/bucket" });
    expect(resolveFolder(bucket, "/ext/1.2.3")).toEqual(bucket);
  });
});
