import { describe, expect, it } from "vitest";
import { shortTimes } from "../../../webview/pivot/shortTimes";

const columns = [
  { name: "start_time", type: "TIMESTAMP", meaning: "time" },
  { name: "port", type: "INTEGER", meaning: "port" },
  { name: "end_time", type: "TIMESTAMP", meaning: "time" },
] as const;

describe("Times of a table", () => {
  it.each([
    [["2026-03-14T03:10:04Z", "2026-03-14T23:59:59.5Z"], "2026-03-14", "03:10:04"],
    [["2026-03-14T03:10:04Z", null], "2026-03-14", "03:10:04"],
    [["2026-03-14T03:10:04Z", "2026-03-15T00:00:00Z"], "2026", "03-14 03:10:04"],
    [["2026-12-31T23:10:04Z", "2027-01-01T00:00:00Z"], "", "2026-12-31 23:10:04"],
  ])("%j have %j in common, and the first is told as %s", ([start = null, end = null], common, text) => {
    const times = shortTimes({ columns, rows: [[start, 443, end]], elapsedMs: 1 });
    expect([times.common, times.text(String(start))]).toEqual([common, text]);
  });

  it("have nothing in common where there are none", () => {
    expect(shortTimes({ columns, rows: [[null, 443, null]], elapsedMs: 1 }).common).toBe("");
  });
});
