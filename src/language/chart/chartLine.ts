import { chartKinds, type WrittenChart } from "../../protocol/chart";
import type { TextSpan } from "../../protocol/errors";
import { closestWord } from "../statements/closeWords";
import { type ChartKey, chartKeys } from "./chartWords";
import { ChartPieces } from "./chartPieces";
import { type ChartMistake, type ChartWord, readPart } from "./chartParts";

export interface ChartLine {
  readonly chart: WrittenChart;
  readonly mistakes: readonly ChartMistake[];
  readonly words: readonly ChartWord[];
}

/** Where what `-- @chart` says begins in a comment; `undefined` for other comments. */
export function chartLineStart(comment: string): number | undefined {
  return /^--\s*@chart(?=\s|$)/.exec(comment)?.[0].length;
}

/**
 * Reads `-- @chart line x=start_time y=sum(bytes),count() split=dstport top=8`: the kind, which may be left out, and keys with values in
 * any order. Spans are counted from `offset`, where the comment begins. `undefined` for other comments. Never fails.
 */
export function parseChartLine(comment: string, offset = 0): ChartLine | undefined {
  const start = chartLineStart(comment);
  if (start === undefined) return undefined;
  return new ChartLineReader(new ChartPieces(comment, start, offset)).read();
}

class ChartLineReader {
  private readonly mistakes: ChartMistake[] = [];
  private readonly words: ChartWord[] = [];
  private readonly keySpans = new Map<ChartKey, TextSpan>();
  private chart: WrittenChart = {};
  private kindSpan: TextSpan | undefined;

  constructor(private readonly pieces: ChartPieces) {}

  read(): ChartLine {
    for (let piece = this.pieces.take(); piece !== undefined; piece = this.pieces.take()) {
      const { text, kind, span } = piece;
      const key = chartKeys.find((each) => kind === "word" && each === text.toLowerCase());
      if (kind === "symbol")
        this.mistake(span, `“${text}” has no place here: behind the kind stand keys with values, such as x=start_time.`);
      else if (key !== undefined) this.readKey(key, span);
      else if (this.pieces.next?.text === "=") this.unknownKey(text, span);
      else this.readKind(text, span);
    }
    return { chart: this.chart, mistakes: this.mistakes, words: this.words };
  }

  private readKey(key: ChartKey, span: TextSpan): void {
    this.words.push({ ...span, is: "key", key });
    const earlier = this.keySpans.get(key);
    if (earlier !== undefined) this.mistake(earlier, `${key} is written twice, and the last one counts.`);
    this.keySpans.set(key, span);
    const part = readPart(key, span, this.pieces);
    this.words.push(...part.words);
    this.mistakes.push(...part.mistakes);
    this.chart = { ...this.chart, ...part.chart };
  }

  private readKind(text: string, span: TextSpan): void {
    const kind = chartKinds.find((each) => each.toLowerCase() === text.toLowerCase());
    if (kind === undefined) this.unknownWord(text, span);
    else if (this.kindSpan !== undefined) this.mistake(span, "A chart has one kind: this one is left out.");
    else {
      this.kindSpan = span;
      this.words.push({ ...span, is: "kind", kind });
      this.chart = { ...this.chart, kind };
    }
  }

  private unknownWord(text: string, span: TextSpan): void {
    const words = this.kindSpan === undefined && this.keySpans.size === 0 ? chartKinds : chartKeys;
    const meant = closestWord(text, words);
    const what = words === chartKinds ? "kind of chart" : "key of a chart";
    this.mistake(span, `“${text}” is no ${what}. ${choices(words, meant)}`, meant);
  }

  private unknownKey(text: string, span: TextSpan): void {
    const meant = closestWord(text, chartKeys);
    this.mistake(span, `“${text}” is no key of a chart. ${choices(chartKeys, meant)}`, meant);
    this.pieces.skipValue();
  }

  private mistake(span: TextSpan, sentence: string, meant?: string): void {
    this.mistakes.push({ span, sentence, ...(meant === undefined ? {} : { fix: { title: `Write ${meant}`, text: meant } }) });
  }
}

/** "Did you mean line?", else what there is. */
function choices(words: readonly string[], meant: string | undefined): string {
  return meant === undefined ? `There are ${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}.` : `Did you mean ${meant}?`;
}
