import type { TextSpan } from "../../protocol/errors";
import type { Catalog, CatalogRelation } from "../catalog/catalog";
import type { Cte, QueryBlock, SelectItem } from "./queryBlocks";
import { same, Scope, type ScopeColumn, type ScopeSource } from "./scope";
import { clauseAt, type StatementSyntax } from "./statementSyntax";
import { isName, type NamePart, namePart, type SyntaxToken } from "./syntaxTokens";

export type NameKind =
  /** A table or view of the catalog, or one that nobody knows. */
  | "relation"
  | "cte"
  /** A source under its alias. */
  | "source"
  /** A column of a relation. */
  | "column"
  /** A column that the statement itself gives its name. */
  | "alias"
  | "function";

/** A name in a statement, with what it means. Names that mean nothing that is known are left out. */
export interface NameMeaning extends TextSpan {
  readonly kind: NameKind;
  /** Without quotes. */
  readonly name: string;
  /** Where the statement gives the name, if it does: the same for every use of it. */
  readonly declaration?: NamePart;
  readonly column?: ScopeColumn;
  /** The source whose column it is, or that it names. */
  readonly source?: ScopeSource;
  readonly relation?: CatalogRelation;
  readonly cte?: Cte;
}

/** Every name of a statement that means something, in order. Never fails. */
export function nameMeanings(text: string, syntax: StatementSyntax, catalog: Catalog): NameMeaning[] {
  return new NameReader(text, syntax, new Scope(catalog)).read();
}

/** Aliases of aliases are followed no further than this. */
const maxAliases = 50;

class NameReader {
  private readonly found = new Map<number, NameMeaning>();
  private readonly blockOfItem = new Map<SelectItem, QueryBlock>();
  private readonly resolved = new Map<QueryBlock, Map<string, ScopeColumn | undefined>>();
  private readonly blocks: readonly (QueryBlock | undefined)[];

  constructor(
    private readonly text: string,
    private readonly syntax: StatementSyntax,
    private readonly scope: Scope,
  ) {
    this.blocks = blocksOfTokens(syntax);
  }

  read(): NameMeaning[] {
    for (const block of this.syntax.blocks) for (const item of block.items) this.blockOfItem.set(item, block);
    for (const block of this.syntax.blocks) this.readGiven(block);
    for (let index = 0; index < this.syntax.tokens.length;) index = this.readPath(index);
    return [...this.found.values()].sort((one, other) => one.start - other.start);
  }

  /** The names that a block gives, and what it reads. */
  private readGiven(block: QueryBlock): void {
    for (const cte of block.ctes) {
      this.add(cte.name, { kind: "cte", declaration: cte.name, cte });
      this.addColumns(cte.columns, this.scope.cteColumns(cte));
    }
    for (const source of this.scope.sourcesOf(block)) this.addSource(source);
    if (!block.items.some(({ alias }) => alias !== undefined)) return;
    const columns = new Map(this.scope.outputOf(block).map((column) => [column.item, column]));
    for (const item of block.items) {
      const column = columns.get(item);
      if (item.alias !== undefined) this.add(item.alias, { kind: "alias", declaration: item.alias, ...(column && { column }) });
    }
  }

  private addSource(scoped: ScopeSource): void {
    const { source, cte, relation } = scoped;
    const read = source.path.at(-1);
    if (read !== undefined && source.kind === "function") this.add(read, { kind: "function" });
    else if (read !== undefined && cte !== undefined) this.add(read, { kind: "cte", declaration: cte.name, cte, source: scoped });
    else if (read !== undefined) this.add(read, { kind: "relation", source: scoped, ...(relation && { relation }) });
    if (source.alias !== undefined) this.add(source.alias, { ...meaningOfSource(scoped), kind: "source", declaration: source.alias });
    this.addColumns(source.columns, scoped.columns);
  }

  private addColumns(names: readonly NamePart[], columns: readonly ScopeColumn[]): void {
    for (const name of names) {
      const column = columns.find(({ item }) => item?.alias === name);
      this.add(name, { kind: "alias", declaration: name, ...(column && { column }) });
    }
  }

  /** The names from a token on that dots join, or the token alone. Gives the index behind them. */
  private readPath(first: number): number {
    const { tokens } = this.syntax;
    let next = first + 1;
    const token = tokens[first];
    if (token === undefined || !isName(token)) return next;
    const parts = [namePart(this.text, token)];
    for (let part = tokens[next + 1]; tokens[next]?.says === "." && part !== undefined && isNameBehindDot(part); part = tokens[next + 1]) {
      parts.push(namePart(this.text, part));
      next += 2;
    }
    const block = this.blocks[first];
    const known = parts.some(({ start }) => this.found.has(start));
    if (known || isBehindCast(tokens, first)) return next;
    if (tokens[next]?.says === "(") this.readCall(parts, block);
    else if (block !== undefined) this.readColumn(block, parts, { first, next });
    return next;
  }

  /** `lower(…)`, or `srcaddr.lower()` on a column. */
  private readCall(parts: readonly NamePart[], block: QueryBlock | undefined): void {
    const called = parts.at(-1);
    if (called !== undefined && this.scope.catalog.functions.has(called.name.toLowerCase())) this.add(called, { kind: "function" });
    if (parts.length > 1 && block !== undefined) this.readColumn(block, parts.slice(0, -1), { first: -1, next: -1 });
  }

