import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { giveBackChunk, giveBackWhole, unpack } from "../../../src/server/indexer/unpack";

const header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

/** Records that hardly pack, so that the packed object is large as well. */
function records(count: number): string {
  const lines = Array.from({ length: count }, () => {
    const random = randomBytes(24);
    const address = (at: number) => [...random.subarray(at, at + 4)].join(".");
    return `2 210987654321 eni-0${random.toString("hex", 0, 8)} ${address(8)} ${address(12)} ${random.readUInt16LE(16)} 443 6 9 ${random.readUInt32LE(20)} 1773500402 1773500459 ACCEPT OK`;
  });
  return `${header}\n${lines.join("\n")}\n`;
}

describe("Memory of unpacked objects", () => {
  it("goes back while more are unpacked into memory that follows", async () => {
    const text = records(60_000);
    const packed = gzipSync(text);
    let seen = "";
    for await (const chunk of unpack(pieces(packed, 100_000), packed.length)) {
      seen += chunk.toString("latin1");
      giveBackChunk(chunk);
    }
    expect(seen === text).toBe(true);
  });

  it("is freed where a chunk has filled it, and where a text fills it", () => {
    const chunk = Buffer.allocUnsafeSlow(256 * 1024);
    giveBackChunk(chunk.subarray(0, 1000));
    expect(chunk.buffer.byteLength).toBe(256 * 1024);
    giveBackChunk(chunk.subarray(1000));
    expect(chunk.buffer.byteLength).toBe(0);
    const text = Buffer.allocUnsafeSlow(1000);
    giveBackWhole(text.subarray(0, 400));
    expect(text.buffer.byteLength).toBe(1000);
    giveBackWhole(text.subarray(0, 990));
    expect(text.buffer.byteLength).toBe(0);
  });
});

// eslint-disable-next-line @typescript-eslint/require-await -- An async generator is what `unpack` takes.
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
