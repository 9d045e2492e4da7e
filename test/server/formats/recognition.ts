import { recogniseObject } from "../../../src/server/formats";
import type { DelimitedLayout, FormatOptions, JsonDocumentLayout, Recognition, RecordLayout } from "../../../src/server/formats/logFormat";

/** What a text is, whole, under a key that tells nothing unless one is given. */
export function recogniseText(text: string, options: FormatOptions = {}, key = "copies/object"): Recognition | undefined {
  return recogniseObject({ key, text, complete: true }, options);
}

/** The layout of what has been recognised; anything else is an error that shows what it was. */
export function layoutOf(recognition: Recognition | undefined): RecordLayout {
  if (recognition?.outcome !== "recognised") throw new Error(`Not recognised: ${JSON.stringify(recognition)}`);
  return recognition.layout;
}

export function delimitedLayoutOf(recognition: Recognition | undefined): DelimitedLayout {
  const layout = layoutOf(recognition);
  if (layout.kind !== "delimited") throw new Error(`Not delimited but ${layout.kind}`);
  return layout;
}

export function jsonLayoutOf(recognition: Recognition | undefined): JsonDocumentLayout {
  const layout = layoutOf(recognition);
  if (layout.kind !== "jsonDocument") throw new Error(`Not a JSON document but ${layout.kind}`);
  return layout;
}

/** `field→column:TYPE(reading)`, for expectations that can be read. */
export function columnsOf(layout: RecordLayout): readonly string[] {
  return layout.columns.map(({ name, type, field, reading }) => `${field}→${name}:${type}(${reading})`);
}
