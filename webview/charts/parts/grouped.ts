import type { AggregatedKey, AggregatedResult, ChartMeasure, ChartSpec, MeasureFunction } from "../../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { countText } from "../../elements/countText";
import type { ChartInput, ChartTable, MarkValue } from "../chart";
import { isoOf, millisOf, nextStep } from "./times";
import { keyText, measureName, otherLabel } from "./wording";

/** One group of an aggregation, read along instead of column by column. */
export interface Group {
  readonly codes: readonly number[];
  /** The first measure. */
  readonly value: number | null;
}

/** An aggregated result beside the columns that its keys are of. */
export class Grouped {
  readonly groups: readonly Group[];

  constructor(
    readonly result: AggregatedResult,
    /** Indices into `columns`, one a key. */
    readonly keyColumns: readonly number[],
    private readonly columns: readonly ResultColumn[],
    readonly measure: ChartMeasure,
    /** In which days begin. */
    private readonly zone = "UTC",
  ) {
    const [values = []] = result.measures;
    this.groups = values.map((value, group) => ({ value, codes: result.codes.map((codes) => codes[group] as number) }));
  }

  /** What a chart was given, by the columns that its spec names. */
  static of(input: ChartInput, names: readonly (string | undefined)[]): Grouped {
    if (input.data.ask !== "groups") throw new Error(`${input.spec.kind} is drawn from groups, and was given ${input.data.ask}.`);
    const columns = names.map((name) => input.columns.findIndex((column) => column.name === name));
    return new Grouped(input.data.groups, columns, input.columns, measureOf(input.spec), input.zone);
  }

  key(index: number): AggregatedKey {
    return this.result.keys[index] as AggregatedKey;
  }

  column(key: number): ResultColumn {
    return this.columns[this.keyColumns[key] as number] as ResultColumn;
  }

  isOther(key: number, code: number): boolean {
    return this.key(key).otherIndex === code;
  }

  label(key: number, code: number): string {
    return this.isOther(key, code) ? otherLabel : keyText(this.cell(key, code), this.column(key));
  }

  cell(key: number, code: number): Cell {
    return this.key(key).values[code] ?? null;
  }

  /** As it stands in the table of the chart: the value itself, so that it can be worked with. */
  tableCell(key: number, code: number): Cell {
    return this.isOther(key, code) ? otherLabel : this.cell(key, code);
  }

  /** Which rows some keys of a group stand for; none in particular where one of them is "Other". */
  markValues(codes: readonly (readonly [key: number, code: number])[]): readonly MarkValue[] {
    if (codes.some(([key, code]) => this.isOther(key, code))) return [];
    return codes.map(([key, code]) => this.markValue(key, code));
  }

  /** Which rows a group stands for. */
  groupValues({ codes }: Group): readonly MarkValue[] {
    return this.markValues(codes.map((code, key) => [key, code] as const));
  }

  /** Groups as the rows of a table: their keys, and the measure. */
  tableOf(groups: readonly Group[]): ChartTable {
    return {
      columns: [...this.keyColumns.map((_column, key) => this.column(key).name), measureName(this.measure)],
      rows: groups.map(({ codes, value }): Cell[] => [...codes.map((code, key) => this.tableCell(key, code)), value]),
    };
  }

  /** What the groups of each value of a key come to: the largest first, "Other" last. */
  sumsOf(key: number, groups: readonly Group[]): readonly (readonly [code: number, sum: number])[] {
    const sums = new Map<number, number>();
    for (const group of groups) {
      const code = group.codes[key] as number;
      sums.set(code, (sums.get(code) ?? 0) + valueOf(group));
    }
    const isOther = (code: number): number => Number(this.isOther(key, code));
    return [...sums].sort(([a, first], [b, second]) => isOther(a) - isOther(b) || second - first);
  }

  private markValue(key: number, code: number): MarkValue {
    const column = this.keyColumns[key] as number;
    const value = this.cell(key, code);
    const { stepSeconds } = this.key(key);
    if (stepSeconds === undefined || value === null) return { column, value };
    return { column, from: value, to: isoOf(nextStep(millisOf(value), stepSeconds, this.zone)) };
  }

  /** What was cut or drawn together, as sentences. */
  cutNotes(): string[] {
    const notes = this.result.keys.flatMap((key, index) => cutNote(key, this.column(index).name));
    const { cutGroups } = this.result;
    if (cutGroups > 0) notes.push(`${count(cutGroups, "smaller group")} ${cutGroups === 1 ? "is" : "are"} left out.`);
    return notes;
  }
}

/** Adding up the parts of these gives the whole. */
const additive: ReadonlySet<MeasureFunction> = new Set(["count", "sum"]);

export function measureOf(spec: ChartSpec): ChartMeasure {
  return spec.y?.[0] ?? { fn: "count" };
}

export function isAdditive({ fn }: ChartMeasure): boolean {
  return additive.has(fn);
}

/** The groups that have something to draw, and a sentence about those that have not. */
export function positiveGroups(grouped: Grouped): { readonly groups: readonly Group[]; readonly notes: readonly string[] } {
  const groups = grouped.groups.filter(({ value }) => value !== null && value > 0);
  const rest = grouped.groups.length - groups.length;
  const name = measureName(grouped.measure);
  return { groups, notes: rest === 0 ? [] : [`${count(rest, "group")} without a positive “${name}” cannot be drawn.`] };
}

export function valueOf(group: Group): number {
  return group.value ?? 0;
}

export function largestFirst(groups: readonly Group[]): readonly Group[] {
  return [...groups].sort((a, b) => valueOf(b) - valueOf(a));
}

export function sumOf(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + valueOf(group), 0);
}

export function columnIndex(columns: readonly ResultColumn[], name: string | undefined): number {
  return columns.findIndex((column) => column.name === name);
}

/** By column index, as the engine wants it. */
export function asked(spec: ChartSpec, columns: readonly ResultColumn[]): { readonly fn: MeasureFunction; readonly column?: number } {
  const { fn, column } = measureOf(spec);
  return column === undefined ? { fn } : { fn, column: columnIndex(columns, column) };
}

/** `3,481 pairs`. */
export function count(number: number, noun: string): string {
  return `${countText(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function cutNote(key: AggregatedKey, name: string): readonly string[] {
  const shown = key.values.length - (key.otherIndex === undefined ? 0 : 1);
  if (shown >= key.distinct || key.stepSeconds !== undefined || key.upperEdges !== undefined) return [];
  const rest = key.otherIndex === undefined ? "the others are left out" : `the others are together in “${otherLabel}”`;
  return [`${countText(shown)} of ${count(key.distinct, "value")} of ${name} are drawn; ${rest}.`];
}
