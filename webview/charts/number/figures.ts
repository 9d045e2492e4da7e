import { layOutSeries, type SeriesGroups } from "../cartesian/layOut";
import type { ChartInput, ChartMark, ChartTable } from "../chart";
import { isAdditive } from "../parts/grouped";
import { measuresOf } from "../parts/measures";
import { millisOf, timeText, zoneName } from "../parts/times";
import { measureName, measureText } from "../parts/wording";

/** What big numbers show, before anything is drawn. */
export interface Figures {
  /** The first is the big one. */
  readonly figures: readonly Figure[];
  /** Of the first, over time. */
  readonly trend?: readonly (number | null)[];
  readonly marks: readonly ChartMark[];
  readonly notes: readonly string[];
  readonly table: ChartTable;
}

export interface Figure {
  readonly name: string;
  readonly text: string;
  readonly value: number | null;
}

export function figuresOf(input: ChartInput): Figures {
  const { spec, data, columns, zone } = input;
  if (data.ask !== "groups") throw new Error(`${spec.kind} is drawn from groups, and was given ${data.ask}.`);
  const { groups } = data;
  const measures = measuresOf(spec);
  // Of one row, the names of its columns say what its numbers are.
  const alone = groups.rows === 1;
  const overTime =
    groups.keys.length === 0
      ? undefined
      : layOutSeries(groups, { filling: measures.map((one) => (isAdditive(one) ? 0 : null)), zone, ordered: true });
  const figures = measures.map((measure, index): Figure => {
    const values = overTime?.series[index]?.values ?? groups.measures[index] ?? [];
    const known = values.filter((value) => value !== null);
    const adds = overTime === undefined || isAdditive(measure);
    const value = known.length === 0 ? null : adds ? known.reduce((sum, one) => sum + one, 0) : (known.at(-1) ?? null);
    const plain = alone && measure.column !== undefined && measure.fn !== "count" && measure.fn !== "distinct";
    const name = plain ? (measure.column ?? "") : measureName(measure);
    return { value, name: adds ? name : `${name}, ${lastTime(overTime, index, zone)}`, text: measureText(value, measure, columns) };
  });
  const trend = overTime?.series[0]?.values;
  return {
    figures,
    ...(trend === undefined || trend.length < 2 ? {} : { trend }),
    marks: figures.map(({ name, text }) => ({ lines: [name, text], values: [] })),
    notes: [],
    table:
      overTime === undefined
        ? { columns: figures.map(({ name }) => name), rows: [figures.map(({ value }) => value)] }
        : tableOf(overTime, input),
  };
}

/** What cannot be added up is told as it was last. */
function lastTime(overTime: SeriesGroups | undefined, measure: number, zone: string): string {
  const at = overTime?.series[measure]?.values.findLastIndex((value) => value !== null) ?? -1;
  const value = overTime?.steps[at]?.value ?? null;
  const time = millisOf(value);
  return value === null ? "" : `${timeText(time, zone, overTime?.stepSeconds)} ${zoneName(time, zone)}`;
}

function tableOf({ steps, series }: SeriesGroups, { spec }: ChartInput): ChartTable {
  return {
    columns: [spec.x ?? "", ...measuresOf(spec).map((measure) => measureName(measure))],
    rows: steps.map(({ value }, index) => [value, ...series.map(({ values }) => values[index] ?? null)]),
  };
}
