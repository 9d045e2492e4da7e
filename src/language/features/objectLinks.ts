import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";

/** The address of an object in a text literal or a comment: a URI, or a key without its bucket. */
export interface ObjectLink extends TextSpan {
  readonly address: string;
}

/** Patterns for LIKE and prefixes are no objects. */
export function objectLinks({ text, tokens }: AnalyzedText): ObjectLink[] {
  return tokens.flatMap(({ kind, start, end }) => {
    const found = kind === "string" || kind === "comment" ? linksIn(text.slice(start, end), start) : [];
    return found.length > 0 || kind !== "string" ? found : keyIn(text.slice(start, end), start);
  });
}

function linksIn(written: string, offset: number): ObjectLink[] {
  return Array.from(written.matchAll(uriPattern), ({ index, 0: match }) => {
    const address = match.replace(/[.,;:!?]+$/, "");
    return { address, start: offset + index, end: offset + index + address.length };
  }).filter(({ address }) => !address.endsWith("/") && (address.startsWith("file:") || !/[%*]/.test(address)));
}

function keyIn(written: string, offset: number): ObjectLink[] {
  const key = written.slice(1, -1);
  return keyPattern.test(key) ? [{ address: key, start: offset + 1, end: offset + 1 + key.length }] : [];
}

const uriPattern = /\b(?:s3[an]?|cos|file):\/\/[^\s'"<>`|]+\/[^\s'"<>`|]+/g;
/** A path that ends as objects of flow logs do. */
const keyPattern = /^[^\s:%*'"]+\/[^\s%*'"]+\.(?:log|json|parquet|txt|gz|zst)$/i;
