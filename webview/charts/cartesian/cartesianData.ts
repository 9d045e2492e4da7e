import { timeStepSeconds } from "../../../src/base/timeStep";
import type { AggregatedResult, ChartMeasure } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { ChartInput, ChartSeries, ChartTable } from "../chart";
import { columnNamed, isOrdered } from "../parts/axisColumns";
import { mixed, seriesColour } from "../parts/colours";
import { isTime } from "../parts/columnRoles";
import { columnIndex, count, Grouped, isAdditive } from "../parts/grouped";
import { measuresOf } from "../parts/measures";
import { durationText, millisOf, rangeText, timeText, zoneName } from "../parts/times";
import { keyText, measureName, measureText, otherLabel } from "../parts/wording";
import { layOutSeries, type AxisStep, type GroupSeries, type SeriesGroups } from "./layOut";
import { coloursOfValues } from "./seriesColours";

/** Series along an axis with all that is said about them; nothing is drawn yet. */
export interface CartesianData {
  readonly steps: readonly AxisStep[];
  readonly stepSeconds?: number;
  /** One for each step, as tooltips and tables name it. */
  readonly labels: readonly string[];
  readonly axis: ResultColumn;
  /** Ranges of numbers stand at distances of their ratio. */
  readonly logAxis: boolean;
  readonly split?: ResultColumn;
  readonly series: readonly CartesianSeries[];
  readonly caption: string;
  readonly notes: readonly string[];
  readonly table: ChartTable;
}

export interface CartesianSeries extends ChartSeries {
  readonly group: GroupSeries;
  /** What is measured, without whose it is. */
  readonly measured: string;
  readonly secondAxis: boolean;
  /** Of the earlier period. */
  readonly earlier: boolean;
}

export function cartesianData(input: ChartInput, logAxis = false): CartesianData {
  const { spec, columns, data, zone } = input;
  if (data.ask !== "groups") throw new Error(`${spec.kind} is drawn from groups, and was given ${data.ask}.`);
  const axis = columnNamed(columns, spec.x);
  if (axis === undefined) throw new Error(`${spec.kind} is drawn along a column, and was given none.`);
  const ordered = isOrdered(axis);
  // In a step without rows nothing was sent; of names, a pair that does not occur has no value that would count.
  const filling = measuresOf(spec).map((measure) => (ordered && isAdditive(measure) ? 0 : null));
  const options = { filling, zone, ordered };
  const [now, before] = alignPeriods(layOutSeries(data.groups, options), data.earlier && layOutSeries(data.earlier, options));
  const series = [...seriesOf(now, input, data.groups, false), ...(before === undefined ? [] : seriesOf(before, input, data.groups, true))];
  const split = columnNamed(columns, spec.split);
  const labels = now.steps.map((step) => stepText(step, axis, zone, now.stepSeconds));
  return {
    ...{ steps: now.steps, labels, axis, series, logAxis },
    ...(now.stepSeconds === undefined ? {} : { stepSeconds: now.stepSeconds }),
    ...(split === undefined ? {} : { split }),
    caption: captionOf(input, data.groups, now.stepSeconds) + (isTime(axis) && input.zone !== "UTC" ? `, times in ${input.zone}` : ""),
    notes: [...Grouped.of(input, [spec.x, spec.split]).cutNotes(), ...leftOut(data.groups, axis)],
    table: tableOf(now.steps, series, axis),
  };
}

/** What stands in the first line of a tooltip. */
function stepText(step: AxisStep, axis: ResultColumn, zone: string, stepSeconds: number | undefined): string {
  if (step.isOther) return otherLabel;
  if (isTime(axis)) {
    const time = millisOf(step.value);
    if (stepSeconds === undefined || step.end === undefined) return `${timeText(time, zone)} ${zoneName(time, zone)}`;
    return rangeText(time, millisOf(step.end), zone, stepSeconds);
  }
  if (step.end === undefined) return keyText(step.value, axis);
  const plain: ChartMeasure = { fn: "max", column: axis.name };
  return `${measureText(Number(step.value), plain, [axis])} to ${measureText(Number(step.end), plain, [axis])}`;
}

/** Both periods along one axis: steps that only one of them has are empty in the other. */
function alignPeriods(now: SeriesGroups, before: SeriesGroups | undefined): readonly [SeriesGroups, SeriesGroups | undefined] {
  if (before === undefined || before.steps.length === 0) return [now, undefined];
  if (now.stepSeconds === undefined) return [now, alongSteps(before, now.steps)];
  const byValue = new Map([...now.steps, ...before.steps].map((step) => [step.value, step]));
  const steps = [...byValue.values()].sort((some, other) => millisOf(some.value) - millisOf(other.value));
  return [alongSteps(now, steps), alongSteps(before, steps)];
}

