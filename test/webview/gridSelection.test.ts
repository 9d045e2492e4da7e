import { describe, expect, it } from "vitest";
import {
  clampSelection,
  contains,
  extendTo,
  type GridStep,
  headerRow,
  rangeOf,
  selectOne,
  selectRange,
  step,
} from "../../webview/grid/gridSelection";

const bounds = { rows: 100, columns: 5, pageRows: 10 };

describe("A step of the keyboard", () => {
  it.each<{ by: GridStep; from: [number, number]; to: [number, number] }>([
    { by: "up", from: [5, 2], to: [4, 2] },
    { by: "up", from: [0, 2], to: [headerRow, 2] },
    { by: "up", from: [headerRow, 2], to: [headerRow, 2] },
    { by: "down", from: [headerRow, 2], to: [0, 2] },
    { by: "down", from: [99, 2], to: [99, 2] },
    { by: "left", from: [5, 0], to: [5, 0] },
    { by: "right", from: [5, 4], to: [5, 4] },
    { by: "pageDown", from: [5, 1], to: [15, 1] },
    { by: "pageDown", from: [95, 1], to: [99, 1] },
    { by: "pageUp", from: [5, 1], to: [0, 1] },
    { by: "pageUp", from: [headerRow, 1], to: [headerRow, 1] },
    { by: "rowStart", from: [5, 3], to: [5, 0] },
    { by: "rowEnd", from: [headerRow, 3], to: [headerRow, 4] },
    { by: "columnStart", from: [50, 3], to: [0, 3] },
    { by: "columnEnd", from: [50, 3], to: [99, 3] },
    { by: "first", from: [50, 3], to: [0, 0] },
    { by: "last", from: [50, 3], to: [99, 4] },
  ])("$by leads from $from to $to", ({ by, from, to }) => {
    expect(step({ row: from[0], column: from[1] }, by, bounds)).toEqual({ row: to[0], column: to[1] });
  });

  it("stays in the header of a result without rows", () => {
    expect(step({ row: headerRow, column: 1 }, "down", { ...bounds, rows: 0 })).toEqual({ row: headerRow, column: 1 });
    expect(step({ row: headerRow, column: 1 }, "last", { ...bounds, rows: 0 })).toEqual({ row: headerRow, column: 4 });
  });
});

describe("A selection", () => {
  it("is a rectangle whichever corner it began at", () => {
    const range = { startRow: 2, endRow: 7, startColumn: 1, endColumn: 3 };
    expect(rangeOf(extendTo(selectOne({ row: 7, column: 1 }), { row: 2, column: 3 }))).toEqual(range);
    expect(rangeOf(extendTo(selectOne({ row: 2, column: 3 }), { row: 7, column: 1 }))).toEqual(range);
    expect(contains(range, { row: 7, column: 3 })).toBe(true);
    expect(contains(range, { row: 8, column: 3 })).toBe(false);
  });

  it("selects nothing in the header, and from there begins at the first row", () => {
    const header = selectOne({ row: headerRow, column: 2 });
    expect(rangeOf(header)).toBeUndefined();
    expect(rangeOf(extendTo(header, { row: 3, column: 2 }))).toEqual({ startRow: 0, endRow: 3, startColumn: 2, endColumn: 2 });
  });

  it("of a whole column leaves the keyboard where it is", () => {
    const selection = selectRange({ row: 50, column: 2 }, { startRow: 0, endRow: 99, startColumn: 2, endColumn: 2 });
    expect(selection.active).toEqual({ row: 50, column: 2 });
    expect(rangeOf(selection)).toEqual({ startRow: 0, endRow: 99, startColumn: 2, endColumn: 2 });
  });

  it("stays inside when there are fewer rows and columns", () => {
    const selection = extendTo(selectOne({ row: 50, column: 1 }), { row: 90, column: 4 });
    expect(rangeOf(clampSelection(selection, { rows: 60, columns: 3 }))).toEqual({
      startRow: 50,
      endRow: 59,
      startColumn: 1,
      endColumn: 2,
    });
    expect(rangeOf(clampSelection(selection, { rows: 0, columns: 3 }))).toBeUndefined();
  });
});
