import { describe, expect, it } from "vitest";
import { isTimeStep, timeStepSeconds } from "../../src/base/timeStep";

describe("a step of time", () => {
  it.each([
    ["30s", 30],
    ["5m", 300],
    ["1h", 3600],
    ["2d", 172_800],
    ["999999s", 999_999],
  ])("%s is %d seconds", (text, seconds) => {
    expect(isTimeStep(text)).toBe(true);
    expect(timeStepSeconds(text)).toBe(seconds);
  });

  it.each(["", "5", "m", "0m", "05m", "1.5h", "-1d", "5 m", "5min", "1w", "5M", "1000000s", "5m\n"])("%j is none", (text) => {
    expect(isTimeStep(text)).toBe(false);
    expect(timeStepSeconds(text)).toBeUndefined();
  });

  it("is not there where nothing is written", () => {
    expect(timeStepSeconds(undefined)).toBeUndefined();
  });
});