function alongSteps(groups: SeriesGroups, steps: readonly AxisStep[]): SeriesGroups {
  const at = new Map(groups.steps.map((step, index) => [step.value, index]));
  const places = steps.map(({ value }) => at.get(value) ?? -1);
  const series = groups.series.map((one) => ({ ...one, values: places.map((place) => one.values[place] ?? null) }));
  return { ...groups, steps, series };
}

/** `asked`: of the period of the statement, which decides what is shown and in which colour. */
function seriesOf(groups: SeriesGroups, input: ChartInput, asked: AggregatedResult, earlier: boolean): readonly CartesianSeries[] {
  const { spec, columns, style } = input;
  const measures = measuresOf(spec);
  const split = columnNamed(columns, spec.split);
  const [, key] = asked.keys;
  const splits = (key?.values ?? []).map((value, index) => ({ value, isOther: index === key?.otherIndex }));
  const colours = coloursOfValues(splits, split, style);
  return groups.series.flatMap((group): readonly CartesianSeries[] => {
    const measure = measures[group.measure];
    const at = splits.findIndex(({ value, isOther }) => value === group.split?.value && isOther === group.split.isOther);
    // Of the earlier period only what this one shows as well: the rest would have no neighbour to be compared with.
    if (measure === undefined || (split !== undefined && at < 0)) return [];
    const index = columnIndex(columns, measure.column);
    const several = split === undefined || measures.length > 1;
    const own = several ? seriesColour(style, group.measure + Math.max(0, at) * measures.length) : (colours[at] ?? style.text);
    return [
      {
        label: labelOf(group, input, asked, earlier),
        color: earlier && !style.highContrast ? mixed(style.ground, own, 0.65) : own,
        visible: true,
        ...{ measure, measured: nameOf(measure, asked), group, earlier, values: group.values },
        ...(index < 0 ? {} : { column: index }),
        secondAxis: spec.y2 !== undefined && group.measure === measures.length - 1,
      },
    ];
  });
}

function labelOf({ split, measure: index }: GroupSeries, { spec, columns }: ChartInput, asked: AggregatedResult, earlier: boolean): string {
  const measures = measuresOf(spec);
  const column = columnNamed(columns, spec.split);
  const names: string[] = [];
  if (split !== undefined && column !== undefined) names.push(split.isOther ? otherLabel : keyText(split.value, column));
  const measure = measures[index];
  if (measure !== undefined && (measures.length > 1 || names.length === 0)) names.push(nameOf(measure, asked));
  if (earlier) names.push(`${durationText(timeStepSeconds(spec.previous) ?? 0)} before`);
  return names.join(", ");
}

/** Of a statement that has aggregated already, the names of its columns say what is measured. */
function nameOf(measure: ChartMeasure, { measures, rows, cutGroups, keys }: AggregatedResult): string {
  const groups = measures[0]?.length ?? 0;
  const oneRowEach = cutGroups === 0 && groups === rows && keys.every((key) => key.otherIndex === undefined);
  const counts = measure.fn === "count" || measure.fn === "distinct";
  return oneRowEach && !counts && measure.column !== undefined ? measure.column : measureName(measure);
}

function captionOf({ spec }: ChartInput, groups: AggregatedResult, step: number | undefined): string {
  const names = [...new Set(measuresOf(spec).map((measure) => nameOf(measure, groups)))];
  const axis = step === undefined ? `by ${spec.x ?? ""}` : `per ${durationText(step)}`;
  const split = spec.split === undefined ? "" : `${step === undefined ? " and" : " by"} ${spec.split}`;
  return `${listed(names)} ${axis}${split}`;
}

/** `Sum of bytes, sum of packets`. */
export function listed(names: readonly string[]): string {
  const [first = "", ...others] = names;
  return [first, ...others.map((name) => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`)].join(", ");
}

/** NULL is a category of its own, but it has no place among times and numbers. */
function leftOut({ keys }: AggregatedResult, axis: ResultColumn): readonly string[] {
  const rows = keys[0]?.leftOutRows ?? 0;
  return rows === 0
    ? []
    : [`${count(rows, "row")} without a place on the axis (${axis.name} is NULL, say) ${rows === 1 ? "is" : "are"} left out.`];
}

function tableOf(steps: readonly AxisStep[], series: readonly CartesianSeries[], axis: ResultColumn): ChartTable {
  const ranges = steps.some(({ end }) => end !== undefined) && !isTime(axis);
  const rows = steps.map((step, index) => {
    const value = step.isOther ? otherLabel : step.value;
    return [...(ranges ? [value, step.end ?? null] : [value]), ...series.map(({ values }) => values[index] ?? null)];
  });
  return { columns: [...(ranges ? [`${axis.name} from`, `${axis.name} to`] : [axis.name]), ...series.map(({ label }) => label)], rows };
}
