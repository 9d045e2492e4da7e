import { describe, expect, it } from "vitest";
import { asTable, type BenchReport, describeMachine, type Figure, meetsGoal } from "./report";

const slow: Figure = { name: "index", value: 9, unit: "s", floor: { value: 4, of: "parsing" }, goal: { atMost: 2 } };
const many: Figure = { name: "objects", value: 600, unit: "objects/s", floor: { value: 800, of: "bare loop" }, goal: { atLeast: 0.6 } };
const chart: Figure = { name: "chart", value: 500, unit: "ms", floor: { value: 100, of: "GROUP BY" }, goal: { atMostMs: 700 } };
const plain: Figure = { name: "rows", value: 1_234_567, unit: "rows/s" };

describe("a benchmark's figures", () => {
  it("are held against their goal by their ratio to the floor, or by themselves", () => {
    expect([slow, many, chart, plain].map(meetsGoal)).toEqual([false, true, true, undefined]);
  });

  it("are printed beside their floor, and what was left out is said", () => {
    const report: BenchReport = {
      machine: { ...describeMachine(), cpu: "A processor", cores: 2, memoryMiB: 2048, system: "linux x64", node: "v24.0.0" },
      made: "2026-03-14T15:00:00",
      data: [],
      figures: [slow, many, chart, plain],
      leftOut: [{ name: "activation", reason: "There is no browser." }],
    };
    expect(asTable(report).split("\n")).toEqual([
      "A processor, 2 cores, 2 GiB, linux x64, Node v24.0.0",
      "",
      "| what    | measured         | beside                    | ratio | to reach   |",
      "| ------- | ---------------- | ------------------------- | ----- | ---------- |",
      "| index   | 9 s              | 4 s (parsing)             | 2.25  | ≤ 2 ✗      |",
      "| objects | 600 objects/s    | 800 objects/s (bare loop) | 0.75  | ≥ 0.6 ✓    |",
      "| chart   | 500 ms           | 100 ms (GROUP BY)         | 5     | ≤ 700 ms ✓ |",
      "| rows    | 1,234,567 rows/s |                           |       |            |",
      "",
      "Left out: activation. There is no browser.",
    ]);
  });
});
