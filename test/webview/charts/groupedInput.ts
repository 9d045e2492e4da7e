import type { AggregatedKey, AggregatedResult, ChartSpec } from "../../../src/protocol/chart";
import type { Cell, ColumnMeaning, ResultColumn } from "../../../src/protocol/query";
import type { ChartInput } from "../../../webview/charts/chart";
import type { ChartStyle } from "../../../webview/charts/chartStyle";

export const plainStyle: ChartStyle = {
  series: ["#101010", "#202020", "#303030", "#404040", "#505050", "#606060", "#707070", "#808080", "#909090", "#a0a0a0"],
  other: "#999999",
  accept: "#00aa00",
  reject: "#aa0000",
  scale: ["#000000", "#404040", "#808080", "#c0c0c0", "#ffffff"],
  ground: "#ffffff",
  text: "#000000",
  muted: "#666666",
  gridLine: "#dddddd",
  focus: "#0000ff",
  font: "sans-serif",
  fontSize: 12,
  highContrast: false,
  reducedMotion: false,
};

export function column(name: string, meaning: ColumnMeaning = "text"): ResultColumn {
  return { name, type: "", meaning };
}

/** What the engine would answer: the groups as `[…values of the keys, measure]`, with the values in the order in which they come first. */
export function aggregated(
  groups: readonly (readonly [...keys: Cell[], measure: number | null])[],
  more: { readonly keys?: readonly Partial<AggregatedKey>[]; readonly cutGroups?: number; readonly keyCount?: number } = {},
): AggregatedResult {
  const keyCount = more.keyCount ?? (groups[0]?.length ?? 2) - 1;
  const keys = Array.from({ length: keyCount }, (_, key): AggregatedKey => {
    const values = [...new Set(groups.map((group) => group[key] as Cell))];
    return { values, distinct: values.length, ...more.keys?.[key] };
  });
  return {
    keys,
    codes: keys.map(({ values }, key) => groups.map((group) => values.indexOf(group[key] as Cell))),
    measures: [groups.map((group) => group.at(-1) as number | null)],
    rows: groups.length,
    cutGroups: more.cutGroups ?? 0,
  };
}

export function inputOf(spec: ChartSpec, columns: readonly ResultColumn[], groups: AggregatedResult, zone = "UTC"): ChartInput {
  return { spec, columns, zone, style: plainStyle, data: { ask: "groups", groups } };
}
