import type { DuckDBConnection } from "@duckdb/node-api";
import type { ObjectFailure } from "../../../protocol/indexing";
import type { RecordLayout } from "../../formats/logFormat";
import type { IngestResult, NotedObject, StagedObject } from "../engine";
import { engineReason, isFatal, UnusableObjectError } from "./ingestErrors";
import { insertSql, tallySql } from "./insertSql";
import { insertDocumentLeniently } from "./lenientDocuments";
import type { LayoutTable } from "./layoutTables";
import { emptyRow, failedRow, replaceObjects, writeLedger, type LedgerRow } from "./ledgerWriter";
import { samplesPerObject, takeRejectedLines, type Rejected } from "./rejectedLines";

export interface IngestContext {
  readonly connection: DuckDBConnection;
  readonly sourceId: number;
  readonly signal: AbortSignal;
  /** A number that no other ingest has at the same time. */
  readonly slot: number;
  /** Hands out `count` consecutive object ids and returns the first. */
  takeIds(count: number): number;
  /** The table of a layout; it exists by the time this is called. */
  table(layout: RecordLayout): LayoutTable;
}

/**
 * Loads a batch in one transaction. When the engine cannot read it, the batch is halved until the object to blame stands
 * alone; that one is noted as failed and all others are in.
 */
export async function ingestBatch(
  context: IngestContext,
  staged: readonly StagedObject[],
  noted: readonly NotedObject[],
): Promise<IngestResult> {
  try {
    return await inTransaction(context, () => loadAndNote(context, staged, noted));
  } catch (error) {
    context.signal.throwIfAborted();
    if (isFatal(error)) throw error;
    const [only] = staged;
    if (only === undefined) throw error;
    if (staged.length === 1) return ingestBlamed(context, only, noted, error);
    const middle = Math.ceil(staged.length / 2);
    const first = await ingestBatch(context, staged.slice(0, middle), noted);
    return sumResults(first, await ingestBatch(context, staged.slice(middle), []));
  }
}

/** The engine could not read this one object. Text and JSON get a second, slower reading that refuses single records. */
async function ingestBlamed(
  context: IngestContext,
  object: StagedObject,
  noted: readonly NotedObject[],
  cause: unknown,
): Promise<IngestResult> {
  let reason = engineReason(cause);
  if (object.layout.kind !== "parquet") {
    try {
      return await inTransaction(context, () => loadAndNote(context, [object], noted, true));
    } catch (error) {
      context.signal.throwIfAborted();
      if (isFatal(error)) throw error;
      reason = engineReason(error);
    }
  }
  const { key, etag, sizeBytes } = object;
  const failed: NotedObject = { key, etag, sizeBytes, outcome: { state: "failed", reason } };
  return inTransaction(context, () => loadAndNote(context, [], [...noted, failed]));
}

async function inTransaction<T>(context: IngestContext, work: () => Promise<T>): Promise<T> {
  context.signal.throwIfAborted();
  const interrupt = () => context.connection.interrupt();
  context.signal.addEventListener("abort", interrupt);
  try {
    await context.connection.run("BEGIN TRANSACTION");
    const result = await work();
    context.signal.throwIfAborted();
    await context.connection.run("COMMIT");
    return result;
  } catch (error) {
    // Fails only where the transaction is gone already, for example after an interrupt; the first error is the one to tell.
    await context.connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    context.signal.removeEventListener("abort", interrupt);
  }
}

async function loadAndNote(
  context: IngestContext,
  staged: readonly StagedObject[],
  noted: readonly NotedObject[],
  leniently = false,
): Promise<IngestResult> {
  await replaceObjects(
    context.connection,
    context.sourceId,
    [...staged, ...noted].map((object) => object.key),
  );
  const rows: LedgerRow[] = [];
  for (const group of groupByLayout(staged)) rows.push(...(await loadGroup(context, group, leniently)));
  const firstId = context.takeIds(noted.length);
  const failures: ObjectFailure[] = [];
  for (const [index, object] of noted.entries()) {
    const { outcome } = object;
    rows.push(
      outcome.state === "empty" ? emptyRow(firstId + index, object, outcome.format) : failedRow(firstId + index, object, outcome.reason),
    );
    if (outcome.state === "failed") failures.push({ key: object.key, uri: "", reason: outcome.reason });
  }
  await writeLedger(context.connection, context.sourceId, rows);
  const sum = (of: (row: LedgerRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return { rows: sum((row) => row.flows), gaps: sum((row) => row.gaps), rejected: sum((row) => row.rejected.count), failures };
}

/** Objects that one statement can read: the same fields in the same order, with the same header. */
function groupByLayout(staged: readonly StagedObject[]): StagedObject[][] {
  const groups = new Map<string, StagedObject[]>();
  for (const object of staged) {
    const { layout } = object;
    const shape = layout.kind === "delimited" ? [layout.fields, layout.header] : layout.columns.map((column) => column.field);
    const key = JSON.stringify([layout.format, layout.kind, shape]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return [...groups.values()];
}

async function loadGroup(context: IngestContext, group: readonly StagedObject[], leniently: boolean): Promise<LedgerRow[]> {
  const [first] = group;
  if (first === undefined) return [];
  const { layout } = first;
  const { connection } = context;
  const table = context.table(layout);
  const firstId = context.takeIds(group.length);
  let rejected: readonly Rejected[] = [];
  if (leniently && layout.kind === "jsonDocument") {
    rejected = [await insertDocumentLeniently(connection, layout, table, first, firstId)];
  } else {
    const reading = { careful: leniently, slot: context.slot };
    await connection.run(insertSql(layout, table, group, firstId, reading));
    if (layout.kind === "delimited") rejected = await takeRejectedLines(connection, layout, group, reading);
  }
  const tallies = await connection.runAndReadAll(tallySql(table, firstId, group.length));
  const byId = new Map(tallies.getRows().map(([id, ...rest]) => [Number(id), rest]));
  checkTimes([...byId.values()].flatMap(([, , start, end]) => [start, end]));
  return group.map((object, index) => {
    const [flows, gaps, start, end] = byId.get(firstId + index) ?? [0n, 0n, null, null];
    return {
      id: firstId + index,
      object,
      state: "indexed",
      format: layout.format,
      layoutId: table.id,
      flows: Number(flows),
      gaps: Number(gaps),
      rejected: joinRejected(rejected[index], object),
      firstRecord: start === null ? null : Number(start),
      lastRecord: end === null ? null : Number(end),
    };
  });
}

/** The quick reading lets times pass that calendars do not have; the careful one refuses their lines. */
function checkTimes(times: readonly unknown[]): void {
  if (times.some((time) => time !== null && Math.abs(Number(time)) > latestMs))
    throw new UnusableObjectError("It holds times that are beyond the year 33,000.");
}

/** What the careful reading lets pass at most, in milliseconds since 1970. */
const latestMs = 1e15;

function joinRejected(byEngine: Rejected | undefined, object: StagedObject): Rejected {
  const samples = [...object.rejected, ...(byEngine?.samples ?? [])].sort((a, b) => a.line - b.line);
  return { count: object.rejected.length + (byEngine?.count ?? 0), samples: samples.slice(0, samplesPerObject) };
}

function sumResults(a: IngestResult, b: IngestResult): IngestResult {
  return {
    rows: a.rows + b.rows,
    gaps: a.gaps + b.gaps,
    rejected: a.rejected + b.rejected,
    failures: [...a.failures, ...b.failures],
  };
}
