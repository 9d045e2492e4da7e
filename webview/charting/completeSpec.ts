import type { ChartMeasure, ChartSpec, WrittenChart } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import { chartOf, charts } from "../charts";
import type { Chart, ChartField, ChartProposal } from "../charts/chart";
import { isAdditive } from "../charts/parts/grouped";
import { withResultNames } from "./resultNames";
import { asWhole } from "./wholeMeasure";

export interface CompletedChart {
  readonly chart: Chart;
  /** What is drawn. */
  readonly spec: ChartSpec;
  /** What was chosen: with the measure that was asked for, also where this kind of chart cannot show it. */
  readonly chosen: ChartSpec;
  /** Where something else is drawn than was chosen: what, and why. */
  readonly note?: string;
  /** Columns that were named, and that the result does not have. */
  readonly missing: readonly string[];
}

/** How these columns can be drawn, what fits them best first. */
export function proposals(columns: readonly ResultColumn[], rowCount: number): readonly ChartProposal[] {
  return charts.flatMap((chart) => chart.propose(columns, rowCount) ?? []).sort((some, other) => other.fit - some.fit);
}

/**
 * A chart that can be drawn: what was written or chosen, as far as the result has it, and for the rest what is proposed. Where columns
 * were named, only what a chart cannot do without is added to them. `undefined` where nothing can be drawn at all.
 */
export function completeChart(written: WrittenChart, columns: readonly ResultColumn[], rowCount: number): CompletedChart | undefined {
  const kind = written.kind ?? proposals(columns, rowCount)[0]?.spec.kind;
  const chart = kind === undefined ? undefined : chartOf(kind);
  if (chart === undefined) return undefined;
  const spelled = withResultNames(written, columns);
  const missing = [...new Set(namesIn(spelled))].filter((name) => !columns.some((column) => column.name === name));
  const known = withoutMissing(spelled, new Set(missing));
  const proposed = chart.propose(columns, rowCount)?.spec ?? { kind: chart.kind };
  const chosen = tidied({ ...completed(known, proposed, chart), kind: chart.kind }, chart);
  return { chart, missing, chosen, ...asWhole(chosen, chart, columns) };
}

function namesIn({ x, split, y = [], y2 }: WrittenChart): readonly string[] {
  return [x, split, ...y.map(({ column }) => column), y2?.column].filter((name) => name !== undefined);
}

function withoutMissing(written: WrittenChart, missing: ReadonlySet<string>): WrittenChart {
  const { x, split, y, y2, ...rest } = written;
  const there = (measure: ChartMeasure): boolean => measure.column === undefined || !missing.has(measure.column);
  const measures = y?.filter(there) ?? [];
  return {
    ...rest,
    ...(x === undefined || missing.has(x) ? {} : { x }),
    ...(split === undefined || missing.has(split) ? {} : { split }),
    ...(measures.length === 0 ? {} : { y: measures }),
    ...(y2 === undefined || !there(y2) ? {} : { y2 }),
  };
}

function completed(known: WrittenChart, proposed: ChartSpec, chart: Chart): WrittenChart {
  const namesColumns = namesIn(known).length > 0 || known.y !== undefined;
  if (!namesColumns) return { ...proposed, ...known };
  const needed = new Set(chart.fields.filter((field) => !("optional" in field && field.optional)).map(({ part }) => part));
  const { x, y, split, y2: _, ...settings } = proposed;
  return {
    ...settings,
    ...(needed.has("x") && x !== undefined && x !== known.split ? { x } : {}),
    ...(needed.has("split") && split !== undefined && split !== known.x ? { split } : {}),
    ...(needed.has("y") && y !== undefined ? { y } : {}),
    ...known,
  };
}

/** Without the parts that this kind of chart does not have, and with the number of categories that it usually shows. */
function tidied(spec: ChartSpec, chart: Chart): ChartSpec {
  const parts = new Set<string>(["kind", ...chart.fields.map(({ part }) => part)]);
  const kept = Object.fromEntries(Object.entries(spec).filter(([part]) => parts.has(part))) as unknown as ChartSpec;
  const top = chart.fields.find((field): field is Extract<ChartField, { part: "top" }> => field.part === "top");
  const many = chart.fields.some((field) => field.part === "y" && field.many === true);
  return {
    ...kept,
    ...(top === undefined || kept.top !== undefined ? {} : { top: top.usual }),
    ...(kept.y === undefined || many ? {} : { y: oneOf(kept.y, chart) }),
  };
}

/** Of several measures the first that a chart can show. */
function oneOf(measures: readonly ChartMeasure[], chart: Chart): readonly ChartMeasure[] {
  const whole = chart.partsOfWhole === true ? measures.find(isAdditive) : undefined;
  return whole === undefined ? measures.slice(0, 1) : [whole];
}
