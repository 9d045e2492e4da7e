import { describe, expect, it } from "vitest";
import { exampleDescription } from "../../../src/extension/runs/exampleDescription";

describe("the description of an example query", () => {
  it.each([
    ["-- @name X\n-- @about Who tried many ports, and when?\nSELECT 1", "Who tried many ports, and when?"],
    ["-- Who scans?\n-- And whom.\nSELECT 1", "Who scans?"],
    ["-- One sentence over\n-- two lines. Another.\n\n-- @name X\nSELECT 1", "One sentence over two lines."],
    ["-- no full stop\nSELECT 1", "no full stop"],
    ["-- @name Only a name\nSELECT 1", ""],
    ["SELECT 1 -- not the opening", ""],
  ])("of %o is %o", (content, description) => {
    expect(exampleDescription(content)).toBe(description);
  });
});
