import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { foldingSpans } from "../../../src/language/features/foldingSpans";
import { hoverAt } from "../../../src/language/features/hover/hover";
import { inlayHints } from "../../../src/language/features/inlayHints";
import { objectLinks } from "../../../src/language/features/objectLinks";
import { rename } from "../../../src/language/features/renaming";
import { selectionSpans } from "../../../src/language/features/selectionSpans";
import { semanticTokens } from "../../../src/language/features/semanticTokens";
import { signatureHelp } from "../../../src/language/features/signatureHelp";
import { statementSymbols } from "../../../src/language/features/statementSymbols";
import { valueActions } from "../../../src/language/features/valueActions";
import { symbolAt } from "../../../src/language/features/symbolUses";
import type { TextSpan } from "../../../src/protocol/errors";
import { catalog } from "../completion/catalog";

const folder = new URL("../../../library/queries/", import.meta.url);
const shipped = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);

/** Everything that is asked of a text with a cursor in it; gives the spans that came back. */
function askEverything(text: string, offset: number): TextSpan[] {
  const analyzed = new AnalyzedText(text);
  const whole = { start: 0, end: text.length };
  const symbol = symbolAt(analyzed, offset, catalog);
  const hover = hoverAt(analyzed, offset, catalog);
  const renaming = rename(analyzed, offset, "other name", catalog);
  signatureHelp(analyzed, offset, catalog);
  return [
    ...(symbol?.uses ?? []),
    ...(hover === undefined ? [] : [hover.span]),
    ...("edits" in renaming ? renaming.edits.map(({ span }) => span) : []),
    ...valueActions(analyzed, offset, { kind: "address", address: "10.0.0.1" }, catalog).flatMap(({ does }) =>
      does.kind === "edit" ? does.edits.map(({ span }) => span) : [],
    ),
    ...inlayHints(analyzed, whole, catalog).map((hint) => ({ start: hint.offset, end: hint.offset })),
    ...statementSymbols(analyzed).map(({ span }) => span),
    ...foldingSpans(analyzed),
    ...selectionSpans(analyzed, offset),
    ...semanticTokens(analyzed, catalog),
    ...objectLinks(analyzed),
  ];
}

describe("Every feature", () => {
  it.each(shipped)("answers in a text that is being written, for prefixes of %s", (_name, text) => {
    for (let end = 0; end <= text.length; end += 7) {
      const spans = askEverything(text.slice(0, end), end);
      expect(spans.filter((span) => span.start < 0 || span.start > span.end || span.end > end)).toEqual([]);
    }
  });

  it.each(shipped)("answers at each word of %s", (_name, text) => {
    for (const { index } of text.matchAll(/\S+/g)) expect(askEverything(text, index).length).toBeGreaterThan(0);
  });
});
