import type { PointsResult } from "../../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { coloursOfValues } from "../cartesian/seriesColours";
import type { ChartInput, ChartMark, ChartSeries, ChartTable, MarkValue } from "../chart";
import { columnNamed } from "../parts/axisColumns";
import { seriesColour } from "../parts/colours";
import { isTime } from "../parts/columnRoles";
import { columnIndex, count } from "../parts/grouped";
import { isoOf, timeText } from "../parts/times";
import { keyText, measureText, otherLabel } from "../parts/wording";

/** Points with all that is said about them; nothing is drawn yet. */
export interface ScatterData {
  readonly x: ResultColumn;
  readonly y: ResultColumn;
  readonly series: readonly PointSeries[];
  /** All points, from left to right. */
  readonly marks: readonly ChartMark[];
  readonly placeOf: ReadonlyMap<ChartMark, { readonly series: number; readonly index: number }>;
  readonly caption: string;
  readonly notes: readonly string[];
  readonly table: ChartTable;
}

export interface PointSeries extends ChartSeries {
  readonly points: readonly { readonly x: number; readonly y: number; readonly rows: number; readonly mark: ChartMark }[];
}

export function scatterData(input: ChartInput): ScatterData {
  const { spec, columns, data } = input;
  if (data.ask !== "points") throw new Error(`${spec.kind} is drawn from points, and was given ${data.ask}.`);
  const [x, y] = [columnNamed(columns, spec.x), columnNamed(columns, spec.y?.[0]?.column)];
  if (x === undefined || y === undefined) throw new Error(`${spec.kind} is drawn from two columns, and was given fewer.`);
  const series = seriesOf(data.points, x, y, input);
  const placed = series.flatMap(({ points }, at) => points.map((point, index) => ({ ...point, series: at, index })));
  placed.sort((some, other) => some.x - other.x || some.y - other.y);
  const split = spec.split === undefined ? [] : [spec.split];
  return {
    ...{ x, y, series },
    marks: placed.map(({ mark }) => mark),
    placeOf: new Map(placed.map(({ mark, series: at, index }) => [mark, { series: at, index }])),
    caption: `${y.name} by ${x.name}${split.length === 0 ? "" : `, coloured by ${spec.split ?? ""}`}`,
    notes: notesOf(data.points),
    table: {
      columns: [x.name, y.name, ...split, "Rows"],
      rows: placed.map((point) => [
        cellOf(point.x, x),
        cellOf(point.y, y),
        ...(split.length === 0 ? [] : [series[point.series]?.label ?? null]),
        point.rows,
      ]),
    },
  };
}

function seriesOf(
  points: PointsResult,
  x: ResultColumn,
  y: ResultColumn,
  { spec, columns, style, zone }: ChartInput,
): readonly PointSeries[] {
  const column = columnNamed(columns, spec.split);
  const values = (points.colors?.values ?? [null]).map((value, index) => ({ value, isOther: index === points.colors?.otherIndex }));
  const colours = column === undefined ? [seriesColour(style, 0)] : coloursOfValues(values, column, style);
  const measure = { fn: "avg", column: y.name } as const;
  return values.map(({ value, isOther }, at) => {
    const label = column === undefined ? y.name : isOther ? otherLabel : keyText(value, column);
    const own = points.x.flatMap((px, index) => {
      if ((points.colors?.codes[index] ?? 0) !== at) return [];
      const [py, rows] = [points.y[index] ?? 0, points.rows[index] ?? 1];
      const texts = [`${x.name}: ${numberText(px, x, zone)}`, `${y.name}: ${numberText(py, y, zone)}`];
      const name = column === undefined ? [] : [label];
      const marked: MarkValue[] = [
        { column: columns.indexOf(x), value: cellOf(px, x) },
        { column: columns.indexOf(y), value: cellOf(py, y) },
        ...(column === undefined || isOther ? [] : [{ column: columnIndex(columns, column.name), value }]),
      ];
      // A point of several rows stands where they nearly are, and for none of them alone.
      const mark = { lines: [...name, ...texts, ...(rows > 1 ? [count(rows, "row")] : [])], values: rows > 1 ? [] : marked };
      return [{ x: px, y: py, rows, mark }];
    });
    // Chart.js takes the first and the last for the ends of the axis.
    own.sort((some, other) => some.x - other.x || some.y - other.y);
    return {
      label,
      color: colours[at] ?? style.text,
      visible: true,
      measure,
      column: columns.indexOf(y),
      values: own.map((point) => point.y),
      points: own,
    };
  });
}

function cellOf(value: number, column: ResultColumn): Cell {
  return isTime(column) ? isoOf(value) : value;
}

function numberText(value: number, column: ResultColumn, zone: string): string {
  return isTime(column) ? timeText(value, zone) : measureText(value, { fn: "max", column: column.name }, [column]);
}

function notesOf({ x, rows, totalRows, leftOutRows }: PointsResult): readonly string[] {
  const drawn = rows.reduce((sum, one) => sum + one, 0);
  const together =
    drawn > x.length
      ? [`${count(x.length, "point")} stand for ${count(drawn, "row")}: those on the same spot are drawn as one, and larger.`]
      : [];
  const leftOut =
    leftOutRows === 0 ? [] : [`${count(leftOutRows, "row")} of ${count(totalRows, "row")} have no place on the axes and are left out.`];
  return [...together, ...leftOut];
}
