import type { IndexProgress, ObjectTally } from "../../protocol/indexing";

/** A person reads no faster, and the wire is not flooded. */
const intervalMs = 100;

/** Counts what an index run has done and reports it at most ten times a second. */
export class ProgressMeter {
  private readonly started = performance.now();
  private phase: IndexProgress["phase"] = "listing";
  private total: ObjectTally = { objects: 0, bytes: 0 };
  private objectsDone = 0;
  private bytesDone = 0;
  private rows = 0;
  private reading = performance.now();
  private reported = 0;
  private lastBatch = performance.now();

  constructor(private readonly report: (progress: IndexProgress) => void) {}

  listed(objects: number): void {
    this.total = { objects, bytes: 0 };
    this.tell(false);
  }

  begin(total: ObjectTally): void {
    this.phase = "indexing";
    this.total = total;
    this.reading = performance.now();
    this.lastBatch = this.reading;
    this.tell(true);
  }

  batchBegun(): void {
    this.lastBatch = performance.now();
  }

  sinceLastBatchMs(): number {
    return performance.now() - this.lastBatch;
  }

  done(objects: number, bytes: number, rows: number): void {
    this.objectsDone += objects;
    this.bytesDone += bytes;
    this.rows += rows;
    this.tell(true);
  }

  finishing(): void {
    this.phase = "finishing";
    this.tell(true);
  }

  current(): IndexProgress {
    const now = performance.now();
    const remaining = this.bytesDone === 0 ? undefined : ((now - this.reading) * (this.total.bytes - this.bytesDone)) / this.bytesDone;
    return {
      phase: this.phase,
      objectsDone: this.objectsDone,
      objectsTotal: this.total.objects,
      bytesDone: this.bytesDone,
      bytesTotal: this.total.bytes,
      rows: this.rows,
      elapsedMs: Math.round(now - this.started),
      ...(remaining === undefined ? {} : { remainingMs: Math.max(0, Math.round(remaining)) }),
    };
  }

  private tell(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.reported < intervalMs) return;
    this.reported = now;
    this.report(this.current());
  }
}
