import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../src/protocol/chart";
import { heatCells } from "../../../webview/charts/heatmap/cells";
import { countryName, countryOf } from "../../../webview/charts/map/countries";
import { placesOf } from "../../../webview/charts/map/places";
import { shapes } from "../../../webview/charts/map/shapes";
import { smallCountries } from "../../../webview/charts/map/smallCountries";
import { colourScale } from "../../../webview/charts/parts/colourScale";
import { contrast, scaleColour, textOn } from "../../../webview/charts/parts/colours";
import { aggregated, column, inputOf, plainStyle } from "./groupedInput";

describe("A heat map", () => {
  const columns = [column("start_time", "time"), column("dstport", "port"), column("hour", "integer")];
  const overTime: ChartSpec = { kind: "heatmap", x: "start_time", split: "dstport" };

  it("has a column for each step of time, also for those that no row is in", () => {
    const groups = aggregated(
      [
        ["2026-03-14T22:00:00Z", 443, 5],
        ["2026-03-15T01:00:00Z", 22, 2],
      ],
      { keys: [{ stepSeconds: 3600, leftOutRows: 3 }] },
    );
    const { columns: across, rows, cells, notes } = heatCells(inputOf(overTime, columns, groups));
    expect(across).toMatchObject({ title: "start_time (2026 UTC)", labels: ["03-14 22:00", "03-14 23:00", "03-15 00:00", "03-15 01:00"] });
    expect(rows.labels).toEqual(["443 https", "22 ssh"]);
    expect(notes).toEqual(["3 rows without a start_time are left out."]);
    expect(cells.map(({ column: x, row, value }) => [x, row, value])).toEqual([
      [0, 0, 5],
      [3, 1, 2],
    ]);
    expect(cells[0]?.mark).toEqual({
      lines: ["2026-03-14 22:00 – 23:00 UTC · 443 https", "Rows: 5"],
      values: [
        { column: 0, from: "2026-03-14T22:00:00Z", to: "2026-03-14T23:00:00Z" },
        { column: 1, value: 443 },
      ],
    });
  });

  it("writes times in the user's zone", () => {
    const groups = aggregated([["2026-03-14T22:00:00Z", 443, 5]], { keys: [{ stepSeconds: 3600 }] });
    const { columns: across, cells } = heatCells(inputOf(overTime, columns, groups, "Asia/Tokyo"));
    expect(across).toMatchObject({ title: "start_time (2026-03-15 GMT+9)", labels: ["07:00"] });
    expect(cells[0]?.mark.lines[0]).toBe("2026-03-15 07:00 – 08:00 GMT+9 · 443 https");
  });

  it("follows the clock over a day on which it was changed", () => {
    const groups = aggregated(
      [
        ["2026-03-28T23:00:00Z", 443, 1],
        ["2026-03-30T22:00:00Z", 443, 1],
      ],
      { keys: [{ stepSeconds: 86_400 }] },
    );
    const { columns: across, cells } = heatCells(inputOf(overTime, columns, groups, "Europe/Berlin"));
    expect(across.labels).toEqual(["03-29", "03-30", "03-31"]);
    expect(cells[0]?.mark.values[0]).toEqual({ column: 0, from: "2026-03-28T23:00:00Z", to: "2026-03-29T22:00:00Z" });
  });

  it("keeps numbers that have an order in it, with NULL last, and names by their amount", () => {
    const groups = aggregated([
      [13, 443, 9],
      [null, 443, 8],
      [2, 22, 7],
      [11, 22, 7],
    ]);
    const { columns: across, rows } = heatCells(inputOf({ kind: "heatmap", x: "hour", split: "dstport" }, columns, groups));
    expect(across.labels).toEqual(["2", "11", "13", "NULL"]);
    expect(rows.labels).toEqual(["443 https", "22 ssh"]);
  });
});

