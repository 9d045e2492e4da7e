import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import { same } from "../analysis/scope";
import { blockAt } from "../analysis/statementSyntax";
import { writtenName } from "../analysis/syntaxTokens";
import type { Catalog } from "../catalog/catalog";
import type { TextReplacement } from "./formatting";
import { sameParameter, usesIn } from "./parameterUses";
import { namesAround, symbolAt, type SymbolUses } from "./symbolUses";

/** What can be renamed at an offset: what the text itself names. */
export function renameableAt(analyzed: AnalyzedText, offset: number, catalog: Catalog): SymbolUses | undefined {
  const symbol = symbolAt(analyzed, offset, catalog);
  return symbol?.kind === "parameter" || symbol?.declaration !== undefined ? symbol : undefined;
}

export type Renaming = { readonly edits: readonly TextReplacement[] } | { readonly problem: string };

/** Writes a name with quotes where it needs them. */
export function rename(analyzed: AnalyzedText, offset: number, newName: string, catalog: Catalog): Renaming {
  const symbol = renameableAt(analyzed, offset, catalog);
  if (symbol === undefined) return { problem: "Only what the text itself names can be renamed." };
  return symbol.kind === "parameter" ? renameParameter(analyzed, symbol, newName) : renameName(analyzed, symbol, newName, catalog);
}

function renameParameter(analyzed: AnalyzedText, symbol: SymbolUses, written: string): Renaming {
  const name = written.trim().replace(/^\$/, "");
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
    return { problem: `“${name}” cannot be the name of a parameter: it has letters, digits and _ only.` };
  const [first, last] = [symbol.uses[0]?.start ?? 0, symbol.uses.at(-1)?.end ?? 0];
  const near = analyzed.pieces.filter((piece) => (piece.comments[0]?.start ?? piece.from) <= last && first <= piece.to);
  const others = near.flatMap((piece) => usesIn(analyzed.text, piece)).filter((use) => !sameParameter(use.name, symbol.name));
  if (others.some((use) => sameParameter(use.name, name))) return { problem: `There is a parameter $${name} already.` };
  return { edits: replacements(symbol.uses, name) };
}

function renameName(analyzed: AnalyzedText, symbol: SymbolUses, written: string, catalog: Catalog): Renaming {
  const name = withoutQuotes(written.trim());
  if (name === "") return { problem: "A name has at least one character." };
  const statement = namesAround(analyzed, symbol.at.start, catalog);
  const given = symbol.declaration;
  if (statement === undefined || given === undefined) return { edits: [] };
  const blockOf = ({ start }: TextSpan): unknown => blockAt(statement.syntax, start);
  const taken = statement.names.some(
    (each) =>
      each.declaration?.start === each.start && each.start !== given.start && same(each.name, name) && blockOf(each) === blockOf(given),
  );
  return taken ? { problem: `The name ${writtenName(name)} is taken here.` } : { edits: replacements(symbol.uses, writtenName(name)) };
}

function withoutQuotes(written: string): string {
  return /^"(?:[^"]|"")*"$/.test(written) ? written.slice(1, -1).replaceAll('""', '"') : written;
}

function replacements(uses: readonly TextSpan[], text: string): TextReplacement[] {
  return uses.map(({ start, end }) => ({ span: { start, end }, text }));
}
