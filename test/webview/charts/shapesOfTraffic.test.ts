import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../src/protocol/chart";
import { forceLayout } from "../../../webview/charts/network/forceLayout";
import { networkOf } from "../../../webview/charts/network/links";
import { spread, withRoom } from "../../../webview/charts/pie/pieLabels";
import { slicesOf } from "../../../webview/charts/pie/slices";
import { streamsOf } from "../../../webview/charts/sankey/streams";
import { areasOf } from "../../../webview/charts/treemap/areas";
import { aggregated, column, inputOf, plainStyle } from "./groupedInput";

const columns = [column("srcaddr", "address"), column("dstaddr", "address"), column("bytes", "bytes"), column("action", "action")];
const bytes = [{ fn: "sum", column: "bytes" }] as const;
const betweenAddresses = (kind: ChartSpec["kind"]): ChartSpec => ({ kind, x: "srcaddr", split: "dstaddr", y: bytes });

describe("A pie", () => {
  const spec: ChartSpec = { kind: "pie", x: "srcaddr", y: bytes };
  const rest = { otherIndex: 0, distinct: 40 };

  it.each([60, 130, 400])("names its largest slices at a side, as many as %d pixels have room for, and all of them within", (whole) => {
    const labels = Array.from({ length: 8 }, (_, index) => ({ value: 10 - index, y: 4 }));
    const named = withRoom(labels, Math.floor(whole / 32));
    spread(named, 32, whole);
    expect(named.map(({ value }) => value)).toEqual(labels.slice(0, Math.floor(whole / 32)).map(({ value }) => value));
    expect(named.every(({ y }) => y >= 16 && y <= whole - 16)).toBe(true);
    expect(new Set(named.map(({ y }) => y)).size).toBe(named.length);
  });

  it("names “Other” last, even where it is the largest, and says how many values are in it", () => {
    const { slices, notes, table } = slicesOf(
      inputOf(
        spec,
        columns,
        aggregated(
          [
            [null, 9000],
            ["10.0.0.1", 500],
            ["10.0.0.2", 500],
          ],
          { keys: [rest] },
        ),
      ),
    );
    expect(slices.map(({ label, color }) => [label, color])).toEqual([
      ["10.0.0.1", "#101010"],
      ["10.0.0.2", "#202020"],
      ["Other", "#999999"],
    ]);
    expect(notes).toEqual(["2 of 40 values of srcaddr are drawn; the others are together in “Other”."]);
    expect(slices[0]?.mark).toEqual({
      lines: ["10.0.0.1", "Sum of bytes: 500 B (5 % of all)"],
      values: [{ column: 0, value: "10.0.0.1" }],
    });
    expect(slices[2]?.mark.values).toEqual([]);
    expect(table).toEqual({
      columns: ["srcaddr", "Sum of bytes", "Share"],
      rows: [
        ["10.0.0.1", 500, "5 %"],
        ["10.0.0.2", 500, "5 %"],
        ["Other", 9000, "90 %"],
      ],
    });
  });

  it("tells NULL from “Other”, and both from an empty text", () => {
    const groups = aggregated([
      [null, 2],
      ["", 1],
    ]);
    const { slices } = slicesOf(inputOf({ kind: "pie", x: "srcaddr" }, columns, groups));
    expect(slices.map(({ label }) => label)).toEqual(["NULL", "(empty)"]);
    expect(slices[0]?.mark.values).toEqual([{ column: 0, value: null }]);
  });

  it("leaves out what has no positive size, and says so", () => {
    const groups = aggregated([
      ["a", 5],
      ["b", 0],
      ["c", -3],
      ["d", null],
    ]);
    const { slices, notes } = slicesOf(inputOf(spec, columns, groups));
    expect(slices.map(({ label }) => label)).toEqual(["a"]);
    expect(notes).toEqual(["3 groups without a positive “Sum of bytes” cannot be drawn."]);
  });

  it("gives what was accepted and what was rejected their own colours", () => {
    const groups = aggregated([
      ["ACCEPT", 2],
      ["REJECT", 1],
      ["SKIP", 1],
    ]);
    const { slices } = slicesOf(inputOf({ kind: "pie", x: "action" }, columns, groups));
    expect(slices.map(({ color }) => color)).toEqual([plainStyle.accept, plainStyle.reject, "#101010"]);
  });
});

describe("A sankey", () => {
  const groups = aggregated([
    ["10.0.0.1", "10.0.0.2", 300],
    ["10.0.0.2", "10.0.0.1", 200],
    ["10.0.0.1", "10.0.0.1", 100],
  ]);

  it("has an address that sends and receives on both sides, so that no stream comes back", () => {
    const { sources, targets, streams } = streamsOf(inputOf(betweenAddresses("sankey"), columns, groups));
    expect(sources.map(({ label, amount }) => [label, amount])).toEqual([
      ["10.0.0.1", "400 B"],
      ["10.0.0.2", "200 B"],
    ]);
    expect(targets.map(({ label, amount }) => [label, amount])).toEqual([
      ["10.0.0.2", "300 B"],
      ["10.0.0.1", "300 B"],
    ]);
    const fromIds = new Set(streams.map(({ from }) => from.id));
    expect(streams.filter(({ to }) => fromIds.has(to.id))).toEqual([]);
  });

  it("leads the keyboard from a source to its streams, and to the destinations last", () => {
    const { marks } = streamsOf(inputOf(betweenAddresses("sankey"), columns, groups));
    expect(marks.map(({ lines }) => lines[0])).toEqual([
      "from 10.0.0.1",
      "10.0.0.1 → 10.0.0.2",
      "10.0.0.1 → 10.0.0.1",
      "from 10.0.0.2",
      "10.0.0.2 → 10.0.0.1",
      "to 10.0.0.2",
      "to 10.0.0.1",
    ]);
    expect(marks[1]?.values).toEqual([
      { column: 0, value: "10.0.0.1" },
      { column: 1, value: "10.0.0.2" },
    ]);
    expect(marks[6]?.values).toEqual([{ column: 1, value: "10.0.0.1" }]);
  });

  it("stands for no rows in particular where one end is “Other”", () => {
    const withOther = aggregated([["10.0.0.1", null, 5]], { keys: [{}, { otherIndex: 0, distinct: 12 }] });
    const { streams, notes } = streamsOf(inputOf(betweenAddresses("sankey"), columns, withOther));
    expect(streams[0]?.mark).toEqual({ lines: ["10.0.0.1 → Other", "Sum of bytes: 5 B (100 % of all)"], values: [] });
    expect(notes).toEqual(["0 of 12 values of dstaddr are drawn; the others are together in “Other”."]);
  });
});

