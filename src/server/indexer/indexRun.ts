import { setMaxListeners } from "node:events";
import { rm } from "node:fs/promises";
import type { IndexProgress, IndexReport, IndexScope, ObjectFailure } from "../../protocol/indexing";
import type { BucketStore, StoredObject } from "../buckets/bucketStore";
import type { FlowStore } from "../engines/engine";
import type { FormatOptions } from "../formats/logFormat";
import { Batcher, type Batch } from "./batcher";
import { withDiskFullTold } from "./diskFull";
import { fetchWithRetry } from "./fetchWithRetry";
import { ProgressMeter } from "./progressMeter";
import { selectObjects, timeRange } from "./selection";
import type { Staging } from "./stageObject";
import { Turns } from "./turns";

export interface IndexRunOptions {
  readonly parallelDownloads: number;
  readonly formatOptions: FormatOptions;
  onProgress(progress: IndexProgress): void;
}

/** Bytes of the bucket that are on their way at the same time: with many small objects the number of downloads is the limit. */
const inFlightBytes = 48 * 1024 * 1024;
/** One batch parses while another one is being written and committed; a third would only wait for cores. */
const parallelIngests = 2;
/** Unpacked objects that wait for the engine: past it downloads pause. What lies on the disk is three batches and the one that is gathered. */
const waitingBatches = 1;
const errorsInReport = 100;

let stagedFiles = 0;

/**
 * One index run: list, leave out what is in, fetch many at once, load batch by batch. Whatever ends it, the batches that were
 * committed are in, and the next run goes on from there.
 */
export class IndexRun {
  private readonly started = performance.now();
  private readonly batcher: Batcher;
  private readonly ingests = new Set<Promise<void>>();
  private readonly failures: ObjectFailure[] = [];
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private readonly meter: ProgressMeter;
  private readonly turns = new Turns();
  private totals = { objects: 0, failed: 0, rows: 0, gaps: 0, rejected: 0, bytes: 0 };
  private sourceId = -1;
  /** The first trouble that is not one object's; it ends the run. */
  private fatal: { readonly error: unknown } | undefined;

  constructor(
    private readonly bucketStore: BucketStore,
    private readonly flowStore: FlowStore,
    private readonly scope: IndexScope,
    private readonly options: IndexRunOptions,
    private readonly cancelled: AbortSignal,
  ) {
    this.batcher = new Batcher(flowStore);
    this.signal = AbortSignal.any([cancelled, this.stop.signal]);
    // Every download under way listens.
    setMaxListeners(0, this.signal);
    this.meter = new ProgressMeter((progress) => {
      options.onProgress(progress);
    });
  }

  get progress(): IndexProgress {
    return this.meter.current();
  }

  /** Gives a report also when it was cancelled; rejects when the connection or the engine failed. */
  async run(): Promise<IndexReport> {
    let skipped = 0;
    try {
      const selection = await selectObjects(this.bucketStore, this.flowStore, this.scope, (n) => this.meter.listed(n), this.signal);
      skipped = selection.plan.alreadyIndexed.objects;
      this.meter.begin(selection.plan.toRead);
      const { bucket } = this.scope;
      this.sourceId = await this.flowStore.sourceId({ uri: this.bucketStore.uri(bucket, ""), endpoint: this.bucketStore.endpoint, bucket });
      await this.fetchAll(selection.toRead);
      await this.finish();
    } catch (error) {
      await this.abandon(error);
      if (!this.cancelled.aborted) throw this.fatal === undefined ? error : this.fatal.error;
    }
    return this.report(skipped);
  }

  private async fetchAll(objects: readonly StoredObject[]): Promise<void> {
    const queue = objects[Symbol.iterator]();
    let bytes = 0;
    const flights = new Set<Promise<void>>();
    for (;;) {
      const next = queue.next();
      if (next.done === true) break;
      const size = next.value.sizeBytes;
      while (flights.size > 0 && (flights.size >= this.options.parallelDownloads || bytes + size > inFlightBytes))
        await Promise.race(flights);
      while (this.ingests.size >= waitingBatches + parallelIngests) await Promise.race(this.ingests);
      this.signal.throwIfAborted();
      bytes += size;
      const flight = this.fetch(next.value).finally(() => {
        bytes -= size;
        flights.delete(flight);
      });
      flights.add(flight);
    }
    await Promise.all(flights);
    this.signal.throwIfAborted();
  }

