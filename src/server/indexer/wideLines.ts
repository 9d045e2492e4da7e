const lineFeed = 0x0a;
const space = 0x20;

/**
 * Cuts lines that have far more fields than a record, as bytes stream by: the engine notes an error with the whole line for each
 * field too many, which for one line of some hundred thousand words takes hours. One field too many stays, so that the engine
 * refuses the line for what is wrong with it, and under its own number.
 */
export class WideLines {
  /** Records are seldom longer, so hardly any line has to be looked at; and so few fields as fit into it the engine can bear. */
  private readonly shortBytes: number;
  /** Bytes, up to a short line's, and spaces of the line that the last chunk ended in. */
  private lineBytes = 0;
  private spaces = 0;

  /** @param fields So many has a record. */
  constructor(private readonly fields: number) {
    this.shortBytes = 20 * fields;
  }

  push(chunk: Buffer): Buffer {
    const kept: Buffer[] = [];
    let keptTo = 0;
    let start = 0;
    while (start < chunk.length) {
      // All lines that end within this reach are short ones: hardly any byte has to be looked at.
      const lastEnd = chunk.lastIndexOf(lineFeed, Math.min(start + this.shortBytes - this.lineBytes, chunk.length - 1));
      if (lastEnd >= start) {
        this.endLine();
        start = lastEnd + 1;
        continue;
      }
      const end = chunk.indexOf(lineFeed, start);
      const stop = end < 0 ? chunk.length : end;
      const cutAt = this.goOn(chunk, start, stop);
      if (cutAt < stop) {
        kept.push(chunk.subarray(keptTo, cutAt));
        keptTo = stop;
      }
      if (end >= 0) this.endLine();
      start = end < 0 ? chunk.length : end + 1;
    }
    return keptTo === 0 ? chunk : Buffer.concat([...kept, chunk.subarray(keptTo)]);
  }

  /** Takes up more of the line, and gives where the rest of it is too much. */
  private goOn(chunk: Buffer, start: number, stop: number): number {
    const isLong = this.lineBytes + stop - start > this.shortBytes;
    this.lineBytes = Math.min(this.lineBytes + stop - start, this.shortBytes);
    for (let at = start; at < stop; at++) {
      if (isLong && this.spaces > this.fields) return at;
      if (chunk[at] === space) this.spaces++;
    }
    return stop;
  }

  private endLine(): void {
    this.lineBytes = 0;
    this.spaces = 0;
  }
}
