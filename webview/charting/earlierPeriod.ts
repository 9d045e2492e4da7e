import { AggregateResult, type AggregatedResult, type Aggregation } from "../../src/protocol/chart";
import { ArrangeResult, type ColumnFilter, type ResultColumn, type ResultSummary } from "../../src/protocol/query";
import { RunEarlier } from "../../src/protocol/resultsPanel";
import type { Host } from "../host";

/** The groups of an earlier period, or why there are none. */
export type EarlierGroups = { readonly groups: AggregatedResult } | { readonly problem: string };

/** Has a statement run for an earlier period, once for each length, and asks the same of its result as of this one's. */
export class EarlierPeriod {
  private readonly results = new Map<number, Promise<ResultSummary>>();

  constructor(
    private readonly host: Host,
    private readonly tabId: string,
    private readonly columns: readonly ResultColumn[],
  ) {}

  async groups(
    shiftSeconds: number,
    aggregation: Aggregation,
    filters: readonly ColumnFilter[],
    signal: AbortSignal,
  ): Promise<EarlierGroups> {
    const { resultId, columns } = await this.result(shiftSeconds, signal);
    const places = this.columns.map(({ name }) => columns.findIndex((column) => column.name === name));
    const asked = moved(aggregation, places);
    const filtered = filters.map(({ orColumn, ...filter }) => ({
      ...filter,
      column: places[filter.column] ?? -1,
      ...(orColumn === undefined ? {} : { orColumn: places[orColumn] ?? -1 }),
    }));
    if (asked === undefined || filtered.some(({ column, orColumn = column }) => column < 0 || orColumn < 0)) {
      return { problem: "Its result has other columns than this one." };
    }
    const viewId =
      filters.length === 0
        ? {}
        : { viewId: (await this.host.request(ArrangeResult, { resultId, sort: [], filters: filtered }, signal)).viewId };
    return { groups: await this.host.request(AggregateResult, { resultId, ...viewId, aggregation: asked }, signal) };
  }

  /** What is gone or failed is made anew the next time. */
  forget(): void {
    this.results.clear();
  }

  private result(shiftSeconds: number, signal: AbortSignal): Promise<ResultSummary> {
    const known = this.results.get(shiftSeconds);
    if (known !== undefined) return known;
    const running = this.host.request(RunEarlier, { tabId: this.tabId, shiftSeconds }, signal);
    this.results.set(shiftSeconds, running);
    running.catch(() => this.results.delete(shiftSeconds));
    return running;
  }
}

/** The same question about the columns of the same names. */
function moved({ keys, measures, groupLimit }: Aggregation, places: readonly number[]): Aggregation | undefined {
  const asked = [...keys, ...measures].flatMap(({ column }) => (column === undefined ? [] : [places[column] ?? -1]));
  if (asked.some((column) => column < 0)) return undefined;
  const place = (column: number): number => places[column] ?? -1;
  return {
    keys: keys.map((key) => ({ ...key, column: place(key.column) })),
    measures: measures.map(({ fn, column }) => (column === undefined ? { fn } : { fn, column: place(column) })),
    groupLimit,
  };
}
