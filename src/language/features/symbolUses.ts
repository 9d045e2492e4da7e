import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import { chartNames } from "../analysis/chartNames";
import { type NameKind, type NameMeaning, nameMeanings } from "../analysis/nameMeanings";
import { same } from "../analysis/scope";
import type { StatementSyntax } from "../analysis/statementSyntax";
import type { Catalog } from "../catalog/catalog";
import { parameterAt } from "./parameterUses";

/** What a name at a cursor stands for, and where else it does. */
export interface SymbolUses {
  readonly kind: NameKind | "parameter";
  readonly name: string;
  /** The name at the cursor. */
  readonly at: TextSpan;
  /** Where the text gives the name; absent for what the catalog has. */
  readonly declaration?: TextSpan;
  /** All of them in order, the declaration too. */
  readonly uses: readonly TextSpan[];
}

export function symbolAt(analyzed: AnalyzedText, offset: number, catalog: Catalog): SymbolUses | undefined {
  const parameter = parameterAt(analyzed, offset);
  if (parameter !== undefined) {
    const { at, uses } = parameter;
    const declaration = uses.find(({ declares }) => declares);
    return { kind: "parameter", name: at.name, at, uses, ...(declaration && { declaration }) };
  }
  const found = namesAround(analyzed, offset, catalog);
  const at = found?.names.find(({ start, end }) => start <= offset && offset <= end);
  if (at === undefined) return undefined;
  const uses = found?.names.filter((each) => meansTheSame(each, at)) ?? [];
  const { kind, name, declaration } = at;
  return { kind, name, at, uses, ...(declaration && { declaration }) };
}

export interface NamesOfStatement {
  readonly syntax: StatementSyntax;
  readonly names: readonly NameMeaning[];
}

/** The names of the statement in which an offset stands, those in the lines above it that tell how its result is drawn among them. */
export function namesAround(analyzed: AnalyzedText, offset: number, catalog: Catalog): NamesOfStatement | undefined {
  const piece = analyzed.pieceAt(offset);
  if (piece === undefined) return undefined;
  const syntax = analyzed.syntaxOf(piece);
  const names = nameMeanings(analyzed.text, syntax, catalog);
  return { syntax, names: [...chartNames(analyzed.text, piece, syntax, names, catalog), ...names] };
}

function meansTheSame(one: NameMeaning, other: NameMeaning): boolean {
  if (one.declaration !== undefined || other.declaration !== undefined) return one.declaration === other.declaration;
  if (one.kind !== other.kind || !same(one.name, other.name)) return false;
  return one.kind !== "column" || one.column === other.column;
}
