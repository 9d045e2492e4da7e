import { describe, expect, it } from "vitest";
import { describeTest, troubleOf } from "../../../src/extension/connections/testReport";
import { plain } from "../plain";

const works = { outcome: "works", sentence: "It works." } as const;
const fails = (sentence: string) => ({ outcome: "fails", sentence }) as const;
const notTried = { outcome: "notTried", sentence: "There is nothing to try it with." } as const;

it("names a permission once, where the sentence does so already", () => {
  const listBuckets = { outcome: "fails", sentence: "s3:ListAllMyBuckets is missing.", permission: "s3:ListAllMyBuckets" } as const;
  const [first] = describeTest({ listBuckets, listObjects: notTried, readObject: notTried }, plain).split("\n\n");
  expect(first).toBe("✗ List buckets: s3:ListAllMyBuckets is missing.");
});

describe("the trouble of a connection", () => {
  it.each([
    ["nothing, where all works", { listBuckets: works, listObjects: works, readObject: works }, undefined],
    ["nothing, where there is nothing to read yet", { listBuckets: works, listObjects: notTried, readObject: notTried }, undefined],
    ["the first thing that fails", { listBuckets: works, listObjects: fails("First."), readObject: fails("Second.") }, "First."],
    ["that buckets cannot be listed", { listBuckets: fails("No."), listObjects: notTried, readObject: notTried }, "No."],
  ])("is %s", (_, report, sentence) => {
    expect(troubleOf(report, false)?.sentence).toBe(sentence);
  });

  it("is not that buckets cannot be listed, where one was named", () => {
    expect(troubleOf({ listBuckets: fails("No."), listObjects: works, readObject: works }, true)).toBeUndefined();
  });
});

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