describe("A treemap", () => {
  it("puts the areas of a value into a frame in its colour", () => {
    const groups = aggregated([
      ["a", "x", 5],
      ["b", "x", 4],
      ["a", "y", 3],
    ]);
    const { frames, leaves, marks, table } = areasOf(inputOf(betweenAddresses("treemap"), columns, groups));
    expect(frames.map(({ label, value }) => [label, value])).toEqual([
      ["a", 8],
      ["b", 4],
    ]);
    expect(leaves.map(({ label, frame, color }) => [label, frame, color])).toEqual([
      ["x", "frame0", "#101010"],
      ["x", "frame1", "#202020"],
      ["y", "frame0", "#101010"],
    ]);
    expect(marks.map(({ lines }) => lines[0])).toEqual(["a", "a · x", "a · y", "b", "b · x"]);
    expect(table.rows).toEqual([
      ["a", "x", 5],
      ["b", "x", 4],
      ["a", "y", 3],
    ]);
  });

  it("has areas of one colour where they are not divided: their size says how much", () => {
    const groups = aggregated([
      ["a", 5],
      ["b", 4],
    ]);
    const { frames, leaves } = areasOf(inputOf({ kind: "treemap", x: "srcaddr", y: bytes }, columns, groups));
    expect(frames).toEqual([]);
    expect(leaves.map(({ color }) => color)).toEqual(["#101010", "#101010"]);
  });
});

describe("A network", () => {
  const groups = aggregated(
    [
      ["10.0.0.1", "8.8.8.8", 300],
      ["8.8.8.8", "10.0.0.1", 100],
      ["10.0.0.2", "10.0.0.1", 50],
    ],
    { cutGroups: 3421 },
  );
  const network = networkOf(inputOf(betweenAddresses("network"), columns, groups));

  it("has one node for an address that sends and receives, and tells private ones from public ones", () => {
    expect(network.nodes.map(({ label, kind, value }) => [label, kind, value])).toEqual([
      ["10.0.0.1", "private", 450],
      ["8.8.8.8", "public", 400],
      ["10.0.0.2", "private", 50],
    ]);
    expect(network.links.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 0],
      [2, 0],
    ]);
    expect(network.nodes[1]?.mark).toEqual({
      lines: ["8.8.8.8", "from it: Sum of bytes: 100 B", "to it: Sum of bytes: 300 B"],
      values: [{ column: 0, orColumn: 1, value: "8.8.8.8" }],
    });
  });

  it("has marks of the side on which a value does more where the sides are of different kinds", () => {
    const spec: ChartSpec = { kind: "network", x: "srcaddr", split: "action", y: bytes };
    const groups = aggregated([
      ["10.0.0.1", "ACCEPT", 300],
      ["10.0.0.2", "ACCEPT", 100],
    ]);
    const { nodes } = networkOf(inputOf(spec, columns, groups));
    expect(nodes.map(({ mark }) => mark.values)).toEqual([
      [{ column: 3, value: "ACCEPT" }],
      [{ column: 0, value: "10.0.0.1" }],
      [{ column: 0, value: "10.0.0.2" }],
    ]);
  });

  it("says how many connections are not drawn", () => {
    expect(network.notes).toEqual(["3 of 3,424 connections are drawn, the largest; the others are left out."]);
  });

  it("is placed the same each time, within its room, and with no two nodes on one spot", () => {
    const links = Array.from({ length: 40 }, (_, index): [number, number] => [index % 7, index]);
    const places = forceLayout(41, links);
    expect(forceLayout(41, links)).toEqual(places);
    expect(places.every(({ x, y }) => Math.abs(x) <= 1 && Math.abs(y) <= 1)).toBe(true);
    const distances = places.flatMap((a, index) => places.slice(0, index).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
    expect(Math.min(...distances)).toBeGreaterThan(0.02);
  });

  it("places what is linked nearer than what is not", () => {
    const links: readonly [number, number][] = [
      [0, 1],
      [0, 2],
      [3, 4],
      [3, 5],
    ];
    const places = forceLayout(6, links);
    const distance = (a: number, b: number): number =>
      Math.hypot((places[a]?.x ?? NaN) - (places[b]?.x ?? NaN), (places[a]?.y ?? NaN) - (places[b]?.y ?? NaN));
    const mean = (pairs: readonly (readonly [number, number])[]): number =>
      pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length;
    expect(mean(links)).toBeLessThan(
      mean([
        [0, 3],
        [1, 4],
        [2, 5],
        [1, 5],
      ]),
    );
  });
});