describe("A colour scale", () => {
  it.each([
    { values: [5, 10], fn: "count", log: false, at: 5, position: 0.5 },
    { values: [5, 10], fn: "avg", log: false, at: 5, position: 0 },
    { values: [1, 100], fn: "sum", log: true, at: 10, position: 0.5 },
    { values: [0, 1, 100], fn: "sum", log: true, at: 0, position: 0 },
    { values: [7], fn: "avg", log: false, at: 7, position: 1 },
  ] as const)("has $at of $values by $fn (log $log) at $position", ({ values, fn, log, at, position }) => {
    expect(colourScale(values, { fn }, { kind: "map", log }).position(at)).toBeCloseTo(position);
  });

  it("is drawn in the theme's colours, and has text on it that can be read", () => {
    expect([0, 0.25, 0.375, 1].map((position) => scaleColour(plainStyle, position))).toEqual([
      "rgb(0, 0, 0)",
      "rgb(64, 64, 64)",
      "rgb(96, 96, 96)",
      "rgb(255, 255, 255)",
    ]);
    for (let position = 0; position <= 1; position += 0.05) {
      const colour = scaleColour(plainStyle, position);
      expect(contrast(colour, textOn(colour, plainStyle))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("A country", () => {
  it.each([
    ["DE", "DE"],
    ["de", "DE"],
    ["DEU", "DE"],
    ["276", "DE"],
    ["4", "AF"],
    [" Germany ", "DE"],
    ["UK", "GB"],
    ["United States of America", "US"],
    ["USA", "US"],
    ["Iran, Islamic Republic of", "IR"],
    ["Korea, Republic of", "KR"],
    ["Côte d’Ivoire", "CI"],
    ["Cote d'Ivoire", "CI"],
    ["Türkiye", "TR"],
    ["Turkey", "TR"],
    ["The Netherlands", "NL"],
    ["Congo, Democratic Republic of the", "CD"],
    ["Congo", "CG"],
    ["Bosnia & Herzegovina", "BA"],
    ["Hong Kong", "HK"],
    ["Kosovo", "XK"],
  ])("is known as %s", (text, code) => {
    expect(countryOf(text)).toBe(code);
  });

  it.each(["", "EU", "Atlantis", "-", "XX", "1234", "us-east-1"])("is not “%s”", (text) => {
    expect(countryOf(text)).toBeUndefined();
  });

  it("has a shape or a dot, each one of ISO 3166-1", () => {
    const drawn = new Set(shapes.map(({ code }) => code));
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".match(/./g) ?? [];
    const all = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => countryOf(code) === code);
    expect(all.length).toBe(250);
    expect(all.filter((code) => !drawn.has(code) && smallCountries[code] === undefined)).toEqual([]);
    expect(all.filter((code) => drawn.has(code) && smallCountries[code] !== undefined)).toEqual([]);
    expect(all.filter((code) => countryName(code) === code)).toEqual([]);
  });
});

describe("A map", () => {
  const spec: ChartSpec = { kind: "map", x: "country", y: [{ fn: "sum", column: "bytes" }] };
  const columns = [column("country"), column("bytes", "bytes")];

  it("adds up a country that is spelled in several ways, and names what is no country", () => {
    const groups = aggregated([
      ["US", 2048],
      ["USA", 1024],
      ["Singapore", 512],
      ["Atlantis", 9],
      [null, 4],
    ]);
    const { places, notes, table } = placesOf(inputOf(spec, columns, groups));
    expect(places.map(({ mark }) => mark)).toEqual([
      { lines: ["United States", "Sum of bytes: 3.00 KiB"], values: [] },
      { lines: ["Singapore", "Sum of bytes: 512 B"], values: [{ column: 0, value: "Singapore" }] },
    ]);
    expect(notes).toEqual([
      "2 values of country are no countries and are not on the map: Atlantis, NULL.",
      "1 country spelled in several ways is added up.",
    ]);
    expect(table.rows).toEqual([
      ["United States", "US", 3072],
      ["Singapore", "SG", 512],
    ]);
  });
});
