import type { NotedObject, StagedObject } from "../engines/engine";

export interface Batch {
  readonly staged: readonly StagedObject[];
  readonly noted: readonly NotedObject[];
  /** As stored in the bucket. */
  readonly storedBytes: number;
}

/** A batch of this many unpacked bytes fills a good number of the engine's row groups, and loads in about a second. */
const batchBytes = 160 * 1024 * 1024;
const batchObjects = 512;

/** Gathers staged objects until they are worth a transaction. */
export class Batcher {
  private staged: StagedObject[] = [];
  private noted: NotedObject[] = [];
  private unpackedBytes = 0;
  private storedBytes = 0;

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

  addNoted(object: NotedObject): void {
    this.noted.push(object);
    this.storedBytes += object.sizeBytes;
  }

  take(): Batch {
    const batch = { staged: this.staged, noted: this.noted, storedBytes: this.storedBytes };
    this.staged = [];
    this.noted = [];
    this.unpackedBytes = 0;
    this.storedBytes = 0;
    return batch;
  }
}
