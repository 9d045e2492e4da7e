import { describe, expect, it } from "vitest";
import { FlowLogError } from "../../../src/protocol/errors";
import { withDiskFullTold } from "../../../src/server/indexer/diskFull";

const withCode = (code: string): Error => Object.assign(new Error("write failed"), { code });

describe("A full disk", () => {
  it.each([
    ["the file system", withCode("ENOSPC")],
    ["a quota", withCode("EDQUOT")],
    ["the engine on Linux", new Error('{"exception_message":"Could not write file: No space left on device"}')],
    ["the engine on Windows", new Error("Could not write: There is not enough space on the disk.")],
  ])("is told with what to do when %s says so", (_who, error) => {
    const told = withDiskFullTold(error) as FlowLogError;
    expect(told.data).toEqual({ kind: "diskFull" });
    expect(told.message).toMatch(/The disk that holds the index is full\. Free some space/);
    expect(told.cause).toBe(error);
  });

  it.each([
    ["of another kind", withCode("EACCES")],
    ["of the bucket, whatever its words", new FlowLogError({ kind: "bucketFailure" }, "The bucket has no space left on it.")],
    ["that is no error", "no space left on device"],
  ])("is not what trouble %s is taken for", (_what, error) => {
    expect(withDiskFullTold(error)).toBe(error);
  });
});
