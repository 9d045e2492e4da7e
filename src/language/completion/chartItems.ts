import { chartKinds, measureFunctions } from "../../protocol/chart";
import type { ResultColumns } from "../analysis/resultColumns";
import type { ScopeColumn } from "../analysis/scope";
import { writtenName } from "../analysis/syntaxTokens";
import { isNumberType } from "../catalog/columnValueTexts";
import { chartLineStart } from "../chart/chartLine";
import { type ChartPiece, ChartPieces } from "../chart/chartPieces";
import {
  type ChartKey,
  chartKeys,
  chartKeyTexts,
  chartKindTexts,
  measureTexts,
  stackings,
  switches,
  usualPeriods,
  usualSteps,
  usualTops,
  zones,
} from "../chart/chartWords";
import { type Completion, groups } from "./completion";

export interface ChartPlace {
  /** How many characters before the cursor are written of the item. */
  readonly written: number;
  readonly items: readonly Completion[];
}

/** What can be written in a `-- @chart` line up to the cursor; `columns` are those of the statement below. */
export function chartItems(comment: string, columns: () => ResultColumns): ChartPlace | undefined {
  const start = chartLineStart(comment);
  if (start === undefined || start === comment.length) return undefined;
  const pieces = new ChartPieces(comment, start).all;
  const last = pieces.at(-1);
  const isWriting = last?.span.end === comment.length && last.kind !== "symbol" && (last.kind === "word" || last.open);
  const before = isWriting ? pieces.slice(0, -1) : pieces;
  return { written: isWriting ? comment.length - last.span.start : 0, items: itemsBehind(before, columns) };
}

function itemsBehind(before: readonly ChartPiece[], columns: () => ResultColumns): readonly Completion[] {
  const last = before.at(-1);
  const symbol = last?.kind === "symbol" ? last.text : undefined;
  const key = keyBefore(before);
  if (symbol === "(") return measuredColumns(columns());
  if ((symbol === "=" || symbol === ",") && key !== undefined) return valueItems(key, columns);
  return symbol === undefined || symbol === ")" ? partItems(before) : [];
}

/** The key in whose value the cursor stands. */
function keyBefore(before: readonly ChartPiece[]): ChartKey | undefined {
  const at = before.findLastIndex(({ kind, text }) => kind === "symbol" && text === "=");
  const written = before[at - 1]?.text.toLowerCase();
  return chartKeys.find((key) => key === written);
}

/** A kind, if there is none yet, or a key that is not there yet. */
function partItems(before: readonly ChartPiece[]): readonly Completion[] {
  const written = new Set(before.filter(({ kind }) => kind === "word").map(({ text }) => text.toLowerCase()));
  const hasKind = chartKinds.some((kind) => written.has(kind.toLowerCase()));
  const kinds = hasKind ? [] : chartKinds.map((kind) => item(kind, chartKindTexts[kind], { text: `${kind} `, again: true }));
  const keys = chartKeys.filter((key) => !written.has(key)).map(keyItem);
  return before.length === 0 ? [...kinds, ...keys] : [...keys, ...kinds];
}

/** Switches are complete as they are. */
function keyItem(key: ChartKey): Completion {
  const { about, example } = chartKeyTexts[key];
  const alone = key === "log" || key === "other" || key === "stack";
  return item(key, `${about} Example: \`${example}\``, alone ? { text: key } : { text: `${key}=`, again: true });
}

function valueItems(key: ChartKey, columns: () => ResultColumns): readonly Completion[] {
  const words = (list: readonly string[]): readonly Completion[] => list.map((word) => item(word, ""));
  switch (key) {
    case "x":
      return columnItems(columns(), isTime);
    case "split":
      return columnItems(columns(), ({ type }) => type === "VARCHAR");
    case "y":
    case "y2":
      return measureFunctions.map((fn) =>
        item(fn, measureTexts[fn], fn === "count" ? { text: "count()" } : { text: `${fn}($0)`, snippet: true, again: true }),
      );
    case "top":
      return words(usualTops);
    case "other":
    case "log":
      return words(switches);
    case "stack":
      return words(stackings);
    case "step":
      return words(usualSteps);
    case "zone":
      return words(zones);
    case "previous":
      return words(usualPeriods);
  }
}

function measuredColumns(columns: ResultColumns): readonly Completion[] {
  return columnItems(columns, ({ type }) => isNumberType(type));
}

/** Those that fit best stand first. */
function columnItems({ columns }: ResultColumns, fits: (column: ScopeColumn) => boolean): readonly Completion[] {
  return columns.map((column) => {
    const text = writtenName(column.name);
    const quoted = text.startsWith('"') ? { filter: text } : {};
    return {
      label: column.name,
      kind: "column",
      text,
      description: column.type,
      group: fits(column) ? groups.expected : groups.columns,
      documentation: () => column.documentation ?? "",
      ...quoted,
    };
  });
}

function isTime({ type }: ScopeColumn): boolean {
  return /^(?:TIMESTAMP|DATE|TIME)/.test(type);
}

function item(label: string, about: string, more: Partial<Completion> = {}): Completion {
  return { label, kind: "directive", text: label, group: groups.expected, documentation: () => about, ...more };
}
