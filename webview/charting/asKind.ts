import type { ChartKind, ChartSpec } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import { chartOf } from "../charts";
import type { ChartField } from "../charts/chart";
import { columnNamed, isMeasured } from "../charts/parts/axisColumns";
import { isCategory, isCountry, isTime } from "../charts/parts/columnRoles";
import { usualMeasure } from "../charts/parts/measures";
import { axisTime } from "../charts/parts/timeRoles";

/**
 * The same in another kind of chart: what was chosen keeps its meaning, also where it stands in another place there (the series over
 * time are the slices of a pie), and what the old kind has no place for is proposed.
 */
export function asKind(spec: ChartSpec, kind: ChartKind, columns: readonly ResultColumn[], rowCount: number): ChartSpec {
  const proposed = chartOf(kind)?.propose(columns, rowCount)?.spec ?? { kind };
  const change: Change = { spec, kind, columns, proposed };
  const { step, zone, stack, previous } = spec;
  return {
    kind,
    ...placesOf(change),
    ...measuresOf(change),
    ...part("step", step),
    ...part("zone", zone),
    ...part("stack", has(kind, "stack") ? stack : undefined),
    ...part("previous", has(kind, "previous") ? previous : undefined),
  };
}

interface Change {
  readonly spec: ChartSpec;
  readonly kind: ChartKind;
  readonly columns: readonly ResultColumn[];
  /** What would be drawn in the new kind if nothing had been chosen. */
  readonly proposed: ChartSpec;
}

type Places = Pick<ChartSpec, "x" | "split">;

const ofTimesOrNames = (column: ResultColumn): boolean => isTime(column) || isCategory(column);

/** Which columns may be the first place of a kind where another one had them. By hand, others can be chosen. */
const takes: Readonly<Record<ChartKind, (column: ResultColumn) => boolean>> = {
  ...{ line: isTime, area: isTime, bar: ofTimesOrNames, rowBar: ofTimesOrNames, table: ofTimesOrNames, heatmap: ofTimesOrNames },
  ...{ pie: isCategory, doughnut: isCategory, treemap: isCategory, sankey: isCategory, network: isCategory },
  ...{ scatter: (column) => isTime(column) || isMeasured(column), histogram: isMeasured, map: isCountry, number: isTime },
};

const alongAxis: ReadonlySet<ChartKind> = new Set<ChartKind>(["line", "area", "bar", "rowBar", "table"]);
const ofPairs: ReadonlySet<ChartKind> = new Set<ChartKind>(["sankey", "network", "heatmap"]);

function placesOf(change: Change): Places {
  const { spec, kind, columns, proposed } = change;
  const [x, split] = [columnNamed(columns, spec.x), columnNamed(columns, spec.split)];
  if (kind === "histogram") return part("x", measuredName(spec, columns) ?? proposed.x);
  const isPair = x !== undefined && split !== undefined && x !== split;
  if (ofPairs.has(kind)) return isPair && takes[kind](x) ? { x: x.name, split: split.name } : proposedPlaces(proposed);
  if (x !== undefined && alongAxis.has(kind) && alongAxis.has(spec.kind)) return placesAt(x, split, change);
  const time = axisTime(columns);
  // Over time, what were slices or streams are series.
  if ((kind === "line" || kind === "area") && time !== undefined && x !== undefined && isCategory(x)) return placesAt(time, x, change);
  const first = [x, split].find((column) => column !== undefined && takes[kind](column));
  if (first !== undefined) return placesAt(first, split, change);
  return has(spec.kind, "split") && spec.kind !== "scatter" ? part("x", proposed.x) : proposedPlaces(proposed);
}

function placesAt(x: ResultColumn, split: ResultColumn | undefined, { spec, kind, proposed }: Change): Places {
  if (!has(kind, "split")) return { x: x.name };
  if (split !== undefined && split !== x) return { x: x.name, split: split.name };
  // A kind that cannot be split has not been left unsplit by anybody.
  return { x: x.name, ...part("split", !has(spec.kind, "split") && proposed.x === x.name ? proposed.split : undefined) };
}

function proposedPlaces({ x, split }: ChartSpec): Places {
  return { ...part("x", x), ...part("split", split) };
}

/** Values that were drawn as they are become what is added up of them, and the other way round. */
function measuresOf(change: Change): Pick<ChartSpec, "y" | "y2"> {
  const { spec, kind, columns, proposed } = change;
  if (kind === "histogram") return {};
  const measured = columnNamed(columns, measuredName(spec, columns));
  if (kind === "scatter") return part("y", pointsUp(measured, change));
  const y = (spec.kind === "histogram" || spec.kind === "scatter") && measured !== undefined ? [usualMeasure(measured)] : spec.y;
  return { ...part("y", y ?? proposed.y), ...part("y2", has(kind, "y2") ? spec.y2 : undefined) };
}

/** What was measured, unless it goes across already: against itself it would say nothing. */
function pointsUp(measured: ResultColumn | undefined, change: Change): ChartSpec["y"] {
  const { x, y } = change.proposed;
  const across = placesOf(change).x;
  if (measured !== undefined && measured.name !== across) return [{ fn: "max", column: measured.name }];
  const other = [y?.[0]?.column, x].find((name) => name !== across && isMeasuredName(name, change.columns));
  return other === undefined ? y : [{ fn: "max", column: other }];
}

function isMeasuredName(name: string | undefined, columns: readonly ResultColumn[]): boolean {
  const column = columnNamed(columns, name);
  return column !== undefined && isMeasured(column);
}

/** The column of numbers that a chart is about. */
function measuredName({ kind, x, y }: ChartSpec, columns: readonly ResultColumn[]): string | undefined {
  const names = kind === "histogram" ? [x] : (y ?? []).map(({ column }) => column);
  return columns.find((column) => names.includes(column.name) && isMeasured(column))?.name;
}

function has(kind: ChartKind, wanted: ChartField["part"]): boolean {
  return chartOf(kind)?.fields.some((field) => field.part === wanted) === true;
}

function part<Name extends keyof ChartSpec>(name: Name, value: ChartSpec[Name]): { readonly [N in Name]?: ChartSpec[N] } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: ChartSpec[N] });
}
