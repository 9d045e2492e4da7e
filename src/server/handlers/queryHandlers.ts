import { randomUUID } from "node:crypto";
import type { RequestType } from "vscode-jsonrpc";
import type { Disposable } from "../../base/disposable";
import type { Catalog } from "../../language/catalog/catalog";
import { explainFailure } from "../../language/diagnostics/explainRefusal";
import { outlineStatements } from "../../language/statements/statementOutline";
import { type ErrorData, FlowLogError } from "../../protocol/errors";
import {
  SumSelection,
  ArrangeResult,
  CopySelection,
  DisposeOwner,
  DisposeResult,
  ExplainStatement,
  ExportResult,
  FindInResult,
  GetCell,
  GetRows,
  OutlineStatements,
  type QueryProgress,
  queryProgress,
  RunQuery,
  type RunQueryParams,
} from "../../protocol/query";
import type { ServerOptions } from "../../protocol/serverOptions";
import type { Queries } from "../queries/queries";
import { explainStatement } from "../queries/explain";
import { onRequest, progressReporter, type RequestConnection } from "./requestBridge";

/**
 * Answers `flowlog/query/…` on a connection. `queries` gives those of the index, or throws what stands in the way. Owners of
 * different connections are different ones, even under the same id; they go when the registration is disposed of. `watch` passes
 * the answers of statements on, and hears of their failures. `catalog`: what failures are explained by.
 */
export function registerQueryHandlers(
  connection: RequestConnection,
  queries: () => Queries,
  options: Pick<ServerOptions, "trusted">,
  catalog: () => Catalog,
  watch: <T>(answer: Promise<T>) => Promise<T> = (answer) => answer,
): Disposable {
  const session = randomUUID();
  const owners = new Set<string>();
  const ownerId = (id: string): string => `${session} ${id}`;
  onRequest(connection, OutlineStatements, ({ text }) => outlineStatements(text));
  onRun(connection, RunQuery, { ...options, catalog }, (params, signal, report) => {
    owners.add(params.ownerId);
    return watch(queries().run({ ...params, ownerId: ownerId(params.ownerId) }, signal, report));
  });
  onRun(connection, ExplainStatement, { ...options, catalog }, (params, signal, report) => {
    owners.add(params.ownerId);
    return watch(explainStatement(queries(), { ...params, ownerId: ownerId(params.ownerId) }, signal, report));
  });
  onRequest(connection, ArrangeResult, (params, signal) => queries().arrange(params, signal));
  onRequest(connection, GetRows, (params, signal) => queries().rows(params, signal));
  onRequest(connection, GetCell, (params, signal) => queries().cell(params, signal));
  onRequest(connection, CopySelection, (params, signal) => queries().copy(params, signal));
  onRequest(connection, SumSelection, (params, signal) => queries().sums(params, signal));
  onRequest(connection, FindInResult, (params, signal) => queries().find(params, signal));
  onRequest(connection, ExportResult, (params, signal) => {
    return queries().export(params, signal, progressReporter(connection, queryProgress, params.progressToken));
  });
  onRequest(connection, DisposeResult, async ({ resultId }) => {
    await queries().disposeResult(resultId);
    return null;
  });
  onRequest(connection, DisposeOwner, async (params) => {
    owners.delete(params.ownerId);
    await queries().disposeOwner(ownerId(params.ownerId));
    return null;
  });
  return { dispose: () => forgetOwners(queries, [...owners].map(ownerId)) };
}

/** A request that runs a statement: in trusted workspaces only, with progress; its failure is told as an editor tells it. */
function onRun<P extends RunQueryParams, R>(
  connection: RequestConnection,
  type: RequestType<P, R, ErrorData>,
  { trusted, catalog }: Pick<ServerOptions, "trusted"> & { readonly catalog: () => Catalog },
  run: (params: P, signal: AbortSignal, report: (progress: QueryProgress) => void) => Promise<R>,
): void {
  onRequest(connection, type, (params, signal) => {
    if (trusted === false) throw new FlowLogError({ kind: "restricted" }, "Statements run only in a trusted workspace.");
    return run(params, signal, progressReporter(connection, queryProgress, params.progressToken)).catch((error: unknown) => {
      throw error instanceof FlowLogError ? explainFailure(error, params.sql, catalog()) : error;
    });
  });
}

function forgetOwners(queries: () => Queries, ownerIds: readonly string[]): void {
  try {
    const held = queries();
    for (const id of ownerIds) held.disposeOwner(id).catch(() => undefined);
  } catch {
    // The index is closed: its queries went with it.
  }
}
