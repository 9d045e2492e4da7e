import { describe, expect, it } from "vitest";
import { markByKey } from "../../../webview/charting/markSteps";
import type { ChartMark } from "../../../webview/charts/chart";

const all = (): boolean => true;
const mark = (series: number, step: number): ChartMark => ({ lines: [`${series}.${step}`], values: [], place: { series, step } });
const grid = [mark(0, 0), mark(0, 1), mark(0, 3), mark(1, 0), mark(1, 2), mark(2, 1)];
const at = (name: string): ChartMark | undefined => grid.find(({ lines }) => lines[0] === name);

describe("Keys among series that share an axis", () => {
  it.each([
    ["ArrowRight", "0.1", "0.3"],
    ["ArrowLeft", "0.3", "0.1"],
    ["ArrowRight", "0.3", "0.3"],
    ["ArrowDown", "0.0", "1.0"],
    ["ArrowDown", "0.3", "1.2"],
    ["ArrowUp", "2.1", "1.0"],
    ["ArrowUp", "0.1", "0.1"],
    ["Home", "0.3", "0.0"],
    ["End", "1.0", "1.2"],
  ])("%s leads from %s to %s", (key, from, to) => {
    expect(markByKey(key, grid, at(from), all)?.lines[0]).toBe(to);
  });

  it("pass over series that are hidden", () => {
    expect(markByKey("ArrowDown", grid, at("0.1"), (series) => series !== 1)?.lines[0]).toBe("2.1");
    expect(markByKey("Home", grid, undefined, (series) => series > 0)?.lines[0]).toBe("1.0");
  });

  it("begin at the first, or at the last by End; others lead nowhere", () => {
    expect(markByKey("ArrowDown", grid, undefined, all)?.lines[0]).toBe("0.0");
    expect(markByKey("End", grid, undefined, all)?.lines[0]).toBe("2.1");
    expect(markByKey("a", grid, undefined, all)).toBeUndefined();
    expect(markByKey("a", grid, at("0.1"), all)).toBeUndefined();
  });
});

describe("Keys among marks without an axis", () => {
  const list: readonly ChartMark[] = ["a", "b", "c"].map((name) => ({ lines: [name], values: [] }));

  it.each([
    ["ArrowRight", 0, "b"],
    ["ArrowDown", 2, "c"],
    ["ArrowUp", 1, "a"],
    ["ArrowLeft", 0, "a"],
    ["Home", 2, "a"],
    ["End", 0, "c"],
  ])("%s leads from number %i to %s", (key, from, to) => {
    expect(markByKey(key, list, list[from], all)?.lines[0]).toBe(to);
  });
});
