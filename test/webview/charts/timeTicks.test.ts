import { describe, expect, it } from "vitest";
import { dayAtMidnight, rowTimes } from "../../../webview/charts/cartesian/timeLabels";
import { timeTicks } from "../../../webview/charts/cartesian/timeTicks";

/** Seven pixels a character. */
function labels(
  [from, to]: readonly [string, string],
  { width, zone = "UTC", stepSeconds }: { readonly width: number; readonly zone?: string; readonly stepSeconds?: number },
): readonly string[] {
  const text = dayAtMidnight(zone);
  const textsOf = (times: readonly number[]): readonly string[] => {
    const all = times.map((value) => ({ value }));
    return times.map((time, index) => text(time, index, all));
  };
  const widths = (times: readonly number[]): readonly number[] => textsOf(times).map(({ length }) => length * 7);
  const room = { from: Date.parse(from), to: Date.parse(to), width, zone, widths };
  return textsOf(timeTicks({ ...room, ...(stepSeconds === undefined ? {} : { stepSeconds }) }));
}

const afternoon = ["2026-03-14T02:30:00Z", "2026-03-14T04:20:00Z"] as const;

describe("The ticks of a time axis", () => {
  it.each([
    [200, "14 Mar, 03:00 | 04:00"],
    [300, "14 Mar, 02:30 | 03:00 | 03:30 | 04:00"],
    [2000, "14 Mar, 02:30 | 02:40 | 02:50 | 03:00 | 03:10 | 03:20 | 03:30 | 03:40 | 03:50 | 04:00 | 04:10 | 04:20"],
  ])("on data of ten minutes in %d pixels are round times and steps of the data", (width, expected) => {
    expect(labels(afternoon, { width, stepSeconds: 600 }).join(" | ")).toBe(expected);
  });

  it("are finer where the data are", () => {
    expect(labels(["2026-03-14T02:38:00Z", "2026-03-14T02:54:00Z"], { width: 400, stepSeconds: 60 })).toEqual([
      "14 Mar, 02:40",
      "02:45",
      "02:50",
    ]);
    expect(labels(["2026-03-14T02:38:01Z", "2026-03-14T02:38:31Z"], { width: 700 })).toEqual([
      "14 Mar, 02:38:05",
      "02:38:10",
      "02:38:15",
      "02:38:20",
      "02:38:25",
      "02:38:30",
    ]);
  });

  it("are hours and days of the zone, also where its clock is put forward", () => {
    const night = ["2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z"] as const;
    expect(labels(night, { width: 420, zone: "Europe/Berlin", stepSeconds: 3600 })).toEqual([
      ...["28 Mar, 22:00", "29 Mar", "04:00", "06:00", "08:00"],
    ]);
    expect(labels(["2026-03-13T23:00:00Z", "2026-03-14T11:00:00Z"], { width: 330, zone: "Asia/Kolkata" })).toEqual([
      ...["14 Mar, 06:00", "09:00", "12:00", "15:00"],
    ]);
    const days = labels(["2026-03-26T23:00:00Z", "2026-03-31T22:00:00Z"], { width: 400, zone: "Europe/Berlin" });
    expect(days).toEqual(["27 Mar", "28 Mar", "29 Mar", "30 Mar", "31 Mar", "1 Apr"]);
  });

  it("are days, Mondays and months where they are further apart", () => {
    expect(labels(["2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z"], { width: 400 })).toEqual([
      ...["2 Mar", "9 Mar", "16 Mar", "23 Mar", "30 Mar"],
    ]);
    expect(labels(["2026-01-05T00:00:00Z", "2026-12-20T00:00:00Z"], { width: 400 })).toEqual(["Apr 2026", "Jul 2026", "Oct 2026"]);
  });

  it("are no nearer to each other than the steps", () => {
    const weeks = ["2026-03-02T00:00:00Z", "2026-03-23T00:00:00Z"] as const;
    expect(labels(weeks, { width: 2000, stepSeconds: 7 * 86_400 })).toEqual(["2 Mar", "9 Mar", "16 Mar", "23 Mar"]);
    expect(labels(["2026-03-14T00:00:00Z", "2026-03-14T04:00:00Z"], { width: 900, stepSeconds: 1200 })).toEqual([
      ...["14 Mar", "01:00", "02:00", "03:00", "04:00"],
    ]);
  });

  it("are one where no two fit, and none where no round time is there", () => {
    expect(labels(afternoon, { width: 60, stepSeconds: 600 })).toHaveLength(1);
    expect(labels(["2026-03-14T02:38:00.100Z", "2026-03-14T02:38:00.900Z"], { width: 400 })).toEqual([]);
  });
});

describe("Rows that are times", () => {
  const times = (...texts: readonly string[]): readonly number[] => texts.map((text) => Date.parse(text));

  it("say the day where it is another one, and all of them where some are left out", () => {
    const night = times("2026-03-14T22:00:00Z", "2026-03-14T23:00:00Z", "2026-03-15T00:00:00Z", "2026-03-15T01:00:00Z");
    expect(rowTimes(night, 3600, "UTC")).toEqual({
      short: ["14 Mar, 22:00", "23:00", "15 Mar, 00:00", "01:00"],
      whole: ["14 Mar, 22:00", "14 Mar, 23:00", "15 Mar, 00:00", "15 Mar, 01:00"],
    });
    expect(rowTimes(night, 3600, "Europe/Berlin").short).toEqual(["14 Mar, 23:00", "15 Mar, 00:00", "01:00", "02:00"]);
  });

  it("are days where steps are days, with the year where there are two, and have seconds where steps have", () => {
    const newYear = times("2025-12-31T00:00:00Z", "2026-01-01T00:00:00Z");
    expect(rowTimes(newYear, 86_400, "UTC").short).toEqual(["31 Dec 2025", "1 Jan 2026"]);
    expect(rowTimes(times("2026-03-14T22:00:05Z", "2026-03-14T22:00:10Z"), 5, "UTC").short).toEqual(["14 Mar, 22:00:05", "22:00:10"]);
  });
});
