import { describe, expect, it } from "vitest";
import { largestChartFile, readChart, readChartFile, readChartSpec, readShiftSeconds } from "../../../src/extension/panels/chartMessages";
import { readView } from "../../../src/extension/panels/viewState";
import { fullChart } from "../../support/fullChart";

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe("A chart that a page tells of", () => {
  it("is taken with all its parts, and without what charts have not", () => {
    expect(readChart({ ...fullChart, path: "/etc/passwd" })).toEqual(fullChart);
    expect(readChartSpec({ ...fullChart, split: undefined, __proto__: { top: 1 } })).toEqual({ ...fullChart, split: undefined });
  });

  it("may leave the kind out where a file may", () => {
    expect(readChart({ x: "a" })).toEqual({ x: "a" });
    expect(readChart({})).toEqual({});
    expect(readChartSpec({ x: "a" })).toBeUndefined();
  });

  it.each([
    null,
    "line",
    { kind: "spider" },
    { kind: "line", x: 1 },
    { kind: "line", y: { fn: "sum", column: "a" } },
    { kind: "line", y: [{ fn: "eval", column: "a" }] },
    { kind: "line", y: [{ fn: "sum", column: 1 }] },
    { kind: "line", y2: [] },
    { kind: "line", top: 0 },
    { kind: "line", top: 1.5 },
    { kind: "line", other: "on" },
    { kind: "line", stack: "pile" },
    { kind: "line", step: "5 minutes" },
    { kind: "line", zone: "Europe/Berlin" },
    { kind: "line", previous: "1d\n-- @name x" },
  ])("is not taken where a part is not what it has to be: %o", (chart) => {
    expect(readChartSpec(chart)).toBeUndefined();
  });
});

describe("What a page wants saved of a chart", () => {
  it("is the bytes of a picture", () => {
    expect(readChartFile({ tabId: "#1", content: { kind: "png", base64: png.toString("base64") } })).toEqual({
      kind: "png",
      bytes: new Uint8Array(png),
    });
  });

  it("is a text in UTF-8", () => {
    expect(readChartFile({ content: { kind: "csv", text: "größe\n1" } })).toEqual({
      kind: "csv",
      bytes: new TextEncoder().encode("größe\n1"),
    });
  });

  it.each([
    undefined,
    { content: null },
    { content: { kind: "svg", text: "<svg/>" } },
    { content: { kind: "csv", base64: "" } },
    { content: { kind: "png", text: "" } },
    { content: { kind: "png", base64: "" } },
    { content: { kind: "png", base64: "not base 64!" } },
    { content: { kind: "png", base64: Buffer.from("#!/bin/sh").toString("base64") } },
  ])("is not taken where it is no picture and no text: %o", (params) => {
    expect(readChartFile(params)).toBeUndefined();
  });

  it("may be as large as any chart is, and no larger", () => {
    const base64 = (bytes: number): string => Buffer.concat([png, Buffer.alloc(bytes - png.length)]).toString("base64");
    expect(readChartFile({ content: { kind: "png", base64: base64(largestChartFile) } })?.kind).toBe("png");
    expect(readChartFile({ content: { kind: "png", base64: base64(largestChartFile + 3) } })).toEqual({ kind: "tooLarge" });
    expect(readChartFile({ content: { kind: "csv", text: "ä".repeat(largestChartFile / 2 + 1) } })).toEqual({ kind: "tooLarge" });
    expect(readChartFile({ content: { kind: "csv", text: "a".repeat(largestChartFile) } })?.kind).toBe("csv");
  });
});

describe("How much earlier a period is", () => {
  it.each<[params: unknown, seconds: number | undefined]>([
    [{ shiftSeconds: 86_400 }, 86_400],
    [{ shiftSeconds: 0 }, undefined],
    [{ shiftSeconds: -1 }, undefined],
    [{ shiftSeconds: 0.5 }, undefined],
    [{ shiftSeconds: "86400" }, undefined],
    [{ shiftSeconds: 1e15 }, undefined],
    [null, undefined],
  ])("is read from %o", (params, seconds) => {
    expect(readShiftSeconds(params)).toBe(seconds);
  });
});

describe("How a tab was looked at before a reload", () => {
  const view = {
    sort: [{ column: 1, descending: true }],
    filters: [
      { column: 0, op: "in", texts: ["a"] },
      { column: 1, op: "isNull" },
      { column: 2, op: ">=", text: "3" },
      { column: 0, orColumn: 1, op: "=", text: "a" },
    ],
    order: [0, 1, 2],
    hidden: [],
    widths: { 0: 120.5 },
    frozenColumns: 1,
    topRow: 12,
    leftPx: 3.5,
    selection: { startRow: 0, endRow: 1, startColumn: 0, endColumn: 2 },
    humanized: [1],
    shows: "chart",
    chart: fullChart,
    chartForm: false,
  };

  it("is taken with all its parts, and without what is none", () => {
    expect(readView({ ...view, script: "x" })).toEqual(view);
    const { selection, shows, chart, chartForm, ...least } = view;
    expect([selection, shows, chart, chartForm]).not.toContain(undefined);
    expect(readView(least)).toEqual(least);
  });

  it.each([
    null,
    {},
    { ...view, sort: [{ column: -1, descending: true }] },
    { ...view, sort: "bytes" },
    { ...view, filters: [{ column: 0, op: "; DROP", text: "" }] },
    { ...view, filters: [{ column: 0, orColumn: "1", op: "=", text: "a" }] },
    { ...view, filters: [{ column: 0, op: "in", text: "a" }] },
    { ...view, order: [0.5] },
    { ...view, order: Array.from({ length: 100_000 }, (_, index) => index) },
    { ...view, widths: { a: 1 } },
    { ...view, widths: { 0: "1px" } },
    { ...view, topRow: Infinity },
    { ...view, selection: { startRow: 0 } },
    { ...view, shows: "both" },
    { ...view, chart: { kind: "spider" } },
    { ...view, chartForm: "open" },
  ])("is not taken where a part is not what it has to be: %#", (value) => {
    expect(readView(value)).toBeUndefined();
  });
});
