import { formatBytes } from "../../base/bytes";
import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import { Scope } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import { valueMeaning } from "../catalog/columnValueTexts";
import { ComparedColumns } from "./comparedColumn";

/** What a number beside a column means: a hint behind it that is no part of the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** Names of ports and protocols, TCP flags, and bytes with units, in a range of a text. */
export function inlayHints(analyzed: AnalyzedText, range: TextSpan, catalog: Catalog): InlayHint[] {
  const { text, pieces } = analyzed;
  const near = pieces.filter(({ from, to }) => from <= range.end && range.start <= to);
  return near.flatMap((piece) => {
    const syntax = analyzed.syntaxOf(piece);
    const compared = new ComparedColumns(text, syntax, new Scope(catalog));
    return syntax.tokens.flatMap(({ kind, start, end }, index): InlayHint[] => {
      if (kind !== "number" || end < range.start || start > range.end) return [];
      const column = compared.of(index);
      const written = text.slice(start, end);
      if (column === undefined || !/^\d[\d_]*$/.test(written)) return [];
      const number = Number(written.replaceAll("_", ""));
      const bytes = column.meaning === "bytes" && number >= 1024 ? formatBytes(number) : undefined;
      const label = bytes ?? valueMeaning(column, String(number));
      return label === undefined || label === "" ? [] : [{ offset: end, label }];
    });
  });
}
