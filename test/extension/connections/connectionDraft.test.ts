import { describe, expect, it } from "vitest";
import type { ConnectionProfile } from "../../../src/protocol/connection";
import { draftOf, newDraft, profileOf, splitBucketNames, suggestName } from "../../../src/extension/connections/connectionDraft";

const profile: ConnectionProfile = {
  id: "p",
  name: "Production",
  place: { kind: "s3", region: "eu-west-1", pathStyle: false, signIn: { method: "profile", profile: "prod" }, buckets: ["logs"] },
};

describe("a connection that is edited and not changed", () => {
  it("is the same afterwards", () => {
    const draft = draftOf(profile);
    expect(draft && profileOf(draft)).toEqual(profile);
  });

  it("keeps its secret, if it has one", () => {
    const keys: ConnectionProfile = { ...profile, place: { ...profile.place, signIn: { method: "keys", accessKeyId: "AK" } } as never };
    expect([draftOf(profile)?.hasSecret, draftOf(keys)?.hasSecret]).toEqual([false, true]);
  });
});

describe("the name that is suggested", () => {
  it.each([
    ["AWS by its profile", { signIn: { method: "profile", profile: "prod" } } as const, "AWS prod"],
    [
      "IBM by its location",
      { provider: "ibm", region: "eu-de", endpoint: "https://s3.eu-de.cloud-object-storage.appdomain.cloud" } as const,
      "IBM eu-de",
    ],
    ["another endpoint by its host", { provider: "other", endpoint: "http://127.0.0.1:9000" } as const, "127.0.0.1:9000"],
    ["a name that there is already", { name: "Mine", endpoint: "http://127.0.0.1:9000" } as const, "Mine"],
  ])("calls %s", (_, parts, name) => {
    expect(suggestName({ ...newDraft("x"), ...parts })).toBe(name);
  });
});

describe("typed names of buckets", () => {
  it.each([
    ["", []],
    ["logs", ["logs"]],
    ["logs, more  others", ["logs", "more", "others"]],
    ["s3://logs/AWSLogs/, logs", ["logs"]],
  ])("%o are %o", (text, names) => {
    expect(splitBucketNames(text)).toEqual(names);
  });
});
