import { describe, expect, it } from "vitest";
import { csvText } from "../../../webview/charting/csvText";
import { statisticsOf } from "../../../webview/charting/statistics";
import { markHeading, markMenu, onlyFilters, valueToLeaveOut, withoutTerm } from "../../../webview/pivot/markMenu";
import { column } from "../charts/groupedInput";

describe("The statistics of a series", () => {
  it("leave gaps out, and interpolate as the engine does", () => {
    expect(statisticsOf([4, null, 1, 3, 2])).toEqual({ min: 1, max: 4, mean: 2.5, p95: expect.closeTo(3.85) as number, total: 10 });
  });

  it("of nothing are nothing", () => {
    expect(statisticsOf([null])).toEqual({ min: null, max: null, mean: null, p95: null, total: null });
  });
});

describe("The data of a chart as CSV", () => {
  it("quotes what needs it, and lets no formula through", () => {
    const rows = [
      ["=1+1", 2.5],
      ['say "hi", please', null],
      ["-1", -1],
    ] as const;
    expect(csvText({ columns: ["name", "@value"], rows })).toBe(`name,'@value\r\n'=1+1,2.5\r\n"say ""hi"", please",\r\n'-1,-1\r\n`);
  });
});

describe("The menu of a mark", () => {
  const columns = [column("time", "time"), column("dstport", "port")];
  const values = [
    { column: 0, from: "a", to: "b" },
    { column: 1, value: 443 },
  ] as const;
  const rangeName = ({ from, to }: { readonly from: unknown; readonly to: unknown }): string => `${String(from)} – ${String(to)}`;
  const labels = (of: Parameters<typeof markMenu>[0]["values"]): readonly string[] =>
    markMenu({ values: of, columns, rangeName, filter: () => undefined, narrow: () => undefined }).flatMap((entry) =>
      entry.kind === "item" ? [entry.label] : [],
    );

  it("leaves out what can be left out by itself: a value, and a range of the statement", () => {
    expect(labels(values)).toEqual([
      "Only this",
      "Not 443 https",
      "Only this, in the statement",
      "Not a – b, in the statement",
      "Not 443 https, in the statement",
    ]);
    expect(labels([values[1]])).toEqual(["Only this", "Not this", "Only this, in the statement", "Not this, in the statement"]);
    expect(labels([values[0]])).toEqual(["Only this", "Only this, in the statement", "Not this, in the statement"]);
    expect(valueToLeaveOut(values)).toEqual(values[1]);
    expect(valueToLeaveOut([values[0]])).toEqual(values[0]);
  });

  it("has a heading that names all that is meant by this", () => {
    expect(markHeading({ values, columns, rangeName })).toBe("a – b and 443 https");
    expect(markHeading({ values: [values[1]], columns, rangeName })).toBe("443 https");
  });

  it("leaves a range out of the statement from its beginning on and before its end", () => {
    expect(withoutTerm(values[0], columns)).toEqual({ column: "time", op: "notRange", from: "a", to: "b" });
    expect(withoutTerm(values[1], columns)).toEqual({ column: "dstport", op: "notIn", values: [443] });
  });

  it("is empty where a mark stands for nothing in particular", () => {
    expect(labels([])).toEqual([]);
  });

  it("looks at a range from its beginning on and before its end", () => {
    expect(onlyFilters(values)).toEqual([
      { column: 0, op: ">=", text: "a" },
      { column: 0, op: "<", text: "b" },
      { column: 1, op: "=", text: "443" },
    ]);
  });
});
