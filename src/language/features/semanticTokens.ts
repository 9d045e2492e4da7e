import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import { type NameKind, type NameMeaning, nameMeanings } from "../analysis/nameMeanings";
import type { Catalog } from "../catalog/catalog";

/** Kinds that themes have colours for, in the order in which the client is told of them. */
export const semanticTokenTypes = ["class", "variable", "property", "function", "parameter"] as const;
export const semanticTokenModifiers = ["declaration", "defaultLibrary"] as const;

export interface SemanticToken extends TextSpan {
  readonly type: (typeof semanticTokenTypes)[number];
  readonly modifiers: readonly (typeof semanticTokenModifiers)[number][];
}

/** What names are, in order; within a range where one is given. Words that no name is meant by are left to the grammar. */
export function semanticTokens(analyzed: AnalyzedText, catalog: Catalog, range?: TextSpan): SemanticToken[] {
  const { text, pieces } = analyzed;
  const near = pieces.filter(({ from, to }) => range === undefined || (from <= range.end && range.start <= to));
  return near.flatMap((piece) => {
    const syntax = analyzed.syntaxOf(piece);
    const named = nameMeanings(text, syntax, catalog).map((name) => tokenOf(name, catalog));
    const parameters = piece.tokens
      .filter(({ kind }) => kind === "parameter")
      .map(({ start, end }): SemanticToken => {
        return { start, end, type: "parameter", modifiers: [] };
      });
    return [...named, ...parameters].sort((one, other) => one.start - other.start);
  });
}

function tokenOf({ kind, name, start, end, declaration }: NameMeaning, catalog: Catalog): SemanticToken {
  const built = kind === "function" && catalog.functions.has(name.toLowerCase());
  const modifiers = [...(declaration?.start === start ? (["declaration"] as const) : []), ...(built ? (["defaultLibrary"] as const) : [])];
  return { start, end, type: typeOf[kind], modifiers };
}

const typeOf: Readonly<Record<NameKind, SemanticToken["type"]>> = {
  relation: "class",
  cte: "class",
  source: "variable",
  column: "property",
  alias: "property",
  function: "function",
};
