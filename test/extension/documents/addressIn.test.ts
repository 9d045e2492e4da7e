import { describe, expect, it } from "vitest";
import { addressIn } from "../../../src/extension/documents/addressIn";

describe("addressIn", () => {
  it.each([
    ["WHERE srcaddr = '10.0|.0.5'", "10.0.0.5"],
    ["WHERE srcaddr = '|10.0.0.5'", "10.0.0.5"],
    ["WHERE srcaddr = '10.0.0.5|'", "10.0.0.5"],
    ["-- the scanner is 203.0.113.7|.", "203.0.113.7"],
    ["IN ('2001:DB8:0::1|', '10.0.0.5')", "2001:db8::1"],
    ["'10.0.0.5', '10.0.0.6|'", "10.0.0.6"],
    ["FROM fl|ows", undefined],
    ["bytes > 10.|5", undefined],
    ["fac|e", undefined],
    ["|", undefined],
  ])("finds the address at the cursor: %s", (marked, address) => {
    expect(addressIn(marked.replace("|", ""), marked.indexOf("|"))).toBe(address);
  });
});
