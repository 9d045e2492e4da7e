import { describe, expect, it } from "vitest";
import { addressToUri, uriToAddress } from "../../../src/extension/documents/objectAddress";

describe("the URI of an object", () => {
  it.each([
    "AWSLogs/1/x.log.gz",
    "",
    "a//b",
    "../x",
    "vpc-id=crn%3Av1%3Abluemix%2F/00000042.gz",
    "with space & ampersand=1?#fragment",
    "übergrößenträger/日志.gz",
    "plus+sign",
  ])("leads back to key %o", (key) => {
    const address = { connectionId: "c1", bucket: "my-logs", key };
    expect(uriToAddress(addressToUri(address))).toEqual(address);
  });

  it("shows bucket and key in its path", () => {
    expect(addressToUri({ connectionId: "c1", bucket: "my-logs", key: "a/b.gz" })).toMatchObject({
      scheme: "flowlog-object",
      authority: "c1",
      path: "/my-logs/a/b.gz",
    });
  });

  it.each(["", "bucket=x", "key=x"])("with query %o leads nowhere", (query) => {
    expect(uriToAddress({ authority: "c1", query })).toBeUndefined();
  });
});
