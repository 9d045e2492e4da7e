import { RequestType } from "vscode-jsonrpc";
import type { ErrorData } from "./errors";
import type { ChartSpec, MeasureFunction } from "./chartSpec";
import type { Cell } from "./query";

export * from "./chartSpec";

/**
 * How a result is drawn, and the aggregations that charts are drawn from. The engine aggregates over the whole result (or an
 * arrangement of it); a page gets groups, never rows.
 */

export type AggregationKey =
  /**
   * Each value is a group. With `top`, the groups with the largest first measure, and with `values`, which are as they came in another
   * answer, just theirs; the others become one (`other`) or are left out.
   */
  | { readonly kind: "value"; readonly column: number; readonly top?: number; readonly values?: readonly Cell[]; readonly other: boolean }
  /**
   * Steps of time. Without `stepSeconds` the engine takes those that the values lie in where they are at most `steps` at a round
   * distance, else the smallest round step that makes at most `steps` of them. One value alone, and months, are taken as they are.
   * `zone`: IANA name, in which days and hours begin; UTC unless given.
   */
  | { readonly kind: "time"; readonly column: number; readonly stepSeconds?: number; readonly steps: number; readonly zone?: string }
  /** Ranges of a number or time of the same width (of the same ratio with `log`), with round edges, at most `bins`. */
  | { readonly kind: "bins"; readonly column: number; readonly bins: number; readonly log?: boolean };

export interface Aggregation {
  /** None: one group of all rows. At most three. */
  readonly keys: readonly AggregationKey[];
  /**
   * By column index. At least one, at most ten. `count` counts rows and `distinct` takes any column; the others take numbers, booleans
   * as 1 and 0, and intervals in seconds. A number that is infinite or none counts as NULL, and NULL is not measured. All of them are
   * exact, of however many rows; the median and the 95th percentile lie between two values where no value is in their place.
   */
  readonly measures: readonly { readonly fn: MeasureFunction; readonly column?: number }[];
  /** At most so many groups come back, those with the largest first measure. At most 100,000. */
  readonly groupLimit: number;
}

export interface AggregatedKey {
  /**
   * The values of this key that a group came back for: by descending first measure for `value` (then as they sort), ascending else.
   * A time is ISO 8601 UTC, the beginning of its step; a range is its lower edge.
   */
  readonly values: readonly Cell[];
  /** Index of the group of all that `top` left out; its value is null. */
  readonly otherIndex?: number;
  /**
   * How many values there are in all, with those in "Other" and left out; NULL is one of them. Of steps and ranges: how many lie between
   * the first and the last one, also without a row in them.
   */
  readonly distinct: number;
  /** `time`: width of a step; absent where the values are taken as they are. */
  readonly stepSeconds?: number;
  /** `bins`: the upper edge of each range, which is not part of it. */
  readonly upperEdges?: readonly (number | string)[];
  /** `time` and `bins`: rows in no group because their value has no place here: NULL, not finite, or not positive with `log`. */
  readonly leftOutRows?: number;
}

/** Groups, column by column, by descending first measure. A group that no row is in is not there. */
export interface AggregatedResult {
  /** In the order asked for. */
  readonly keys: readonly AggregatedKey[];
  /** `codes[k][g]`: index into `keys[k].values`. */
  readonly codes: readonly (readonly number[])[];
  /** `measures[m][g]`, as doubles; null where there is nothing to measure. */
  readonly measures: readonly (readonly (number | null)[])[];
  /** Rows in groups, with those that `groupLimit` left out. */
  readonly rows: number;
  /** How many groups `groupLimit` left out. */
  readonly cutGroups: number;
}

export interface AggregateParams {
  readonly resultId: string;
  readonly viewId?: string;
  readonly aggregation: Aggregation;
}

/** Rows as points of a scatter chart. */
export interface PointsParams {
  readonly resultId: string;
  readonly viewId?: string;
  /** Columns of numbers or times. */
  readonly x: number;
  readonly y: number;
  /** A column whose value gives a point its colour: its ten most frequent values, and others. */
  readonly color?: number;
  /** Where there are more rows, those that would lie on the same spot are drawn as one. */
  readonly limit: number;
  readonly logX?: boolean;
  readonly logY?: boolean;
}

export interface PointsResult {
  /** Numbers; a time as milliseconds since 1970. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** How many rows each point stands for. */
  readonly rows: readonly number[];
  /** Index into `colors.values` of each point. */
  readonly colors?: { readonly codes: readonly number[]; readonly values: readonly Cell[]; readonly otherIndex?: number };
  /** Rows of the result, and those of them that have no place: x or y is NULL, or not positive on a log scale. */
  readonly totalRows: number;
  readonly leftOutRows: number;
}

export interface ProfileParams {
  readonly resultId: string;
  readonly viewId?: string;
  readonly column: number;
}

/** What a column's values are like, over the whole result. */
export interface ColumnProfile {
  readonly rows: number;
  /** NULL. */
  readonly empty: number;
  readonly distinct: number;
  /** The number of distinct values is an estimate, to about a tenth: so it is from one and a half million on. */
  readonly distinctIsEstimate: boolean;
  /** The most frequent values (not NULL), at most 20. */
  readonly top: readonly { readonly value: Cell; readonly count: number }[];
  /**
   * Numbers and times: one more edge than counts. With `log` the ranges are of the same ratio, because nearly all values would be in one
   * of the same width; zeros are then in a first one, which begins with zero.
   */
  readonly histogram?: { readonly edges: readonly (number | string)[]; readonly counts: readonly number[]; readonly log?: boolean };
  /** Numbers and times; `p` in per cent: 0, 5, 25, 50, 75, 95, 99, 100. Values that there are. */
  readonly quantiles?: readonly { readonly p: number; readonly value: Cell }[];
  /** Those between the smallest and the largest value are those of a million rows. */
  readonly quantilesAreEstimates?: boolean;
  /** Numbers. */
  readonly mean?: number;
  /** Exact, as digits. */
  readonly sum?: string;
  /** Texts: characters of the shortest and the longest. */
  readonly lengths?: { readonly min: number; readonly max: number };
}

/** Groups of a result, computed in the engine. Errors: `invalidRequest` where a measure does not fit its column. */
export const AggregateResult = new RequestType<AggregateParams, AggregatedResult, ErrorData>("flowlog/query/aggregate");
export const GetPoints = new RequestType<PointsParams, PointsResult, ErrorData>("flowlog/query/points");
export const ProfileColumn = new RequestType<ProfileParams, ColumnProfile, ErrorData>("flowlog/query/profile");

export interface ChartLineParams {
  readonly text: string;
  /** An offset in the statement, or in the comments above it. */
  readonly offset: number;
  readonly chart: ChartSpec;
}

/**
 * The edit that keeps a chart in a file: puts a `-- @chart` line above a statement, in the place of the one that it has. Error:
 * `invalidRequest` where the text has no statement.
 */
export const WriteChartLine = new RequestType<
  ChartLineParams,
  { readonly start: number; readonly end: number; readonly newText: string },
  ErrorData
>("flowlog/chart/line");
