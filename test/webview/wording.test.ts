import { describe, expect, it } from "vitest";
import type { ColumnFilter, SelectionSums } from "../../src/protocol/query";
import { elapsedText } from "../../webview/elements/elapsedText";
import { shareText } from "../../webview/elements/shareText";
import { filterOf, type FilterOperation } from "../../webview/grid/filterForm";
import { sumsText } from "../../webview/grid/statusLine";
import { valueFilter } from "../../webview/grid/valueFilter";

describe("A duration", () => {
  it.each([
    { ms: 0.2, text: "1 ms" },
    { ms: 12.4, text: "12 ms" },
    { ms: 3_449, text: "3.4 s" },
    { ms: 125_900, text: "2 min 05 s" },
  ])("of $ms ms is $text", ({ ms, text }) => {
    expect(elapsedText(ms)).toBe(text);
  });
});

describe("A share", () => {
  it.each([
    { part: 0, whole: 0, text: "0 %" },
    { part: 0, whole: 7, text: "0 %" },
    { part: 1, whole: 100_000, text: "< 0.01 %" },
    { part: 99_999, whole: 100_000, text: "> 99.9 %" },
    { part: 7, whole: 7, text: "100 %" },
    { part: 99_800, whole: 100_000, text: "99.8 %" },
    { part: 8, whole: 10_000, text: "0.08 %" },
    { part: 1, whole: 3, text: "33 %" },
    { part: 1, whole: 30, text: "3.3 %" },
    { part: 1, whole: 50, text: "2 %" },
  ])("of $part in $whole is $text", ({ part, whole, text }) => {
    expect(shareText(part, whole)).toBe(text);
  });
});

describe("The sums of a selection", () => {
  const sums: SelectionSums = {
    cells: 10,
    nulls: 1200,
    numbers: 8,
    sum: "55340232221128654845",
    average: 1234.5678,
    min: "-1",
    max: "18446744073709551615",
    distinct: 3,
  };

  it.each([
    {
      name: "bytes",
      of: { amounts: true, areBytes: true },
      text: "Sum 55,340,232,221,128,654,845 (49152 PiB) · Average 1,234.6 · Min -1 · Max 18,446,744,073,709,551,615 · Distinct 3 · NULL 1,200",
    },
    { name: "ports", of: { amounts: false, areBytes: false }, text: "Distinct 3 · NULL 1,200" },
  ])("of $name", ({ of, text }) => {
    expect(sumsText(sums, of)).toBe(text);
  });

  it("of text is a count", () => {
    expect(sumsText({ cells: 2, nulls: 0, numbers: 0, distinct: 2 }, { amounts: true, areBytes: false })).toBe("Distinct 2");
  });
});

describe("A filter", () => {
  it.each<{ op: FilterOperation; text: string; lines: string; filter: ColumnFilter }>([
    { op: "contains", text: " a ", lines: "", filter: { column: 3, op: "contains", text: " a " } },
    { op: "<=", text: "5", lines: "", filter: { column: 3, op: "<=", text: "5" } },
    { op: "in", text: "x", lines: " a \n\nb\n", filter: { column: 3, op: "in", texts: ["a", "b"] } },
    { op: "isNotNull", text: "x", lines: "y", filter: { column: 3, op: "isNotNull" } },
  ])("made in the form with $op", ({ op, text, lines, filter }) => {
    expect(filterOf(3, op, text, lines)).toEqual(filter);
  });

  it.each([
    { value: "x", exclude: false, filter: { column: 1, op: "=", text: "x" } },
    { value: 5, exclude: true, filter: { column: 1, op: "!=", text: "5" } },
    { value: false, exclude: false, filter: { column: 1, op: "=", text: "false" } },
    { value: null, exclude: false, filter: { column: 1, op: "isNull" } },
    { value: null, exclude: true, filter: { column: 1, op: "isNotNull" } },
  ])("to the value $value, excluding: $exclude", ({ value, exclude, filter }) => {
    expect(valueFilter(1, value, exclude)).toEqual(filter);
  });
});
