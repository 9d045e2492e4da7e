import type { AnalyzedText } from "../analysis/analyzedText";
import { type Comparison, type Operand, readComparisons } from "../analysis/comparisons";
import type { QueryBlock } from "../analysis/queryBlocks";
import { type NameUse, readNameUses } from "../analysis/nameUses";
import { knowsOutput, reshapingWords } from "../analysis/resultColumns";
import { Scope, type ScopeColumn } from "../analysis/scope";
import { blockAt, type StatementSyntax } from "../analysis/statementSyntax";
import type { NamePart, SyntaxToken } from "../analysis/syntaxTokens";
import type { Catalog } from "../catalog/catalog";
import type { TextSpan } from "../../protocol/errors";
import type { StatementPiece } from "../statements/statementPieces";

/** One statement as rules see it. What several of them need is read once. */
export class RuleStatement {
  readonly syntax: StatementSyntax;
  readonly scope: Scope;
  private readonly resolved = new Map<QueryBlock, Map<string, ScopeColumn | undefined>>();
  private comparisonList: readonly Comparison[] | undefined;
  private nameList: readonly NameUse[] | undefined;

  constructor(
    readonly analyzed: AnalyzedText,
    readonly piece: StatementPiece,
    readonly catalog: Catalog,
  ) {
    this.syntax = analyzed.syntaxOf(piece);
    this.scope = new Scope(catalog);
  }

  get text(): string {
    return this.analyzed.text;
  }

  get tokens(): readonly SyntaxToken[] {
    return this.syntax.tokens;
  }

  /** Parameters declared above the first statement hold for the whole text. */
  get isFirst(): boolean {
    return this.analyzed.pieces[0] === this.piece;
  }

  get comparisons(): readonly Comparison[] {
    return (this.comparisonList ??= readComparisons(this.text, this.tokens));
  }

  get nameUses(): readonly NameUse[] {
    return (this.nameList ??= readNameUses(this.text, this.syntax));
  }

  textOf({ start, end }: TextSpan): string {
    return this.text.slice(start, end);
  }

  blockAt(offset: number): QueryBlock | undefined {
    return blockAt(this.syntax, offset);
  }

  /** The tokens that lie in a span. */
  tokensIn({ start, end }: TextSpan): readonly SyntaxToken[] {
    const { tokens } = this;
    let first = tokens.findIndex((token) => token.start >= start);
    if (first < 0) first = tokens.length;
    let behind = first;
    while (behind < tokens.length && (tokens[behind]?.end ?? 0) <= end) behind++;
    return tokens.slice(first, behind);
  }

  /** What a name means in a block. */
  column(block: QueryBlock, path: readonly NamePart[]): ScopeColumn | undefined {
    const key = path.map(({ name }) => name).join(".");
    const known = this.resolved.get(block) ?? new Map<string, ScopeColumn | undefined>();
    this.resolved.set(block, known);
    if (!known.has(key)) known.set(key, this.scope.resolve(block, path));
    return known.get(key);
  }

  /** The column that a side of a comparison is. */
  columnOf(operand: Operand): ScopeColumn | undefined {
    if (operand.kind !== "name") return undefined;
    const block = this.blockAt(operand.start);
    return block === undefined ? undefined : this.column(block, operand.path);
  }

  /** Whether every column that a block can name is known, so that a name which is none of them is a mistake. */
  knowsColumns(block: QueryBlock): boolean {
    if (this.tokens.some((token) => reshapingWords.has(token.says))) return false;
    return this.scope.visibleSources(block).every(({ relation, cte, source }) => {
      if (source.columns.length > 0) return true;
      const query = cte?.query ?? source.query;
      return relation !== undefined || (query !== undefined && knowsOutput(this.scope, query));
    });
  }
}
