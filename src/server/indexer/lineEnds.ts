const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const nothing = Buffer.alloc(0);

/** Turns CRLF into LF as bytes stream by. Almost all objects have none, so the search is all that they cost. */
export class LineEnds {
  /** The last chunk ended in CR, which is kept back until the next byte is known. */
  private held = false;

  push(chunk: Buffer): Buffer {
    if (!this.held && !chunk.includes(carriageReturn)) return chunk;
    const bytes = this.held ? Buffer.concat([Buffer.of(carriageReturn), chunk]) : chunk;
    const out = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    this.held = bytes.at(-1) === carriageReturn;
    const end = this.held ? bytes.length - 1 : bytes.length;
    for (let index = 0; index < end; index++) {
      const byte = bytes[index] ?? 0;
      if (byte === carriageReturn && bytes[index + 1] === lineFeed) continue;
      out[length++] = byte;
    }
    return out.subarray(0, length);
  }

  end(): Buffer {
    return this.held ? Buffer.of(carriageReturn) : nothing;
  }
}
