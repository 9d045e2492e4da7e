import type { NarrowTerm } from "../../src/protocol/pivot";
import type { Cell, ColumnFilter, ResultColumn } from "../../src/protocol/query";
import type { MenuEntry } from "../elements/menu";
import { cellText } from "../grid/cellText";
import { valueFilter } from "../grid/valueFilter";
import { narrowingOf } from "./valueMenu";

/** What a mark of a chart stands for: a value of a column, or of either of two, or a range of its values up to and without `to`. */
export type StandsFor =
  | { readonly column: number; readonly orColumn?: number; readonly value: Cell }
  | { readonly column: number; readonly from: Cell; readonly to: Cell };

export interface MarkMenuOptions {
  readonly values: readonly StandsFor[];
  readonly columns: readonly ResultColumn[];
  /** How a range is called: `03:10 – 03:20`. */
  readonly rangeName: (range: StandsForRange) => string;
  /** Looks only at these rows of the result. */
  readonly filter: (filters: readonly ColumnFilter[]) => void;
  /** Puts conditions into the statement and runs it again. */
  readonly narrow: (terms: readonly NarrowTerm[], mode: "add" | "replace") => void;
}

type StandsForRange = Extract<StandsFor, { readonly from: Cell }>;

/** What "this" is in the menu of a mark: every value that it stands for. */
export function markHeading({ values, columns, rangeName }: Pick<MarkMenuOptions, "values" | "columns" | "rangeName">): string {
  return values.map((value) => valueName(value, columns, rangeName)).join(" and ");
}

/** What can be done with a mark: with its rows here, and with the statement. Nothing where it stands for no values of its own. */
export function markMenu(options: MarkMenuOptions): readonly MenuEntry[] {
  const { values, columns, rangeName, filter, narrow } = options;
  if (values.length === 0) return [];
  const single = values.filter((value) => "value" in value);
  const name = (value: StandsFor): string => (values.length === 1 ? "this" : valueName(value, columns, rangeName));
  return [
    { kind: "item", label: "Only this", run: () => filter(onlyFilters(values)) },
    ...single.map((value): MenuEntry => ({ kind: "item", label: `Not ${name(value)}`, run: () => filter([filterOf(value, true)]) })),
    { kind: "separator" },
    {
      kind: "item",
      label: "Only this, in the statement",
      keys: "Alt: in place of others",
      run: (keys) => narrow(onlyTerms(values, columns), narrowingOf(keys) === "instead" ? "replace" : "add"),
    },
    ...values.map((value): MenuEntry => ({
      kind: "item",
      label: `Not ${name(value)}, in the statement`,
      ...(value === valueToLeaveOut(values) ? { keys: "Shift+Click" } : {}),
      run: () => narrow([withoutTerm(value, columns)], "add"),
    })),
  ];
}

export function onlyFilters(values: readonly StandsFor[]): readonly ColumnFilter[] {
  return values.flatMap((one): readonly ColumnFilter[] => {
    if ("value" in one) return [filterOf(one, false)];
    const { column, from, to } = one;
    return [
      { column, op: ">=", text: String(from) },
      { column, op: "<", text: String(to) },
    ];
  });
}

/** What a mark can be taken out by: of several values the one that makes its series, else its range. */
export function valueToLeaveOut(values: readonly StandsFor[]): StandsFor | undefined {
  return values.findLast((one) => "value" in one) ?? values.at(-1);
}

type StandsForValue = Extract<StandsFor, { readonly value: Cell }>;

function filterOf({ column, orColumn, value }: StandsForValue, exclude: boolean): ColumnFilter {
  return { ...valueFilter(column, value, exclude), ...(orColumn === undefined ? {} : { orColumn }) };
}

export function onlyTerms(values: readonly StandsFor[], columns: readonly ResultColumn[]): readonly NarrowTerm[] {
  return values.map((one): NarrowTerm => {
    if ("value" in one) return { ...namesOf(one, columns), op: "in", values: [one.value] };
    return { ...namesOf(one, columns), op: "range", from: one.from, to: one.to };
  });
}

export function withoutTerm(one: StandsFor, columns: readonly ResultColumn[]): NarrowTerm {
  if ("value" in one) return { ...namesOf(one, columns), op: "notIn", values: [one.value] };
  return { ...namesOf(one, columns), op: "notRange", from: one.from, to: one.to };
}

function namesOf(
  one: { readonly column: number; readonly orColumn?: number },
  columns: readonly ResultColumn[],
): { readonly column: string; readonly orColumn?: string } {
  const column = columns[one.column]?.name ?? "";
  const other = one.orColumn === undefined ? undefined : columns[one.orColumn]?.name;
  return other === undefined ? { column } : { column, orColumn: other };
}

function valueName(one: StandsFor, columns: readonly ResultColumn[], rangeName: MarkMenuOptions["rangeName"]): string {
  if ("from" in one) return rangeName(one);
  const column = columns[one.column];
  return column === undefined ? String(one.value) : cellText(one.value, column, false);
}
