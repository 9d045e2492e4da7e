import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import type { Catalog } from "../../../src/language/catalog/catalog";
import { complete } from "../../../src/language/completion/complete";
import type { Completion, CompletionList } from "../../../src/language/completion/completion";

/** What is proposed at the `|` of a text, in the order in which an editor shows it before a letter is typed. */
export function proposed(
  marked: string,
  catalog: Catalog,
): { readonly list: CompletionList; readonly items: readonly Completion[]; readonly text: string } {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const list = complete(new AnalyzedText(text), offset, catalog);
  const ordered = list.items.map((item, index) => ({ item, index }));
  ordered.sort((one, other) => one.item.group - other.item.group || one.index - other.index);
  return { list, items: ordered.map(({ item }) => item), text };
}

/** The text after accepting the item of a label, with `|` where the cursor then is. An editor must not have filtered it away. */
export function accept(marked: string, label: string, catalog: Catalog): string {
  const { list, items, text } = proposed(marked, catalog);
  const item = items.find((each) => each.label === label);
  if (item === undefined)
    return `not proposed: ${items
      .slice(0, 12)
      .map((each) => each.label)
      .join(", ")}`;
  const typed = text.slice(list.insert.start, list.insert.end);
  if (!isSubsequence(typed, item.filter ?? item.label)) return `filtered away by ${typed}`;
  const { plain, cursor } = item.snippet === true ? expanded(item.text) : { plain: item.text, cursor: item.text.length };
  const edits = [...(item.also ?? [])].sort((one, other) => other.span.start - one.span.start);
  const before = edits.reduce(
    (changed, { span, text: put }) => changed.slice(0, span.start) + put + changed.slice(span.end),
    text.slice(0, list.replace.start),
  );
  const after = before + plain + text.slice(list.replace.end);
  const at = before.length + cursor;
  return `${after.slice(0, at)}|${after.slice(at)}`;
}

/** A snippet without its marks; the cursor stands at its first place to fill in. */
function expanded(snippet: string): { readonly plain: string; readonly cursor: number } {
  let plain = "";
  let cursor: number | undefined;
  let rest = snippet;
  for (let found = place.exec(rest); found !== null; found = place.exec(rest)) {
    plain += rest.slice(0, found.index);
    cursor ??= plain.length;
    plain += found[1]?.split(",")[0] ?? found[2] ?? "";
    rest = rest.slice(found.index + found[0].length);
  }
  return { plain: plain + rest, cursor: cursor ?? (plain + rest).length };
}

/** `$1`, `${1:text}`, `${1|one,other|}`. */
const place = /\$(?:\d|\{\d(?:\|([^|]*)\||:([^}]*))?\})/;

function isSubsequence(typed: string, candidate: string): boolean {
  let from = 0;
  for (const letter of typed.toLowerCase()) {
    from = candidate.toLowerCase().indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
