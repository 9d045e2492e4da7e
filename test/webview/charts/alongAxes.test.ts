import { describe, expect, it } from "vitest";
import type { AggregatedResult, ChartSpec } from "../../../src/protocol/chart";
import { axisFigure } from "../../../webview/charts/cartesian/axisFigures";
import { axisTitle } from "../../../webview/charts/cartesian/axisTitle";
import { cartesianData } from "../../../webview/charts/cartesian/cartesianData";
import { cartesianMarks } from "../../../webview/charts/cartesian/cartesianMarks";
import { positionsOf } from "../../../webview/charts/cartesian/datasets";
import { stepsBetween } from "../../../webview/charts/cartesian/cartesianTimeAxis";
import { layOutSeries } from "../../../webview/charts/cartesian/layOut";
import { byteStep, decadeBelow } from "../../../webview/charts/cartesian/scales";
import { nextStep, rangeText } from "../../../webview/charts/parts/times";
import { statisticsOf } from "../../../webview/charting/statistics";
import { scatterData } from "../../../webview/charts/scatter/points";
import { aggregated, column, inputOf, plainStyle } from "./groupedInput";
import { mixed } from "../../../webview/charts/parts/colours";

const hour = (clock: string): string => `2026-03-14T${clock}:00Z`;
const sums = { filling: [0], zone: "UTC", ordered: true } as const;

describe("Steps along an axis", () => {
  it("are all there between the first and the last, in their order whatever order the groups have", () => {
    const groups = aggregated(
      [
        [hour("13:00"), 9],
        [hour("10:00"), 5],
      ],
      { keys: [{ stepSeconds: 3600 }] },
    );
    const { steps, series } = layOutSeries(groups, sums);
    expect(steps.map(({ value }) => value)).toEqual(["10:00", "11:00", "12:00", "13:00"].map(hour));
    expect(steps.at(-1)?.end).toBe(hour("14:00"));
    expect(series[0]?.values).toEqual([5, 0, 0, 9]);
    expect(layOutSeries(groups, { ...sums, filling: [null] }).series[0]?.values).toEqual([5, null, null, 9]);
  });

  it("of a day follow the clock of their zone when that is put forward", () => {
    const midnight = Date.UTC(2026, 2, 28, 23);
    expect(nextStep(midnight, 86_400, "Europe/Berlin") - midnight).toBe(23 * 3_600_000);
    expect(nextStep(midnight, 3600, "Europe/Berlin") - midnight).toBe(3_600_000);
    expect(nextStep(midnight, 86_400, "UTC") - midnight).toBe(86_400_000);
  });

  it("leave out NULL where the axis has an order, and keep it among categories", () => {
    const groups = aggregated([
      ["a", 2],
      [null, 1],
    ]);
    expect(layOutSeries(groups, { ...sums, ordered: false }).steps).toHaveLength(2);
    expect(layOutSeries(groups, sums).steps).toHaveLength(1);
  });

  it("that are ranges have no holes: as many of the same width as fit, or one where widths differ", () => {
    const even = aggregated(
      [
        [0, 1],
        [30, 2],
      ],
      { keys: [{ upperEdges: [10, 40] }] },
    );
    expect(layOutSeries(even, sums).steps.map(({ value, end }) => [value, end])).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 40],
    ]);
    const growing = aggregated(
      [
        [1, 1],
        [10, 2],
      ],
      { keys: [{ upperEdges: [2, 100] }] },
    );
    expect(layOutSeries(growing, sums).steps.map(({ value, end }) => [value, end])).toEqual([
      [1, 2],
      [2, 10],
      [10, 100],
    ]);
    expect(layOutSeries(growing, sums).series[0]?.values).toEqual([1, 0, 2]);
  });
});

