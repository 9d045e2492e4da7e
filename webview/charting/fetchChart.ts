import { AggregateResult, GetPoints } from "../../src/protocol/chart";
import type { ChartData, ChartQuestion } from "../charts/chart";
import type { ResultData } from "../grid/resultData";
import type { Host } from "../host";

/** Asks the engine for what a chart is drawn from, over all rows that pass the filters in force. */
export async function fetchChart(host: Host, data: ResultData, question: ChartQuestion, signal: AbortSignal): Promise<ChartData> {
  const { names } = data;
  if (question.ask === "points") return { ask: "points", points: await host.request(GetPoints, { ...names, ...question.points }, signal) };
  return { ask: "groups", groups: await host.request(AggregateResult, { ...names, aggregation: question.aggregation }, signal) };
}
