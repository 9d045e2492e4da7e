import { timeStepSeconds } from "../../src/base/timeStep";
import {
  AggregateResult,
  GetPoints,
  type AggregatedKey,
  type AggregatedResult,
  type Aggregation,
  type AggregationKey,
  type ChartSpec,
} from "../../src/protocol/chart";
import type { ChartData, ChartQuestion } from "../charts/chart";
import { durationText } from "../charts/parts/times";
import { failureOf } from "../failure";
import type { ChartSurroundings } from "./chartSurroundings";
import { EarlierPeriod, type EarlierGroups } from "./earlierPeriod";

export interface Answer {
  readonly data: ChartData;
  readonly notes: readonly string[];
}

/** Asks the engine for what a chart is drawn from, over all rows that pass the filters in force. A newer question ends the older one. */
export class ChartFetch {
  private readonly earlier: EarlierPeriod;
  private asked = new AbortController();
  private waiting: AbortController | undefined;

  constructor(private readonly surroundings: ChartSurroundings) {
    const { host, tabId, data } = surroundings;
    this.earlier = new EarlierPeriod(host, tabId, data.summary.columns);
  }

  get isWaiting(): boolean {
    return this.waiting !== undefined;
  }

  cancel(): void {
    this.asked.abort();
    this.waiting = undefined;
  }

  async ask(question: ChartQuestion, spec: ChartSpec): Promise<Answer> {
    this.cancel();
    const asked = new AbortController();
    this.asked = this.waiting = asked;
    try {
      return await this.answer(question, spec, asked.signal);
    } finally {
      if (this.waiting === asked) this.waiting = undefined;
    }
  }

  private async answer(question: ChartQuestion, spec: ChartSpec, signal: AbortSignal): Promise<Answer> {
    const { host, data } = this.surroundings;
    const { names } = data;
    if (question.ask === "points") {
      return { data: { ask: "points", points: await host.request(GetPoints, { ...names, ...question.points }, signal) }, notes: [] };
    }
    const { aggregation } = question;
    const groups = await host.request(AggregateResult, { ...names, aggregation }, signal);
    const earlier = await this.earlierGroups(spec, aggregation, groups, signal);
    if (earlier === undefined) return { data: { ask: "groups", groups }, notes: [] };
    if ("groups" in earlier) return { data: { ask: "groups", groups, earlier: earlier.groups }, notes: [] };
    return { data: { ask: "groups", groups }, notes: [`${this.periodText(spec)} cannot be shown. ${earlier.problem}`] };
  }

  private periodText({ previous }: ChartSpec): string {
    return `The period ${durationText(timeStepSeconds(previous) ?? 0)} before`;
  }

  private async earlierGroups(
    { previous }: ChartSpec,
    aggregation: Aggregation,
    now: AggregatedResult,
    signal: AbortSignal,
  ): Promise<EarlierGroups | undefined> {
    const shiftSeconds = timeStepSeconds(previous);
    if (shiftSeconds === undefined) return undefined;
    try {
      return await this.earlier.groups(shiftSeconds, sameGroups(aggregation, now), this.surroundings.look.view().filters, signal);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "cancelled") throw error;
      this.earlier.forget();
      return { problem: failure.sentence };
    }
  }
}

/** Steps as wide as those of this period, and the same values apart from “Other”, or the two could not be laid one under the other. */
function sameGroups({ keys, ...aggregation }: Aggregation, now: AggregatedResult): Aggregation {
  return { ...aggregation, keys: keys.map((key, index) => sameKey(key, now.keys[index])) };
}

function sameKey(key: AggregationKey, now: AggregatedKey | undefined): AggregationKey {
  if (now === undefined || key.kind === "bins") return key;
  if (key.kind === "time") return now.stepSeconds === undefined ? key : { ...key, stepSeconds: now.stepSeconds };
  const values = now.values.filter((_value, index) => index !== now.otherIndex);
  return { kind: "value", column: key.column, values, other: key.other };
}
