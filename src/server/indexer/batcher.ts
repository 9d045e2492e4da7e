import type { FlowStore, NotedObject, StagedObject, StagingPacks, WholeObject } from "../engines/engine";
import { giveBackWhole } from "./unpack";

export interface Batch {
  readonly staged: readonly StagedObject[];
  readonly noted: readonly NotedObject[];
  /** Where the small ones of `staged` lie. */
  readonly packs: StagingPacks;
  /** As stored in the bucket. */
  readonly storedBytes: number;
}

/**
 * A batch of this many unpacked bytes fills a good number of the engine's row groups, and loads in two seconds. The last row
 * groups of a batch are not full and written again later, and at its end one thread waits for another; with batches of half
 * the size that is a twentieth of the run.
 */
const batchBytes = 320 * 1024 * 1024;
const batchObjects = 1024;

/** Gathers staged objects until they are worth a transaction. */
export class Batcher {
  private staged: StagedObject[] = [];
  private noted: NotedObject[] = [];
  private packs: StagingPacks | undefined;
  private unpackedBytes = 0;
  private storedBytes = 0;

  constructor(private readonly flowStore: Pick<FlowStore, "createPacks">) {}

  get isFull(): boolean {
    return this.unpackedBytes >= batchBytes || this.staged.length + this.noted.length >= batchObjects;
  }

  get isEmpty(): boolean {
    return this.staged.length + this.noted.length === 0;
  }

  addStaged(object: StagedObject): void {
    this.staged.push(object);
    this.unpackedBytes += object.unpackedBytes;
    this.storedBytes += object.sizeBytes;
  }

  addWhole(object: WholeObject): void {
    this.packs ??= this.flowStore.createPacks();
    this.addStaged(this.packs.add(object));
    giveBackWhole(object.text);
  }

  addNoted(object: NotedObject): void {
    this.noted.push(object);
    this.storedBytes += object.sizeBytes;
  }

  take(): Batch {
    const packs = this.packs ?? this.flowStore.createPacks();
    packs.close();
    const batch = { staged: this.staged, noted: this.noted, packs, storedBytes: this.storedBytes };
    this.packs = undefined;
    this.staged = [];
    this.noted = [];
    this.unpackedBytes = 0;
    this.storedBytes = 0;
    return batch;
  }
}
