import {
  ForgetSource,
  GetIndexStatus,
  GetIndexTrouble,
  indexProgress,
  PlanIndex,
  planProgress,
  ReplaceIndex,
  StartIndex,
  type IndexScope,
} from "../../protocol/indexing";
import { FlowLogError } from "../../protocol/errors";
import { timeRange } from "../indexer/selection";
import { onRequest, onRequest0, progressReporter, type RequestConnection } from "./requestBridge";
import { requireIndex, requireTrust, type Session } from "./session";

const defaultParallelDownloads = 32;

export function registerIndexHandlers(connection: RequestConnection, session: Session): void {
  onRequest(connection, PlanIndex, ({ scope, progressToken }, signal) => {
    requireTrust(session);
    checkRange(scope);
    const tell = progressReporter(connection, planProgress, progressToken);
    const bucketStore = session.connections.get(scope.connectionId);
    const index = requireIndex(session);
    return index.watch(index.use().runs.plan(bucketStore, scope, (listed) => tell({ listed }), signal));
  });
  onRequest(connection, StartIndex, ({ scope, progressToken }, signal) => {
    requireTrust(session);
    checkRange(scope);
    const parallelDownloads = session.options.parallelDownloads ?? defaultParallelDownloads;
    const onProgress = progressReporter(connection, indexProgress, progressToken);
    const options = { parallelDownloads, formatOptions: session.formatOptions, onProgress };
    const index = requireIndex(session);
    return index.watch(index.use().runs.start(session.connections.get(scope.connectionId), scope, options, signal));
  });
  onRequest0(connection, GetIndexStatus, () => requireIndex(session).status());
  onRequest(connection, GetIndexTrouble, ({ sourceId, limit }) => {
    const index = requireIndex(session);
    return index.watch(index.use().store.trouble(sourceId, limit ?? 200));
  });
  onRequest(connection, ForgetSource, ({ sourceId, from, to }) => {
    requireTrust(session);
    const scope = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    checkRange(scope);
    const index = requireIndex(session);
    return index.watch(index.use().runs.forget(sourceId, timeRange(scope)));
  });
  onRequest0(connection, ReplaceIndex, async () => {
    requireTrust(session);
    return { setAside: await requireIndex(session).replace() };
  });
}

function checkRange(scope: Pick<IndexScope, "from" | "to">): void {
  let range;
  try {
    range = timeRange(scope);
  } catch (error) {
    throw new FlowLogError({ kind: "invalidRequest" }, (error as Error).message, { cause: error });
  }
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) {
    throw new FlowLogError({ kind: "invalidRequest" }, "The time range is empty: its end has to lie after its beginning.");
  }
}