describe("Series along an axis", () => {
  const columns = [column("time", "time"), column("action", "action"), column("bytes", "bytes")];
  const spec: ChartSpec = { kind: "line", x: "time", split: "action", y: [{ fn: "sum", column: "bytes" }] };
  const groups: AggregatedResult = aggregated(
    [
      [hour("10:00"), "REJECT", 1024],
      [hour("11:00"), "ACCEPT", 2048],
      [hour("11:00"), null, 7],
    ],
    { keys: [{ stepSeconds: 3600 }, { otherIndex: 2, distinct: 9 }] },
  );
  const input = inputOf(spec, columns, { ...groups, rows: 50 });
  const data = cartesianData(input);

  it("have the colours of what was accepted and rejected, and a quiet one for the rest", () => {
    expect(data.series.map(({ label, color }) => [label, color])).toEqual([
      ["REJECT", plainStyle.reject],
      ["ACCEPT", plainStyle.accept],
      ["Other", plainStyle.other],
    ]);
  });

  it("say what they are, what is left out, and all their values", () => {
    expect(data.caption).toBe("Sum of bytes per 1 h by action");
    expect(data.notes).toEqual(["2 of 9 values of action are drawn; the others are together in “Other”."]);
    expect(data.table).toEqual({
      columns: ["time", "REJECT", "ACCEPT", "Other"],
      rows: [
        [hour("10:00"), 1024, 0, 0],
        [hour("11:00"), 0, 2048, 7],
      ],
    });
  });

  it("have marks that stand for a range of time and a value; what stands for many values stands for none", () => {
    const marks = cartesianMarks(data, input);
    expect(marks[0]).toEqual({
      lines: ["2026-03-14 10:00 – 11:00 UTC", "REJECT: 1.00 KiB"],
      values: [
        { column: 0, from: hour("10:00"), to: hour("11:00") },
        { column: 1, value: "REJECT" },
      ],
      place: { series: 0, step: 0 },
    });
    expect(marks.at(-1)?.values).toEqual([]);
  });

  it("are named by their columns where the statement has aggregated already", () => {
    const alone = aggregated(
      [
        [hour("10:00"), 5],
        [hour("11:00"), 6],
      ],
      { keys: [{ stepSeconds: 3600 }] },
    );
    const { split: _, ...unsplit } = spec;
    expect(cartesianData(inputOf(unsplit, columns, alone)).series.map(({ label }) => label)).toEqual(["bytes"]);
  });

  it("have no value for a pair of names that does not occur", () => {
    const pairs = aggregated([
      ["203.0.113.200", "10.20.1.14", 3400],
      ["203.0.113.40", "10.20.1.15", 671],
    ]);
    const columns = [column("dstaddr", "address"), column("srcaddr", "address"), column("bytes", "bytes")];
    const { series } = cartesianData(inputOf({ kind: "rowBar", x: "dstaddr", split: "srcaddr", y: spec.y ?? [] }, columns, pairs));
    expect(series.map(({ values }) => values)).toEqual([
      [3400, null],
      [null, 671],
    ]);
    expect(statisticsOf(series[0]?.values ?? [])).toMatchObject({ min: 3400, mean: 3400, total: 3400 });
  });

  it("stand at their times, in the middle of their steps as bars, and one below the other as rows", () => {
    const [first, second] = [Date.parse(hour("10:00")), Date.parse(hour("11:00"))];
    expect(positionsOf(data, "line")).toEqual([first, second]);
    expect(positionsOf(data, "bar")).toEqual([first + 1_800_000, second + 1_800_000]);
    expect(positionsOf(data, "rowBar")).toEqual([0, 1]);
  });

  it("have an axis that is called by what is measured there, and coloured where that is one series alone", () => {
    const plain = { earlier: false, color: "#101010" };
    const [bytes, packets] = [
      { ...plain, measured: "Sum of bytes" },
      { ...plain, measured: "Sum of packets" },
    ];
    expect(axisTitle([bytes, { ...bytes, earlier: true }])).toEqual({ title: "Sum of bytes", color: "#101010" });
    expect(axisTitle([bytes, bytes])).toEqual({ title: "Sum of bytes" });
    expect(axisTitle([bytes, packets])).toEqual({ title: "Sum of bytes, sum of packets" });
    expect(data.series.map(({ measured }) => measured)).toEqual(["Sum of bytes", "Sum of bytes", "Sum of bytes"]);
  });

  it("of an earlier period are quiet and lie on the same axis, as far as this period has them", () => {
    const before = aggregated(
      [
        [hour("12:00"), "ACCEPT", 3],
        [hour("11:00"), "DROP", 4],
      ],
      { keys: [{ stepSeconds: 3600 }] },
    );
    const both = { ...inputOf({ ...spec, previous: "1d" }, columns, groups), data: { ask: "groups", groups, earlier: before } as const };
    const { series, steps } = cartesianData(both);
    expect(steps).toHaveLength(3);
    const earlier = series.filter((one) => one.earlier);
    expect(earlier.map(({ label, values, color }) => ({ label, values, color }))).toEqual([
      { label: "ACCEPT, 1 d before", values: [null, 0, 3], color: mixed(plainStyle.ground, plainStyle.accept, 0.65) },
    ]);
    expect(
      cartesianMarks(cartesianData(both), both)
        .filter(({ place }) => series[place?.series ?? -1]?.earlier)
        .every(({ values }) => values.length === 0),
    ).toBe(true);
  });
});

