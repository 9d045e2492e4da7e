import { flowsBehind } from "../../language/pivot/flowsBehind";
import { narrowStatement } from "../../language/pivot/narrow";
import { narrowFlows } from "../../language/pivot/narrowFlows";
import { pivotStatement } from "../../language/pivot/pivotStatement";
import { FlowLogError } from "../../protocol/errors";
import { readNamedNetworks } from "../../language/catalog/namedNetworks";
import {
  ClosePivotView,
  FlowsBehindSql,
  GetPivotSection,
  NarrowFlowsSql,
  NarrowSql,
  OpenPivotView,
  PivotStatement,
} from "../../protocol/pivot";
import { PivotViews } from "../queries/pivotViews";
import { onRequest, type RequestConnection } from "./requestBridge";
import type { Disposable } from "../../base/disposable";
import { requireIndex, requireTrust, type Session } from "./session";

/** Answers what leads from a value to the next statement, which is thinking about text, and the pivot panel's views, whose statements are ours. */
export function registerPivotHandlers(connection: RequestConnection, session: Session): Disposable {
  const views = new PivotViews(() => requireIndex(session).use().pivots, readNamedNetworks(session.options.networks).networks);
  onRequest(connection, NarrowSql, (params) => orRefused(narrowStatement(params, session.catalog.current)));
  onRequest(connection, NarrowFlowsSql, (params) => orRefused(narrowFlows(params, session.catalog.current)));
  onRequest(connection, FlowsBehindSql, (params) => orRefused(flowsBehind(params, session.catalog.current)));
  onRequest(connection, PivotStatement, (params) => orRefused(pivotStatement(params)));
  onRequest(connection, OpenPivotView, (params, signal) => {
    requireTrust(session);
    return requireIndex(session).watch(views.open(params, signal));
  });
  onRequest(connection, GetPivotSection, ({ pivotId, section }, signal) =>
    requireIndex(session).watch(views.section(pivotId, section, signal)),
  );
  onRequest(connection, ClosePivotView, async ({ pivotId }) => {
    await views.close(pivotId);
    return null;
  });
  return { dispose: () => void views.dispose() };
}

function orRefused<T extends object>(made: T | string): T {
  if (typeof made === "string") throw new FlowLogError({ kind: "invalidRequest" }, made);
  return made;
}
