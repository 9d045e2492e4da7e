import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ObjectFailure } from "../../../protocol/indexing";
import type { RecordLayout } from "../../formats/logFormat";
import type { IngestResult, NotedObject, StagedObject } from "../engine";
import { engineReason, isFatal, UnusableObjectError } from "./ingestErrors";
import { insertStatements, tallySql } from "./insertSql";
import { insertDocumentLeniently } from "./lenientDocuments";
import type { LayoutTable, TableKind } from "./layoutTables";
import { emptyRow, failedRow, replaceObjects, writeLedger, type LedgerRow } from "./ledgerWriter";
import { samplesPerObject, takeRejectedLines, type Rejected } from "./rejectedLines";
import { packKey, unpackToFile } from "./stagingPacks";
import { inTransaction } from "./transaction";

export interface IngestContext {
  readonly connection: DuckDBConnection;
  readonly sourceId: number;
  readonly signal: AbortSignal;
  /** A number that no other ingest has at the same time. */
  readonly slot: number;
  /** Hands out `count` consecutive object ids and returns the first. */
  takeIds(count: number): number;
  /** A path in the staging folder that nothing else has. */
  newPath(): string;
  /** The table of a layout, made on first sight: not inside a transaction. */
  table(layout: RecordLayout, kind: TableKind): Promise<LayoutTable>;
  /** All tables there are. */
  tables(): readonly LayoutTable[];
}

/**
 * Loads a batch in one transaction. When the engine cannot read it, its objects get files of their own, and it is halved until
 * the object to blame stands alone; that one is noted as failed and all others are in.
 */
export async function ingestBatch(
  context: IngestContext,
  staged: readonly StagedObject[],
  noted: readonly NotedObject[],
): Promise<IngestResult> {
  try {
    return await load(context, staged, noted, false);
  } catch (error) {
    context.signal.throwIfAborted();
    if (isFatal(error)) throw error;
    const [only] = staged;
    if (only === undefined) throw error;
    if (staged.some((object) => object.packed !== undefined)) return await ingestUnpacked(context, staged, noted);
    if (staged.length === 1) return ingestBlamed(context, only, noted);
    const middle = Math.ceil(staged.length / 2);
    const first = await ingestBatch(context, staged.slice(0, middle), noted);
    return sumResults(first, await ingestBatch(context, staged.slice(middle), []));
  }
}

async function ingestUnpacked(
  context: IngestContext,
  staged: readonly StagedObject[],
  noted: readonly NotedObject[],
): Promise<IngestResult> {
  const made: string[] = [];
  try {
    const own: StagedObject[] = [];
    for (const object of staged) {
      if (object.packed === undefined) {
        own.push(object);
        continue;
      }
      const path = context.newPath();
      made.push(path);
      own.push(await unpackToFile(object, object.packed, path));
    }
    return await ingestBatch(context, own, noted);
  } finally {
    await Promise.all(made.map((path) => rm(path, { force: true })));
  }
}

/** The engine could not read this one object. It gets a second, slower reading that takes every value and refuses single records. */
async function ingestBlamed(context: IngestContext, object: StagedObject, noted: readonly NotedObject[]): Promise<IngestResult> {
  try {
    return await load(context, [object], noted, true);
  } catch (error) {
    context.signal.throwIfAborted();
    if (isFatal(error)) throw error;
    const reason = engineReason(error);
    const { key, etag, sizeBytes } = object;
    const failed: NotedObject = { key, etag, sizeBytes, outcome: { state: "failed", reason } };
    return load(context, [], [...noted, failed], false);
  }
}

/** Objects that one statement reads, and where their rows go. */
interface Group {
  readonly layout: RecordLayout;
  readonly kind: TableKind;
  readonly table: LayoutTable;
  readonly objects: readonly StagedObject[];
}

async function load(
  context: IngestContext,
  staged: readonly StagedObject[],
  noted: readonly NotedObject[],
  carefully: boolean,
): Promise<IngestResult> {
  const groups = await groupByLayout(context, staged, carefully);
  return inTransaction(context.connection, () => loadAndNote(context, groups, noted, carefully), context.signal);
}

/** Packed objects stay in the order in which they were packed: their numbers count on it. */
async function groupByLayout(context: IngestContext, staged: readonly StagedObject[], carefully: boolean): Promise<Group[]> {
  const groups = new Map<string, StagedObject[]>();
  for (const object of staged) {
    const key = `${packKey(object.layout)} ${object.packed === undefined ? "file" : "pack"}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return Promise.all(
    [...groups.values()].map(async (objects) => {
      const { layout, packed } = objects[0] as StagedObject;
      // A document by itself may be several.
      const kind = carefully || (layout.kind === "jsonDocument" && packed === undefined) ? "general" : "compact";
      return { layout, kind, table: await context.table(layout, kind), objects };
    }),
  );
}

async function loadAndNote(
  context: IngestContext,
  groups: readonly Group[],
  noted: readonly NotedObject[],
  carefully: boolean,
): Promise<IngestResult> {
  const keys = [...groups.flatMap(({ objects }) => objects), ...noted].map((object) => object.key);
  await replaceObjects(context.connection, context.tables(), context.sourceId, keys);
  const rows: LedgerRow[] = [];
  for (const group of groups) rows.push(...(await loadGroup(context, group, carefully)));
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

async function loadGroup(context: IngestContext, group: Group, carefully: boolean): Promise<LedgerRow[]> {
  const { layout, table, objects } = group;
  const { connection } = context;
  const firstId = context.takeIds(objects.length);
  const target = { ...group, firstObjectId: firstId };
  let rejected: readonly Rejected[] = [];
  if (carefully && layout.kind === "jsonDocument") {
    rejected = [await insertDocumentLeniently(connection, target, layout, objects)];
  } else {
    const reading = { careful: carefully, slot: context.slot };
    for (const sql of insertStatements(target, objects, reading)) await connection.run(sql);
    if (layout.kind === "delimited") rejected = await takeRejectedLines(connection, layout, objects, reading);
  }
  const tallies = await connection.runAndReadAll(tallySql(table, firstId, objects.length));
  const byId = new Map(tallies.getRows().map(([id, ...rest]) => [Number(id), rest]));
  checkTimes([...byId.values()].flatMap(([, , start, end]) => [start, end]));
  // A document that is cut off may swallow those behind it in the pack.
  if (layout.kind === "jsonDocument" && byId.size < objects.length) throw new UnusableObjectError("Its JSON is cut off.");
  return objects.map((object, index) => {
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