  private async fetch(object: StoredObject): Promise<void> {
    try {
      const { bucketStore, flowStore, scope, options, turns } = this;
      const nextName = () => `${(stagedFiles++).toString(36)}.staged`;
      const context = { bucketStore, bucket: scope.bucket, flowStore, formatOptions: options.formatOptions, nextName, turns };
      const staging = await fetchWithRetry(context, object, this.signal);
      if (!this.signal.aborted) this.add(staging);
      else if (staging.outcome === "staged") await rm(staging.object.path, { force: true });
    } catch (error) {
      this.fail(error);
    }
  }

  private add(staging: Staging): void {
    if (staging.outcome === "staged") this.batcher.addStaged(staging.object);
    else if (staging.outcome === "whole") this.batcher.addWhole(staging.object);
    else this.batcher.addNoted(staging.object);
    // With nothing else to do the engine takes what there is, so that rows arrive early from a slow bucket as well.
    if (this.batcher.isFull || (this.ingests.size === 0 && this.meter.sinceLastBatchMs() > 2000)) this.flush();
  }

  private flush(): void {
    if (this.batcher.isEmpty) return;
    const batch = this.batcher.take();
    this.meter.batchBegun();
    const ahead = [...this.ingests];
    const ingest = this.ingest(batch, ahead).finally(() => this.ingests.delete(ingest));
    this.ingests.add(ingest);
  }

  private async ingest(batch: Batch, ahead: readonly Promise<void>[]): Promise<void> {
    try {
      // Batches are loaded in order of time, two at once.
      if (ahead.length >= parallelIngests) await Promise.all(ahead.slice(0, ahead.length - parallelIngests + 1));
      this.signal.throwIfAborted();
      const result = await this.flowStore.ingest(this.sourceId, batch.staged, batch.noted, this.signal);
      const objects = batch.staged.length + batch.noted.length;
      this.totals.objects += objects - result.failures.length;
      this.totals.failed += result.failures.length;
      this.totals.rows += result.rows;
      this.totals.gaps += result.gaps;
      this.totals.rejected += result.rejected;
      this.totals.bytes += batch.storedBytes - bytesOf(batch, result.failures);
      this.failures.push(...result.failures.slice(0, errorsInReport - this.failures.length));
      this.meter.done(objects, batch.storedBytes, result.rows);
    } catch (error) {
      this.fail(error);
    } finally {
      await discard(batch);
    }
  }

  private fail(error: unknown): void {
    if (this.signal.aborted) return;
    this.fatal = { error: withDiskFullTold(error) };
    this.stop.abort(error);
  }

  private async finish(): Promise<void> {
    this.flush();
    this.meter.finishing();
    await Promise.all(this.ingests);
    this.signal.throwIfAborted();
    const range = timeRange(this.scope);
    if (range.from === undefined && range.to === undefined) await this.flowStore.noteCompleteRun(this.sourceId, this.scope.prefix);
    await this.flowStore.settle();
  }

  private async abandon(error: unknown): Promise<void> {
    if (!this.stop.signal.aborted) this.stop.abort(error);
    await Promise.all(this.ingests);
    await discard(this.batcher.take());
  }

  private report(skipped: number): IndexReport {
    return {
      ...this.totals,
      skipped,
      elapsedMs: Math.round(performance.now() - this.started),
      errors: this.failures,
      cancelled: this.cancelled.aborted,
    };
  }
}

/** Deletes what the engine has read, or will not read any more. */
async function discard({ staged, packs }: Batch): Promise<void> {
  packs.discard();
  await Promise.all(staged.filter(({ packed }) => packed === undefined).map(({ path }) => rm(path, { force: true })));
}

/** Of the objects that failed, as stored in the bucket. */
function bytesOf({ staged, noted }: Batch, failures: readonly ObjectFailure[]): number {
  const failed = new Set(failures.map(({ key }) => key));
  return [...staged, ...noted].reduce((sum, { key, sizeBytes }) => sum + (failed.has(key) ? sizeBytes : 0), 0);
}
