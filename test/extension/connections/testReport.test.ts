import { describe, expect, it } from "vitest";
import { describeTest } from "../../../src/extension/connections/testReport";
import { plain } from "../plain";

describe("the report of a connection test", () => {
  it("has a mark and a sentence for each question, and names the missing permission", () => {
    const text = describeTest(
      {
        listBuckets: { outcome: "fails", sentence: "Listing buckets is refused.", permission: "s3:ListAllMyBuckets" },
        listObjects: { outcome: "works", sentence: "3 objects were listed." },
        readObject: { outcome: "notTried", sentence: "There is no object to read." },
      },
      plain,
    );
    expect(text.split("\n\n")).toEqual([
      "✗ List buckets: Listing buckets is refused. Missing permission: s3:ListAllMyBuckets.",
      "✓ List objects: 3 objects were listed.",
      "– Read an object: There is no object to read.",
    ]);
  });
});
