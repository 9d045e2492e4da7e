import type { AnalyzedText } from "../analysis/analyzedText";
import { type ResultColumns, resultColumns } from "../analysis/resultColumns";
import { Scope } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import { chartItems } from "./chartItems";
import type { CompletionList } from "./completion";
import type { Cursor } from "./cursor";
import { directiveItems } from "./directiveItems";

/** What can be written in a comment: directives and what stands behind their words. */
export function completeComment(analyzed: AnalyzedText, cursor: Cursor, catalog: Catalog): CompletionList {
  const { pieces, text } = analyzed;
  const comment = text.slice(cursor.written?.start, cursor.offset);
  const below = pieces.find((piece) => piece.to >= cursor.offset);
  const columns = (): ResultColumns =>
    below === undefined ? { columns: [], complete: false } : resultColumns(analyzed.syntaxOf(below), new Scope(catalog));
  const used = (below?.tokens ?? []).filter((token) => token.kind === "parameter").map((token) => text.slice(token.start + 1, token.end));
  const place =
    chartItems(comment, columns) ??
    directiveItems(
      comment,
      [...new Set(used)].filter((name) => name !== ""),
    );
  if (place === undefined) return { insert: cursor.insert, replace: cursor.replace, items: [], unfinished: false };
  const start = cursor.offset - place.written;
  const rest = /^[^\s=,()"]*/.exec(text.slice(cursor.offset))?.[0].length ?? 0;
  return { insert: { start, end: cursor.offset }, replace: { start, end: cursor.offset + rest }, items: place.items, unfinished: true };
}
