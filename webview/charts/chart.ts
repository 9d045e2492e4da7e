import type {
  AggregatedResult,
  Aggregation,
  ChartKind,
  ChartMeasure,
  ChartSpec,
  PointsParams,
  PointsResult,
} from "../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../src/protocol/query";
import type { ChartStyle } from "./chartStyle";

/**
 * The contract of the charts shelf. A chart declares which columns it wants, what the engine has to compute for it, and draws what
 * comes back. It asks nobody for anything: the frame around it (webview/charting) fetches, waits, and says what went wrong.
 */
export interface Chart {
  readonly kind: ChartKind;
  /** "Stacked bars". */
  readonly label: string;
  /** A codicon. */
  readonly icon: string;
  /** What the form offers for it, in this order. */
  readonly fields: readonly ChartField[];
  /** It shows parts of a whole: what it measures has to add up. The frame sees to that before it asks for a question. */
  readonly partsOfWhole?: true;
  /** How it would draw these columns best; `undefined` where it cannot. */
  propose(columns: readonly ResultColumn[], rowCount: number): ChartProposal | undefined;
  /** `spec` has been completed (`completeSpec`): what it names exists. A sentence where it cannot be drawn so, which says what to change. */
  question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string };
  /** Draws into an empty element that is in the page and has its size. */
  draw(place: HTMLElement, input: ChartInput): Promise<DrawnChart>;
}

export interface ChartProposal {
  readonly spec: ChartSpec;
  /**
   * 0 to 1: the chart with the highest is shown first. One number 1; a country and a measure 0.95; time and measures 0.9; source,
   * destination and measure 0.85; two categories and a measure 0.8; a category and a measure 0.7; what is possible and nobody's first
   * thought, below 0.5.
   */
  readonly fit: number;
}

/** A place in the form: which part of the spec it is, what it is called there, and which columns may stand in it. */
export type ChartField =
  | {
      readonly part: "x" | "split";
      readonly label: string;
      readonly accepts: (column: ResultColumn) => boolean;
      readonly optional?: boolean;
    }
  /** `many`: several measures, each a series. `raw`: the values of a column themselves; how they would be measured does not count. */
  | { readonly part: "y" | "y2"; readonly label: string; readonly many?: boolean; readonly raw?: boolean; readonly optional?: boolean }
  | { readonly part: "top"; readonly label: string; readonly usual: number }
  | { readonly part: "stack" | "log" | "step" | "zone" | "previous" | "other"; readonly label: string };

export type ChartQuestion =
  | { readonly ask: "groups"; readonly aggregation: Aggregation }
  | { readonly ask: "points"; readonly points: Omit<PointsParams, "resultId" | "viewId"> };

export type ChartData =
  /** `earlier`: the same groups of an earlier period, its times moved to those of this one. */
  | { readonly ask: "groups"; readonly groups: AggregatedResult; readonly earlier?: AggregatedResult }
  | { readonly ask: "points"; readonly points: PointsResult };

export interface ChartInput {
  readonly spec: ChartSpec;
  readonly columns: readonly ResultColumn[];
  readonly data: ChartData;
  readonly style: ChartStyle;
  /** IANA name of the zone in which times are written: `UTC`, or the user's own. */
  readonly zone: string;
}

/** A chart on the screen. */
export interface DrawnChart {
  /** What is drawn, in a few words: `bytes per 5 min by action`. */
  readonly caption: string;
  /** For the legend and the row of statistics; empty where a chart has no series (a sankey). */
  readonly series: readonly ChartSeries[];
  /** All that is drawn, as rows: for screen readers, and what is saved as CSV. */
  readonly table: ChartTable;
  /** What was left out or drawn together, as sentences. */
  readonly notes: readonly string[];
  /** Marks in the order in which arrow keys go through them. */
  readonly marks: readonly ChartMark[];
  /** Pixels within the place. */
  markAt(x: number, y: number): ChartMark | undefined;
  /** Where a mark is: for its tooltip and the frame of the keyboard's focus. Pixels within the place. */
  boxOf(mark: ChartMark): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
  /** Makes a mark stand out from the others; none: takes that back. */
  highlight(mark: ChartMark | undefined): void;
  showSeries(index: number, visible: boolean): void;
  /** The time axis, if there is one: where dragging chooses a range. Pixels within the place; times in ISO 8601 UTC. */
  readonly timeAxis?: TimeAxis;
  resize(): void;
  /** A picture with so many pixels for each of the screen, with its ground. */
  picture(pixelRatio: number): Promise<Blob>;
  dispose(): void;
}

export interface TimeAxis {
  /** The column of the result whose times it shows. */
  readonly column: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  timeAt(x: number): string;
  /**
   * Where what is drawn are steps: those whose points, or more than half of whose bars, are between two pixels; where there are none, the
   * step that the middle is in.
   */
  stepsBetween(left: number, right: number): StepsOfTime | undefined;
}

/** Whole steps, up to and without `to`, and where they are. */
export interface StepsOfTime {
  readonly from: string;
  readonly to: string;
  readonly left: number;
  readonly right: number;
}

export interface ChartSeries {
  readonly label: string;
  /** CSS colour. */
  readonly color: string;
  /** What it is told apart by besides its colour, which its name shows as well. */
  readonly sign?: SeriesSign;
  readonly visible: boolean;
  readonly measure: ChartMeasure;
  /** Index of the column that is measured: tells how its numbers are written. */
  readonly column?: number;
  readonly values: readonly (number | null)[];
}

export type SeriesSign =
  /** `direction`: as of `hatched`. */
  | { readonly kind: "hatching"; readonly direction: number }
  /** A line; without dashes it goes through. */
  | { readonly kind: "dashes"; readonly dashes: readonly number[] };

export interface ChartTable {
  readonly columns: readonly string[];
  /** Numbers stay numbers, times are ISO 8601. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Something on a chart that can be pointed at. */
export interface ChartMark {
  /** What it says, in lines: the first names it, the others give its figures. */
  readonly lines: readonly string[];
  /** Which rows it stands for: these values in these columns. Empty where it stands for no particular ones ("Other"). */
  readonly values: readonly MarkValue[];
  /**
   * Where series share an axis: which series, and which of its `values`. Left and right then lead along the axis, up and down from
   * series to series, and the tooltip shows what all series have at the same place.
   */
  readonly place?: { readonly series: number; readonly step: number };
}

export type MarkValue =
  /** `orColumn`: in either of both columns. */
  | { readonly column: number; readonly orColumn?: number; readonly value: Cell }
  /** From `from` on, and before `to`. */
  | { readonly column: number; readonly from: Cell; readonly to: Cell };
