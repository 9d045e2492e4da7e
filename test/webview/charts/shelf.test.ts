import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartKinds, type ChartKind } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import { charts } from "../../../webview/charts";
import { pictureCases } from "../pictures/pictureCases";
import { column } from "./groupedInput";

const shelf = join(import.meta.dirname, "../../../webview/charts");
const pictures = join(import.meta.dirname, "../pictures/saved");

/** Kinds that have no folder of their own name. */
const folders: Partial<Readonly<Record<ChartKind, string>>> = { doughnut: "pie" };

/** Columns for which a kind is proposed, and first of all where it is made for them. */
const fitting: Readonly<Record<ChartKind, { readonly columns: readonly ResultColumn[]; readonly first?: boolean }>> = {
  line: { columns: [column("start_time", "time"), column("bytes", "bytes")], first: true },
  area: { columns: [column("start_time", "time"), column("bytes", "bytes")] },
  bar: { columns: [column("dstport", "port"), column("bytes", "bytes")] },
  rowBar: { columns: [column("dstport", "port"), column("bytes", "bytes")], first: true },
  pie: { columns: [column("action", "action"), column("bytes", "bytes")] },
  doughnut: { columns: [column("action", "action"), column("bytes", "bytes")] },
  scatter: { columns: [column("packets", "packets"), column("bytes", "bytes")] },
  histogram: { columns: [column("bytes", "bytes")] },
  heatmap: { columns: [column("hour", "integer"), column("dstport", "port"), column("bytes", "bytes")], first: true },
  sankey: { columns: [column("srcaddr", "address"), column("dstaddr", "address"), column("bytes", "bytes")], first: true },
  treemap: { columns: [column("srcaddr", "address"), column("bytes", "bytes")] },
  network: { columns: [column("srcaddr", "address"), column("dstaddr", "address"), column("bytes", "bytes")] },
  map: { columns: [column("src_country"), column("bytes", "bytes")], first: true },
  number: { columns: [column("bytes", "bytes")] },
  table: { columns: [column("action", "action"), column("bytes", "bytes")] },
};

describe("The shelf of charts", () => {
  it("has each kind at most once, and each by the name that the protocol gives it", () => {
    const kinds = charts.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.filter((kind) => !chartKinds.includes(kind))).toEqual([]);
  });

  it("holds every folder that is a chart, and no chart without one", () => {
    const named = charts.map(({ kind }) => folders[kind] ?? kind);
    const there = readdirSync(shelf, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && existsSync(join(shelf, entry.name, `${entry.name}.ts`)),
    );
    expect(there.map(({ name }) => name).sort()).toEqual([...new Set(named)].sort());
  });

  it("keeps a picture for each chart in three themes, and none for charts that are gone", () => {
    const wanted = charts.flatMap(({ kind }) => ["dark", "highContrast", "light"].map((theme) => `${kind}-${theme}.png`));
    expect(readdirSync(pictures).sort()).toEqual(wanted.sort());
  });
});

describe.each(charts.map((chart) => ({ kind: chart.kind, chart })))("A $kind", ({ kind, chart }) => {
  const { columns } = fitting[kind];

  it("has a name, a picture beside it, and fields with names", () => {
    expect(chart.label).toMatch(/^[A-Z][\w ]+$/);
    expect(chart.icon).toMatch(/^[a-z-]+$/);
    expect(chart.fields.filter(({ label }) => label === "")).toEqual([]);
  });

  it("is proposed for columns that it fits, with what it can ask the engine", () => {
    const proposal = chart.propose(columns, 100);
    expect(proposal?.spec.kind).toBe(kind);
    expect(chart.question(proposal?.spec ?? { kind }, columns)).not.toHaveProperty("problem");
  });

  it("accepts in its form what it proposes, and what its picture is drawn from", () => {
    const { spec } = chart.propose(columns, 100) ?? {};
    for (const field of chart.fields) {
      if (!("accepts" in field)) continue;
      const proposed = columns.find(({ name }) => name === spec?.[field.part]);
      if (proposed !== undefined) expect(field.accepts(proposed)).toBe(true);
    }
    expect(pictureCases[kind].chart.kind).toBe(kind);
  });
});

describe("The first proposal", () => {
  const made = charts.filter(({ kind }) => fitting[kind].first).map(({ kind }) => ({ kind, columns: fitting[kind].columns }));

  it.each(made)("is a $kind for columns that are made for it", ({ kind, columns }) => {
    const fits = charts.flatMap((other) => other.propose(columns, 100) ?? []).sort((a, b) => b.fit - a.fit);
    expect(fits[0]?.spec.kind).toBe(kind);
  });
});
