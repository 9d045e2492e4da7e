import type { ResultColumn } from "../../../src/protocol/query";
import type { ChartInput, ChartMark, ChartTable } from "../chart";
import { colourScale, type ColourScale } from "../parts/colourScale";
import { count, Grouped } from "../parts/grouped";
import { millisOf, nextStep, rangeText, timeText, zoneName } from "../parts/times";
import { timeSteps } from "../parts/timeSteps";
import { measureName, measureText } from "../parts/wording";

/** What a heat map shows, before anything is drawn. */
export interface HeatCell {
  readonly column: number;
  readonly row: number;
  readonly value: number;
  readonly mark: ChartMark;
}

export interface Axis {
  readonly isTime: boolean;
  readonly title: string;
  readonly labels: readonly string[];
}

export interface HeatCells {
  readonly columns: Axis;
  readonly rows: Axis;
  /** Row by row from the top, each from the left: as they are read. */
  readonly cells: readonly HeatCell[];
  readonly scale: ColourScale;
  readonly table: ChartTable;
  readonly notes: readonly string[];
}

export function heatCells(input: ChartInput): HeatCells {
  const grouped = Grouped.of(input, [input.spec.x, input.spec.split]);
  const axes = [0, 1].map((key) => placesOf(grouped, key, input.zone)) as [Places, Places];
  const { measure } = grouped;
  const cells = grouped.groups.flatMap((group) => {
    const { codes, value } = group;
    const [column, row] = axes.map(({ places }, key) => places.get(codes[key] as number)) as [number | undefined, number | undefined];
    if (value === null || column === undefined || row === undefined) return [];
    const lines = [
      `${text(grouped, 0, codes, input.zone)} · ${text(grouped, 1, codes, input.zone)}`,
      `${measureName(measure)}: ${measureText(value, measure, input.columns)}`,
    ];
    const mark = { lines, values: grouped.groupValues(group) };
    return [{ column, row, value, mark, group }];
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    columns: axes[0],
    rows: axes[1],
    cells,
    scale: colourScale(
      cells.map(({ value }) => value),
      measure,
      input.spec,
    ),
    table: grouped.tableOf(cells.map(({ group }) => group)),
    notes: [...grouped.cutNotes(), ...timelessNote(grouped)],
  };
}

function timelessNote(grouped: Grouped): readonly string[] {
  const { leftOutRows = 0 } = grouped.key(0);
  return leftOutRows === 0
    ? []
    : [`${count(leftOutRows, "row")} without a ${grouped.column(0).name} ${leftOutRows === 1 ? "is" : "are"} left out.`];
}

interface Places extends Axis {
  /** Place on the axis by code. */
  readonly places: ReadonlyMap<number, number>;
}

function placesOf(grouped: Grouped, key: number, zone: string): Places {
  const column = grouped.column(key);
  if (column.meaning === "time") {
    const { codes, labels, common } = timeSteps(grouped.key(key), zone);
    return {
      isTime: true,
      title: `${column.name} (${common})`,
      labels,
      places: new Map(codes.flatMap((code, place) => (code === undefined ? [] : [[code, place]]))),
    };
  }
  const order = grouped.key(key).values.map((_value, code) => code);
  if (hasOrder(column)) order.sort((a, b) => inOrder(grouped, key, a, b));
  return {
    isTime: false,
    title: column.name,
    labels: order.map((code) => grouped.label(key, code)),
    places: new Map(order.map((code, place) => [code, place])),
  };
}

/** Hours, days and numbers follow each other; names and ports come by their amount. */
function hasOrder({ meaning }: ResultColumn): boolean {
  return meaning === "integer" || meaning === "decimal" || meaning === "date" || meaning === "boolean";
}

function inOrder(grouped: Grouped, key: number, a: number, b: number): number {
  const [first, second] = [grouped.cell(key, a), grouped.cell(key, b)];
  if (first === null || second === null)
    return Number(first === null) - Number(second === null) || Number(grouped.isOther(key, a)) - Number(grouped.isOther(key, b));
  return typeof first === "boolean" || grouped.column(key).meaning === "date"
    ? first < second
      ? -1
      : Number(first > second)
    : Number(first) - Number(second);
}

function text(grouped: Grouped, key: number, codes: readonly number[], zone: string): string {
  const code = codes[key] as number;
  const value = grouped.cell(key, code);
  if (grouped.column(key).meaning !== "time" || value === null) return grouped.label(key, code);
  const [time, { stepSeconds }] = [millisOf(value), grouped.key(key)];
  if (stepSeconds === undefined) return `${timeText(time, zone)} ${zoneName(time, zone)}`;
  return rangeText(time, nextStep(time, stepSeconds, zone), zone, stepSeconds);
}
