import { describe, expect, it } from "vitest";
import { addDecimals, compareDecimals } from "../../../../src/server/engines/duckdb/decimalText";

describe("Numbers as text", () => {
  it.each([
    ["1", "2", "3"],
    ["0.1", "0.2", "0.3"],
    ["1.50", "-0.500", "1.000"],
    ["-0.05", "0", "-0.05"],
    ["340282366920938463463374607431768211455", "1", "340282366920938463463374607431768211456"],
    ["1e+300", "1", "1e+300"],
    ["inf", "1", "Infinity"],
    ["inf", "-inf", "NaN"],
  ])("%s and %s are %s", (a, b, sum) => {
    expect(addDecimals(a, b)).toBe(sum);
    expect(addDecimals(b, a)).toBe(sum);
  });

  it("are compared by value", () => {
    const ordered = ["-inf", "-10", "-9.5", "0", "0.10", "0.2", "9", "10", "1e+20", "inf"];
    expect(ordered.toReversed().sort(compareDecimals)).toEqual(ordered);
  });
});
