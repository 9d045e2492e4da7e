import { describe, expect, it } from "vitest";
import { writtenPart } from "../../../src/extension/runs/writtenPart";

describe("What was written into a statement", () => {
  it.each([
    ["FROM flows", "FROM flows WHERE srcaddr = '10.0.0.5'", "srcaddr = '10.0.0.5'"],
    ["FROM flows\nWHERE a = 1\nORDER BY a", "FROM flows\nWHERE a = 1\n  AND b = 2\nORDER BY a", "b = 2"],
    ["FROM flows WHERE srcaddr = '10.0.0.5' AND b", "FROM flows WHERE srcaddr = '10.0.0.15' AND b", "'10.0.0.15'"],
    ["SELECT 1 LIMIT 2", "SELECT * FROM (\nSELECT 1 LIMIT 2\n) WHERE a = 1", "a = 1"],
    ["FROM flows WHERE a AND a", "FROM flows WHERE a AND a AND a", "a"],
  ])("%s → %s", (before, after, part) => {
    expect(writtenPart(before, after)).toBe(part);
  });

  it("is nothing where text only went away", () => {
    expect(writtenPart("FROM flows WHERE a AND b", "FROM flows WHERE a")).toBeUndefined();
  });
});
