import type { ChartMeasure, WrittenChart } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";

/** The chart with its columns spelled as the result spells them: in SQL names are the same in upper and lower case. */
export function withResultNames(written: WrittenChart, columns: readonly ResultColumn[]): WrittenChart {
  const spelled = (name: string): string =>
    (columns.find((column) => column.name === name) ?? columns.find((column) => same(column.name, name)))?.name ?? name;
  const measure = ({ fn, column }: ChartMeasure): ChartMeasure => (column === undefined ? { fn } : { fn, column: spelled(column) });
  const { x, split, y, y2 } = written;
  return {
    ...written,
    ...(x === undefined ? {} : { x: spelled(x) }),
    ...(split === undefined ? {} : { split: spelled(split) }),
    ...(y === undefined ? {} : { y: y.map(measure) }),
    ...(y2 === undefined ? {} : { y2: measure(y2) }),
  };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
