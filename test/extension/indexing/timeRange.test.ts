import { describe, expect, it } from "vitest";
import { describeRange, describeTimeProblem, lastHours, parseUtc } from "../../../src/extension/indexing/timeRange";
import { plain } from "../plain";

describe("a typed time", () => {
  it.each([
    ["2026-03-14", "from", "2026-03-14T00:00:00Z"],
    ["2026-03-14", "to", "2026-03-15T00:00:00Z"],
    ["2026-12-31", "to", "2027-01-01T00:00:00Z"],
    ["2026-3-4 5:06", "from", "2026-03-04T05:06:00Z"],
    ["2026-03-14 15:00", "to", "2026-03-14T15:00:00Z"],
    ["2026-03-14T15:00:02Z", "from", "2026-03-14T15:00:02Z"],
    [" 2026-03-14 15:00 utc ", "from", "2026-03-14T15:00:00Z"],
    ["2024-02-29", "from", "2024-02-29T00:00:00Z"],
  ] as const)("%o as the %s of a range is %s", (text, end, iso) => {
    expect(parseUtc(text, end)).toEqual({ iso });
  });

  it.each([
    ["yesterday", "notATime"],
    ["14.03.2026", "notATime"],
    ["2026-03-14 25", "notATime"],
    ["2026-02-29", "noSuchDate"],
    ["2026-13-01", "noSuchDate"],
    ["2026-03-14 24:00", "noSuchDate"],
    ["2026-03-14 15:60", "noSuchDate"],
    ["2026-03-14 15:00+01:00", "notUtc"],
    ["2026-03-14 15:00 CET", "notUtc"],
  ])("%o is refused: %s", (text, problem) => {
    expect(parseUtc(text, "from")).toEqual({ problem });
    expect(describeTimeProblem(text, "from", plain)).toBeTruthy();
  });

  it("may be left out", () => {
    expect(describeTimeProblem("", "to", plain)).toBeUndefined();
  });
});

describe("a time range", () => {
  it("of the last hours ends now", () => {
    const now = new Date("2026-03-14T15:00:02.345Z");
    expect(lastHours(24, now)).toEqual({ from: "2026-03-13T15:00:02Z", to: "2026-03-14T15:00:02Z" });
  });

  it.each([
    [{}, "all times"],
    [{ from: "2026-03-14T00:00:00Z" }, "from 2026-03-14 UTC"],
    [{ to: "2026-03-14T15:30:00Z" }, "up to 2026-03-14 15:30 UTC"],
    [{ from: "2026-03-14T00:00:00Z", to: "2026-03-14T15:00:02Z" }, "2026-03-14 to 2026-03-14 15:00:02 UTC"],
  ])("%o is called %o", (range, text) => {
    expect(describeRange(range, plain)).toBe(text);
  });
});
