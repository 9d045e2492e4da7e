import { AggregateResult, GetPoints, ProfileColumn } from "../../protocol/chart";
import type { Queries } from "../queries/queries";
import { onRequest, type RequestConnection } from "./requestBridge";

/** Answers what charts are drawn from, of the results that `queries` holds. */
export function registerChartHandlers(connection: RequestConnection, queries: () => Queries): void {
  onRequest(connection, AggregateResult, (params, signal) => queries().aggregate(params, signal));
  onRequest(connection, GetPoints, (params, signal) => queries().points(params, signal));
  onRequest(connection, ProfileColumn, (params, signal) => queries().profile(params, signal));
}
