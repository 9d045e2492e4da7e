/** What can be told of a value that came out of a webview, before anything is taken from it. */

export { isRecord } from "../../base/isRecord";

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** A list of at most as many items as any page has use for. */
export function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= longestList && value.every(isItem);
}

const longestList = 10_000;

export function isOneOf<T extends string>(words: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => words.some((word) => word === value);
}
