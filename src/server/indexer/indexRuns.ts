import { FlowLogError } from "../../protocol/errors";
import type { IndexPlan, IndexProgress, IndexReport, IndexScope } from "../../protocol/indexing";
import type { BucketStore } from "../buckets/bucketStore";
import type { FlowStore } from "../engines/engine";
import { IndexRun, type IndexRunOptions } from "./indexRun";
import { selectObjects, type TimeRange } from "./selection";

interface Running {
  readonly scope: IndexScope;
  readonly run: IndexRun;
  readonly done: Promise<unknown>;
}

/**
 * The index runs of this process. Two runs over the same bucket take turns: both would read the same new objects, and their
 * rows would be in twice.
 */
export class IndexRuns {
  private readonly active = new Set<Running>();
  private readonly stopping = new AbortController();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly flowStore: FlowStore,
    private readonly onChanged: () => void,
  ) {}

  running(): { readonly scope: IndexScope; readonly progress: IndexProgress }[] {
    return [...this.active].map(({ scope, run }) => ({ scope, progress: run.progress }));
  }

  async plan(bucketStore: BucketStore, scope: IndexScope, onListed: (listed: number) => void, signal: AbortSignal): Promise<IndexPlan> {
    return (await selectObjects(bucketStore, this.flowStore, scope, onListed, signal)).plan;
  }

  start(bucketStore: BucketStore, scope: IndexScope, options: IndexRunOptions, signal: AbortSignal): Promise<IndexReport> {
    const source = turnOf({ endpoint: bucketStore.endpoint, bucket: scope.bucket });
    const before = this.turns.get(source) ?? Promise.resolve();
    const cancelled = AbortSignal.any([signal, this.stopping.signal]);
    const run = new IndexRun(bucketStore, this.flowStore, scope, options, cancelled);
    const done = untilAborted(before, cancelled).then(() => run.run());
    const running = { scope, run, done };
    this.active.add(running);
    this.takeTurn(source, done);
    this.onChanged();
    return done.finally(() => {
      this.active.delete(running);
      this.onChanged();
    });
  }

  /** Takes objects out of the index again. A run over the same source would write what this deletes, so one that is on refuses it. */
  async forget(sourceId: number, range: TimeRange): Promise<{ readonly objects: number; readonly rows: number }> {
    const source = (await this.flowStore.sources()).find((each) => each.sourceId === sourceId);
    if (source === undefined) return { objects: 0, rows: 0 };
    const turn = turnOf(source);
    if (this.turns.has(turn)) {
      const sentence = `${source.uri} is being indexed right now. Stop that, or wait until it is done, and forget it then.`;
      throw new FlowLogError({ kind: "indexBusy" }, sentence);
    }
    const forgotten = this.flowStore.forget(sourceId, range);
    this.takeTurn(turn, forgotten);
    const result = await forgotten;
    this.onChanged();
    return result;
  }

  /** Ends all runs; what they have committed stays. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled([...this.active].map((running) => running.done));
  }

  private takeTurn(source: string, work: Promise<unknown>): void {
    const end = () => {
      if (this.turns.get(source) === turn) this.turns.delete(source);
    };
    const turn: Promise<void> = work.then(end, end);
    this.turns.set(source, turn);
  }
}

function turnOf(source: { readonly endpoint: string; readonly bucket: string }): string {
  return JSON.stringify([source.endpoint, source.bucket]);
}

/** A run that is cancelled while it waits for its turn does not wait any longer: it then ends at once by itself. */
function untilAborted(turn: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve();
  return Promise.race([turn, new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))]);
}