describe("Points", () => {
  it("come from left to right, whatever order the engine has; only those of one row stand for its values", () => {
    const columns = [column("packets", "packets"), column("bytes", "bytes")];
    const spec: ChartSpec = { kind: "scatter", x: "packets", y: [{ fn: "max", column: "bytes" }] };
    const points = { x: [9, 1], y: [5, 2048], rows: [1, 4], totalRows: 6, leftOutRows: 1 };
    const data = scatterData({ ...inputOf(spec, columns, aggregated([])), data: { ask: "points", points } });
    expect(data.marks.map(({ lines, values }) => [lines.at(-1), values.length])).toEqual([
      ["4 rows", 0],
      ["bytes: 5 B", 2],
    ]);
    expect(data.notes).toHaveLength(2);
  });
});

describe("What stands at an axis", () => {
  it.each([
    [3, 1],
    [1, 0.1],
    [700, 100],
    [0.02, 0.01],
  ])("of logarithms with %d as its least value begins at %d", (least, begin) => {
    expect(decadeBelow(least)).toBeCloseTo(begin, 12);
  });

  it.each([
    [900, 200],
    [5 * 1024, 1024],
    [10 * 1024 ** 2, 2 * 1024 ** 2],
    [900 * 1024, 200 * 1024],
    [1.5 * 1024 ** 3, 256 * 1024 ** 2],
  ])("up to %d bytes are steps of %d", (largest, step) => {
    expect(byteStep(largest)).toBe(step);
  });

  it.each([
    [2.5 * 1024 ** 2, true, "2.5 MiB"],
    [2 * 1024 ** 2, true, "2 MiB"],
    [100 * 1024, true, "100 KiB"],
    [1.25 * 1024, true, "1.25 KiB"],
    [0, true, "0 B"],
    [1500, false, "1,500"],
    [12_000, false, "12K"],
    [0.1 + 0.2, false, "0.3"],
  ])("%d (bytes: %s) is %s", (value, bytes, text) => {
    expect(axisFigure(value, bytes)).toBe(text);
  });

  it("ranges of time say their day once, and their zone", () => {
    const at = (day: number, clock: number): number => Date.UTC(2026, 2, day, clock);
    expect(rangeText(at(14, 15), at(14, 16), "UTC", 3600)).toBe("2026-03-14 15:00 – 16:00 UTC");
    expect(rangeText(at(14, 23), at(15, 0), "UTC", 3600)).toBe("2026-03-14 23:00 – 2026-03-15 00:00 UTC");
    expect(rangeText(at(14, 0), at(15, 0), "UTC", 86_400)).toBe("2026-03-14 UTC");
  });
});

describe("A range of time that is dragged", () => {
  const minutes = [0, 10, 20, 30, 40].map((minute) => `2026-03-14T03:${String(minute).padStart(2, "0")}:00Z`);
  const data = {
    ...{ axis: column("time", "time"), logAxis: false, stepSeconds: 600 },
    steps: minutes.map((value, index) => ({ value, end: minutes[index + 1] ?? "2026-03-14T03:50:00Z", isOther: false })),
  };
  const taken = (shape: "line" | "area" | "bar", from: string, to: string): readonly (string | undefined)[] => {
    const range = stepsBetween(data, shape, Date.parse(`2026-03-14T${from}Z`), Date.parse(`2026-03-14T${to}Z`));
    return [range?.from, range?.to].map((time) => time?.slice(11, 16));
  };

  it.each([
    ["line", "03:06:00", "03:24:00", ["03:10", "03:30"]],
    ["area", "03:06:00", "03:16:00", ["03:10", "03:20"]],
    ["line", "03:12:00", "03:18:00", ["03:10", "03:20"]],
    ["bar", "03:06:00", "03:24:00", ["03:10", "03:20"]],
    ["bar", "03:04:00", "03:26:00", ["03:00", "03:30"]],
    ["bar", "03:12:00", "03:13:00", ["03:10", "03:20"]],
    ["line", "03:38:00", "03:40:00", ["03:40", "03:50"]],
  ] as const)("of a %s, from %s to %s, takes the steps that are in it", (shape, from, to, expected) => {
    expect(taken(shape, from, to)).toEqual(expected);
  });

  it("takes its very times where there are no steps", () => {
    const { stepSeconds: _, ...single } = { ...data, steps: minutes.map((value) => ({ value, isOther: false })) };
    expect(stepsBetween(single, "line", Date.parse(minutes[0] ?? ""), Date.parse(minutes[2] ?? ""))).toBeUndefined();
  });
});
