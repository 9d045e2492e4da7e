import { describe, expect, it } from "vitest";
import type { ChartKind, ChartSpec } from "../../../src/protocol/chart";
import { asKind } from "../../../webview/charting/asKind";
import { completeChart } from "../../../webview/charting/completeSpec";
import { column } from "../charts/groupedInput";

const steps = [
  column("time", "time"),
  column("action", "action"),
  column("records", "integer"),
  column("packets", "packets"),
  column("bytes", "bytes"),
];
const flows = [
  column("start_time", "time"),
  column("srcaddr", "address"),
  column("dstaddr", "address"),
  column("dstport", "port"),
  column("action", "action"),
  column("bytes", "bytes"),
  column("packets", "packets"),
];
const area: ChartSpec = { kind: "area", x: "time", y: [{ fn: "sum", column: "records" }], split: "action" };

/** Chosen in the gallery one after the other, each as it is then drawn. */
function through(spec: ChartSpec, kinds: readonly ChartKind[], columns = steps): ChartSpec | undefined {
  return kinds.reduce<ChartSpec | undefined>(
    (shown, kind) => shown && completeChart(asKind(shown, kind, columns, 100), columns, 100)?.spec,
    spec,
  );
}

describe("Another kind of chart", () => {
  it("keeps what it can draw as well", () => {
    const line = { kind: "line", x: "start_time", split: "dstport", y: [{ fn: "count" }], log: true, step: "5m" } as const;
    expect(asKind(line, "bar", flows, 100)).toEqual({ kind: "bar", x: "start_time", split: "dstport", y: [{ fn: "count" }], step: "5m" });
    expect(asKind({ ...line, y2: { fn: "sum", column: "bytes" }, previous: "1d" }, "area", flows, 100)).toMatchObject({
      y2: { fn: "sum", column: "bytes" },
      previous: "1d",
    });
    const { split: _, ...alone } = line;
    expect(asKind(alone, "area", flows, 100)).not.toHaveProperty("split");
  });

  it.each([
    ["pie", { x: "action", y: area.y }],
    ["treemap", { x: "action", y: area.y }],
    ["heatmap", { x: "time", split: "action", y: area.y }],
    ["rowBar", { x: "time", split: "action", y: area.y }],
    ["histogram", { x: "records" }],
    ["scatter", { x: "time", y: [{ fn: "max", column: "records" }] }],
    ["number", { x: "time", y: area.y }],
  ] as const)("that was areas over time is a %s of the same", (kind, spec) => {
    expect(through(area, [kind])).toMatchObject({ kind, ...spec });
  });

  it.each([
    [["pie", "line"]],
    [["histogram", "heatmap"]],
    [["scatter", "heatmap"]],
    [["pie", "treemap", "area"]],
    [["number", "bar"]],
  ] as const)("%j ends with the same series over the same time", (kinds) => {
    expect(through(area, kinds)).toMatchObject({ x: "time", split: "action", y: area.y });
  });

  it("of parts has no parts that are numbers or times", () => {
    expect(through(area, ["histogram", "treemap"])).toMatchObject({ x: "action", y: area.y });
    expect(through({ kind: "line", x: "start_time", y: [{ fn: "count" }] }, ["pie"], flows)?.x).toBe("srcaddr");
  });

  it.each([
    ["bytes", { x: "bytes", y: [{ fn: "max", column: "packets" }] }],
    ["packets", { x: "bytes", y: [{ fn: "max", column: "packets" }] }],
  ] as const)("of points has another measure than %s, where that goes across", (measured, expected) => {
    for (const kind of ["pie", "sankey", "heatmap", "histogram"] as const) {
      const from = kind === "histogram" ? { kind, x: measured } : { kind, x: "srcaddr", y: [{ fn: "sum", column: measured } as const] };
      const { x, y } = through(from, ["scatter"], flows) ?? {};
      expect(x).not.toBe(y?.[0]?.column);
      if (kind !== "histogram") expect({ x, y }).toEqual(expected);
    }
  });

  it("of pairs has the pair of the columns, where there was none before", () => {
    expect(through({ kind: "pie", x: "dstport", y: [{ fn: "count" }] }, ["sankey"], flows)).toMatchObject({
      ...{ x: "srcaddr", split: "dstaddr", y: [{ fn: "count" }] },
    });
    const written: ChartSpec = { kind: "sankey", x: "srcaddr", split: "dstport", y: [{ fn: "sum", column: "packets" }] };
    expect(through(written, ["network"], flows)).toMatchObject({ ...written, kind: "network" });
    expect(through(written, ["pie"], flows)).toMatchObject({ x: "srcaddr", y: written.y });
    expect(through(written, ["line"], flows)).toMatchObject({ x: "start_time", split: "srcaddr", y: written.y });
  });
});
