import { isTimeStep } from "../../base/timeStep";
import { type ChartKind, type ChartMeasure, type MeasureFunction, measureFunctions, type WrittenChart } from "../../protocol/chart";
import type { TextSpan } from "../../protocol/errors";
import { writtenName } from "../analysis/syntaxTokens";
import { closestWord } from "../statements/closeWords";
import type { ChartPiece, ChartPieces } from "./chartPieces";
import { type ChartKey, chartKeyTexts, largestTop, stackings, switches, zones } from "./chartWords";

/** Something in a line about a chart that it is not. What it belongs to is left out of the chart, all else counts. */
export interface ChartMistake {
  readonly span: TextSpan;
  readonly sentence: string;
  readonly fix?: { readonly title: string; readonly text: string };
}

/** A word of the line with what it is. Names have their quotes in the span and not in the name. */
export type ChartWord = TextSpan &
  (
    | { readonly is: "kind"; readonly kind: ChartKind }
    | { readonly is: "key"; readonly key: ChartKey }
    | { readonly is: "function"; readonly fn: MeasureFunction }
    | { readonly is: "column"; readonly name: string; readonly fn?: MeasureFunction }
  );

/** What a key and its value say. Empty where the value cannot be understood: then a mistake says why. */
export interface ChartPart {
  readonly chart: Omit<WrittenChart, "kind">;
  readonly words: readonly ChartWord[];
  readonly mistakes: readonly ChartMistake[];
}

/** Reads what stands behind a key, `=` first. */
export function readPart(key: ChartKey, keySpan: TextSpan, pieces: ChartPieces): ChartPart {
  return new PartReader(key, keySpan, pieces).read();
}

class PartReader {
  private readonly words: ChartWord[] = [];
  private readonly mistakes: ChartMistake[] = [];

  constructor(
    private readonly key: ChartKey,
    private readonly keySpan: TextSpan,
    private readonly pieces: ChartPieces,
  ) {}

  read(): ChartPart {
    const chart = this.value();
    return { chart, words: this.words, mistakes: this.mistakes };
  }

  private value(): ChartPart["chart"] {
    const { key, pieces } = this;
    if (pieces.takeSymbol("=") === undefined) return this.withoutValue();
    if (key === "y" || key === "y2") return this.measures(key);
    const value = pieces.next?.kind === "symbol" ? undefined : pieces.take();
    if (value === undefined) return this.refuse(this.keySpan, `Behind ${key}= something has to stand, as in ${this.example}.`);
    return key === "x" || key === "split" ? this.column(key, value) : this.setting(key, value);
  }

  /** Switches may stand alone. */
  private withoutValue(): ChartPart["chart"] {
    switch (this.key) {
      case "log":
        return { log: true };
      case "other":
        return { other: true };
      case "stack":
        return { stack: "stack" };
      default:
        return this.refuse(this.keySpan, `${this.key} has to say what, as in ${this.example}.`);
    }
  }

  private column(key: "x" | "split", value: ChartPiece): ChartPart["chart"] {
    const behind = this.pieces.skipBrackets();
    if (behind !== undefined) {
      const sentence = `${key}= takes a column of the result: give the expression a name in the statement, with AS, and write that.`;
      return this.refuse({ start: value.span.start, end: behind.span.end }, sentence);
    }
    this.words.push({ ...value.span, is: "column", name: value.text });
    return { [key]: value.text };
  }

