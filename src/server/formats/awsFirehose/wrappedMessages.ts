import { isRecord } from "../../../base/isRecord";
import type { UnwrappedLine, Unwrapper } from "../logFormat";
import { JsonObjectSplitter, type JsonPiece } from "./jsonObjects";

/**
 * Takes record lines out of what Firehose wrote: `{"message": …}` objects, and envelopes of CloudWatch subscriptions with
 * many messages each. Every message, and every piece that has none to give, counts as one item.
 */
export class WrappedMessages implements Unwrapper {
  private readonly splitter = new JsonObjectSplitter();
  private item = 0;

  push(text: string): readonly UnwrappedLine[] {
    return this.splitter.push(text).flatMap((piece) => this.unwrap(piece));
  }

  end(): readonly UnwrappedLine[] {
    return this.splitter.end().flatMap((piece) => this.unwrap(piece));
  }

  private unwrap(piece: JsonPiece): readonly UnwrappedLine[] {
    if ("broken" in piece) return [this.refuse("It is not a whole JSON object.", piece.broken)];
    const wrapper = parseObject(piece.object);
    if (wrapper === undefined) return [this.refuse("It is not valid JSON.", piece.object)];
    if (wrapper.messageType === "CONTROL_MESSAGE") {
      this.item++;
      return [];
    }
    if (Array.isArray(wrapper.logEvents)) return wrapper.logEvents.flatMap((event: unknown) => this.message(event));
    return this.message(wrapper);
  }

  private message(holder: unknown): readonly UnwrappedLine[] {
    const message = isRecord(holder) ? holder.message : undefined;
    if (typeof message !== "string") return [this.refuse("It has no “message” with a record in it.", JSON.stringify(holder))];
    const line = ++this.item;
    return message
      .split(/\r?\n/)
      .filter((text) => text.trim() !== "")
      .map((text) => ({ line, text }));
  }

  private refuse(rejected: string, text: string): UnwrappedLine {
    return { line: ++this.item, rejected, sample: text.slice(0, 500) };
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