  private readColumn(block: QueryBlock, parts: readonly NamePart[], at: { readonly first: number; readonly next: number }): void {
    const [one, other] = parts;
    if (one === undefined || isWordOfCall(this.syntax.tokens, at.first)) return;
    const source = this.scope.visibleSources(block).find(({ name }) => same(name, one.name));
    const { tokens } = this.syntax;
    const starred = tokens[at.next]?.says === "." && tokens[at.next + 1]?.says === "*";
    if (source !== undefined && (other !== undefined || starred)) {
      this.add(one, { ...meaningOfSource(source), kind: source.source.alias === undefined ? kindRead(source) : "source" });
      const column = other && source.columns.find(({ name }) => same(name, other.name));
      if (other !== undefined && column !== undefined) this.addColumn(other, column);
      return;
    }
    const column = this.resolve(block, one, at);
    if (column !== undefined) this.addColumn(one, column);
  }

  /** ORDER BY means an alias first where the name stands alone, and behind UNION what the first query gives. */
  private resolve(block: QueryBlock, name: NamePart, { first, next }: { first: number; next: number }): ScopeColumn | undefined {
    const { tokens } = this.syntax;
    if (clauseAt(block, name.start)?.kind === "orderBy" && standsAlone(tokens, first, next)) {
      const given = this.scope.outputOf(block.leader ?? block).find((column) => column.item !== undefined && same(column.name, name.name));
      if (given !== undefined) return given;
    }
    return this.resolveOnce(block, name);
  }

  /** A statement of thousands of lines names the same columns over and over. */
  private resolveOnce(block: QueryBlock, name: NamePart): ScopeColumn | undefined {
    const known = this.resolved.get(block) ?? new Map<string, ScopeColumn | undefined>();
    this.resolved.set(block, known);
    const key = name.name.toLowerCase();
    if (!known.has(key)) known.set(key, this.scope.resolve(block, [name]));
    return known.get(key);
  }

  private addColumn(name: NamePart, column: ScopeColumn): void {
    const declaration = this.declarationOf(column);
    this.add(name, { kind: declaration === undefined ? "column" : "alias", column, ...(declaration && { declaration }) });
  }

  /** Where the name of a column was given. An item without an alias passes the name on that its column has. */
  private declarationOf(column: ScopeColumn): NamePart | undefined {
    let at: ScopeColumn | undefined = column;
    for (let step = 0; step < maxAliases; step++) {
      const item: SelectItem | undefined = at?.item;
      if (item?.alias !== undefined) return item.alias;
      const block = item && this.blockOfItem.get(item);
      if (item?.column === undefined || block === undefined) return undefined;
      at = this.scope.resolve(block, item.column);
    }
    return undefined;
  }

  private add({ name, start, end }: NamePart, meaning: Omit<NameMeaning, "name" | "start" | "end">): void {
    if (!this.found.has(start)) this.found.set(start, { start, end, name, ...meaning });
  }
}

function meaningOfSource(scoped: ScopeSource): Pick<NameMeaning, "source" | "cte" | "relation" | "declaration"> {
  const { source, cte, relation } = scoped;
  const declaration = source.alias ?? cte?.name;
  return { source: scoped, ...(cte && { cte }), ...(relation && { relation }), ...(declaration && { declaration }) };
}

function kindRead({ cte }: ScopeSource): NameKind {
  return cte === undefined ? "relation" : "cte";
}

/** For each token the innermost block around it. */
function blocksOfTokens({ tokens, blocks }: StatementSyntax): (QueryBlock | undefined)[] {
  const found = new Array<QueryBlock | undefined>(tokens.length).fill(undefined);
  for (const block of blocks) {
    for (let index = firstFrom(tokens, block.start); (tokens[index]?.start ?? Infinity) < block.end; index++) found[index] = block;
  }
  return found;
}

function firstFrom(tokens: readonly SyntaxToken[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle]?.start ?? 0) >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isNameBehindDot({ kind }: SyntaxToken): boolean {
  return kind === "word" || kind === "quotedName";
}

/** `::INTEGER` names a type. */
function isBehindCast(tokens: readonly SyntaxToken[], index: number): boolean {
  return tokens[index - 1]?.says === ":" && tokens[index - 2]?.says === ":";
}

/** `INTERVAL 5 MINUTE`, `extract(hour FROM …)`, `f(name := …)`. */
function isWordOfCall(tokens: readonly SyntaxToken[], index: number): boolean {
  const [before, after, behind] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
  if (tokens[index - 2]?.says === "INTERVAL" && before?.kind !== "symbol") return true;
  if (before?.says === "(" && tokens[index - 2]?.says === "EXTRACT") return true;
  return (after?.says === ":" && behind?.says === "=") || (after?.says === "=" && behind?.says === ">" && after.end === behind.start);
}

/** Whether what is ordered by is the name and nothing more. */
function standsAlone(tokens: readonly SyntaxToken[], first: number, next: number): boolean {
  const [before, after] = [tokens[first - 1]?.says, tokens[next]?.says];
  return (before === "BY" || before === ",") && (after === undefined || endsOrderItem.has(after));
}

const endsOrderItem = new Set([",", ")", "ASC", "DESC", "NULLS", "LIMIT", "OFFSET", "USING"]);