  private setting(key: Exclude<ChartKey, "x" | "y" | "y2" | "split">, value: ChartPiece): ChartPart["chart"] {
    const text = value.text.toLowerCase();
    switch (key) {
      case "top":
        if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > largestTop)
          return this.refuse(value.span, `top= takes a whole number from 1 to ${largestTop.toLocaleString("en-US")}.`);
        return { top: Number(text) };
      case "other":
      case "log": {
        const chosen = this.oneOf(switches, value);
        return chosen === undefined ? {} : { [key]: chosen === "on" };
      }
      case "stack": {
        const stack = this.oneOf(stackings, value);
        return stack === undefined ? {} : { stack };
      }
      case "zone": {
        const zone = this.oneOf(zones, value);
        return zone === undefined ? {} : { zone };
      }
      case "step":
      case "previous":
        return isTimeStep(text) ? { [key]: text } : this.refuse(value.span, stepSentence(key), meantStep(text));
    }
  }

  private oneOf<T extends string>(words: readonly T[], { text, span }: ChartPiece): T | undefined {
    const found = words.find((word) => word === text.toLowerCase());
    if (found !== undefined) return found;
    this.refuse(span, `${this.key}= takes ${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}.`, closestWord(text, words));
    return undefined;
  }

  private measures(key: "y" | "y2"): ChartPart["chart"] {
    const found: ChartMeasure[] = [];
    let many = 0;
    do {
      many++;
      const measure = this.measure();
      if (measure !== undefined) found.push(measure);
    } while (this.pieces.takeSymbol(",") !== undefined);
    if (key === "y2" && many > 1) this.refuse(this.keySpan, "y2= takes one measure; those behind the first are left out.");
    const [first] = found;
    if (first === undefined) return {};
    return key === "y" ? { y: found } : { y2: first };
  }

  private measure(): ChartMeasure | undefined {
    const { pieces } = this;
    const called = pieces.next?.kind === "symbol" ? undefined : pieces.take();
    if (called === undefined) {
      this.refuse(this.keySpan, `${this.key}= takes a function of a column, as in ${this.example}.`);
      pieces.skipBrackets();
      return undefined;
    }
    const fn = measureFunctions.find((each) => called.kind === "word" && each === called.text.toLowerCase());
    const inBrackets = pieces.next?.kind === "symbol" && pieces.next.text === "(";
    if (inBrackets && fn !== undefined) return this.argument(called, fn);
    if (!inBrackets) {
      this.withoutBrackets(called, fn);
      return undefined;
    }
    pieces.skipBrackets();
    const meant = closestWord(called.text, measureFunctions);
    this.refuse(called.span, `“${called.text}” is no function of a chart: there are ${measureFunctions.join(", ")}.`, meant);
    return undefined;
  }

  private withoutBrackets({ text, span }: ChartPiece, fn: MeasureFunction | undefined): void {
    const written = fn === "count" ? "count()" : `${fn ?? "sum"}(${fn === undefined ? writtenName(text) : ""})`;
    const sentence =
      fn === undefined
        ? `“${text}” is no function: a chart measures with ${measureFunctions.join(", ")}, as in ${written}.`
        : `Behind ${fn} stand brackets${fn === "count" ? "" : " with the column that it is of"}.`;
    this.refuse(span, sentence, fn === undefined || fn === "count" ? written : undefined);
  }

  private argument(called: ChartPiece, fn: MeasureFunction): ChartMeasure | undefined {
    const { pieces } = this;
    pieces.takeSymbol("(");
    const column = pieces.next?.kind === "symbol" ? undefined : pieces.take();
    const closing = pieces.takeSymbol(")");
    const whole = { start: called.span.start, end: (closing ?? column ?? called).span.end };
    if (closing === undefined) {
      const sentence = `Within ${fn}( ) stands one column and nothing else. A name that is no single word stands in double quotes.`;
      const last = this.skipToClosing();
      this.refuse({ start: whole.start, end: last?.span.end ?? whole.end }, sentence);
      return undefined;
    }
    this.words.push({ ...called.span, is: "function", fn });
    const star = column?.kind === "word" && column.text === "*" && fn === "count";
    if (column === undefined || star) {
      if (fn === "count") return { fn };
      this.refuse(whole, `${fn}() has to say of which column, as in ${fn}(bytes).`);
      return undefined;
    }
    if (fn === "count") {
      this.refuse(whole, "count( ) counts rows and has no use for a column; distinct counts the values of one.", "count()");
      return { fn };
    }
    this.words.push({ ...column.span, is: "column", name: column.text, fn });
    return { fn, column: column.text };
  }

  /** What stands in brackets that are not as they should be; without an end, only what is not a key of its own. */
  private skipToClosing(): ChartPiece | undefined {
    let last: ChartPiece | undefined;
    const { all } = this.pieces;
    const from = this.pieces.next?.span.start ?? Infinity;
    if (!all.some(({ kind, text, span }) => kind === "symbol" && text === ")" && span.start >= from)) return undefined;
    while (this.pieces.next !== undefined) {
      last = this.pieces.take();
      if (last?.kind === "symbol" && last.text === ")") break;
    }
    return last;
  }

  private refuse(span: TextSpan, sentence: string, meant?: string): Record<string, never> {
    this.mistakes.push({ span, sentence, ...(meant === undefined ? {} : { fix: { title: `Write ${meant}`, text: meant } }) });
    return {};
  }

  private get example(): string {
    return chartKeyTexts[this.key].example;
  }
}

function stepSentence(key: "step" | "previous"): string {
  return `${key}= takes a whole number and s, m, h or d behind it: ${chartKeyTexts[key].example}.`;
}

/** `5min` and `2 hours` without its space. */
function meantStep(text: string): string | undefined {
  const [, number, unit] = /^([1-9]\d{0,5})(s|m|h|d)(?:ec|in|our|ay|r)?\w*$/.exec(text) ?? [];
  if (number !== undefined && unit !== undefined) return `${number}${unit}`;
  const weeks = /^([1-9]\d?)w/.exec(text)?.[1];
  return weeks === undefined ? undefined : `${Number(weeks) * 7}d`;
}
