import type { Catalog, CatalogColumn, CatalogRelation } from "../catalog/catalog";
import { relationOfFunction } from "../functions/conversationsOf";
import type { Cte, QueryBlock, SelectItem, Source } from "./queryBlocks";
import type { NamePart, SyntaxToken } from "./syntaxTokens";

/** A column that can be named, with what is known of it. What is not known is absent; an unknown type is empty. */
export interface ScopeColumn extends CatalogColumn {
  /** What gives it its name in the statement itself: a SELECT item, or a name in the list behind an alias. */
  readonly item?: SelectItem;
}

/** A source under the name that columns are qualified with. */
export interface ScopeSource {
  readonly name: string;
  readonly source: Source;
  /** What it reads, when that has a name of its own. */
  readonly relation?: CatalogRelation;
  readonly cte?: Cte;
  readonly columns: readonly ScopeColumn[];
}

/** Columns through more queries than this are no longer followed: a text can nest them by the thousand. */
const maxSteps = 50;

/** What names mean in the blocks of one statement. Reads the catalog, asks nobody. */
export class Scope {
  private readonly outputs = new Map<QueryBlock, readonly ScopeColumn[]>();
  private readonly sources = new Map<QueryBlock, readonly ScopeSource[]>();
  private steps = 0;

  constructor(readonly catalog: Catalog) {}

  /** What the FROM clause of a block reads. */
  sourcesOf(block: QueryBlock): readonly ScopeSource[] {
    const known = this.sources.get(block);
    if (known !== undefined) return known;
    // A recursive query meets itself; then it has no sources yet.
    this.sources.set(block, []);
    const found = block.sources.map((source) => this.scopeSource(block, source));
    this.sources.set(block, found);
    return found;
  }

  /** The sources that a name in a block can mean: its own, then those of the blocks around it, nearest first. */
  visibleSources(block: QueryBlock): ScopeSource[] {
    const found: ScopeSource[] = [];
    let before = Infinity;
    for (let at: QueryBlock | undefined = block; at !== undefined; at = at.role === "cte" ? undefined : at.parent) {
      for (const each of this.sourcesOf(at)) if (each.source.end <= before) found.push(each);
      // A query in FROM knows the sources that stand before it.
      before = at.role === "source" ? at.start : Infinity;
    }
    return found;
  }

  /** The common table expressions that a block can read, nearest first. */
  visibleCtes(block: QueryBlock): Cte[] {
    const found: Cte[] = [];
    let inside: QueryBlock = block;
    for (let at: QueryBlock | undefined = block; at !== undefined; at = at.parent) {
      const { ctes } = at.leader ?? at;
      const own = ctes.findIndex((cte) => cte.query !== undefined && (inside === cte.query || inside.leader === cte.query));
      // Inside a WITH only those above it are known, and itself where it is recursive.
      const known = own < 0 ? ctes : ctes.slice(0, own + (ctes[own]?.recursive === true ? 1 : 0));
      found.push(...known.filter((cte) => !found.some((nearer) => same(nearer.name.name, cte.name.name))));
      inside = at;
    }
    return found;
  }

  /** The columns that a block gives. */
  outputOf(block: QueryBlock): readonly ScopeColumn[] {
    const known = this.outputs.get(block);
    if (known !== undefined) return known;
    if (this.steps >= maxSteps) return [];
    this.outputs.set(block, []);
    this.steps++;
    const columns = this.computeOutput(block);
    this.steps--;
    this.outputs.set(block, columns);
    return columns;
  }

  /** What a name of one or two parts means in a block; aliases of its SELECT list are found as well. */
  resolve(block: QueryBlock, path: readonly NamePart[]): ScopeColumn | undefined {
    const name = path.at(-1)?.name;
    if (name === undefined) return undefined;
    const of = path.at(-2)?.name;
    if (of === undefined && block.items.some((item) => item.alias !== undefined && same(item.alias.name, name) && !isItself(item)))
      return this.fromSources(block, name, undefined) ?? this.aliasColumn(block, name);
    return this.fromSources(block, name, of);
  }

  private fromSources(block: QueryBlock, name: string, of: string | undefined): ScopeColumn | undefined {
    for (const source of this.visibleSources(block)) {
      if (of !== undefined && !same(source.name, of)) continue;
      const column = source.columns.find((candidate) => same(candidate.name, name));
      if (column !== undefined) return column;
    }
    return undefined;
  }

  private aliasColumn(block: QueryBlock, name: string): ScopeColumn | undefined {
    const item = block.items.find(({ alias }) => alias !== undefined && same(alias.name, name));
    return item === undefined ? undefined : this.itemColumn(block, item, name);
  }

  private scopeSource(block: QueryBlock, source: Source): ScopeSource {
    const name = source.alias?.name ?? source.path.at(-1)?.name ?? "";
    if (source.query !== undefined) return { name, source, columns: renamed(this.outputOf(source.query), source.columns) };
    const written = source.path.at(-1)?.name ?? "";
    if (source.kind === "relation" && source.path.length === 1) {
      const cte = this.visibleCtes(block).find((candidate) => same(candidate.name.name, written));
      if (cte !== undefined) return { name, source, cte, columns: renamed(this.cteColumns(cte), source.columns) };
    }
    const relation = this.relation(source.kind === "relation" ? written : (relationOfFunction.get(written.toLowerCase()) ?? ""));
    if (relation === undefined) return { name, source, columns: renamed([], source.columns) };
    return { name, source, relation, columns: renamed(relation.columns, source.columns) };
  }

  relation(name: string): CatalogRelation | undefined {
    return this.catalog.relations.find((candidate) => same(candidate.name, name));
  }

  cteColumns(cte: Cte): readonly ScopeColumn[] {
    return renamed(cte.query === undefined ? [] : this.outputOf(cte.query), cte.columns);
  }

  private computeOutput(block: QueryBlock): readonly ScopeColumn[] {
    if (block.operand !== undefined) return this.outputOf(block.operand);
    const selects = block.clauses.some((clause) => clause.kind === "select");
    if (!selects) return this.sourcesOf(block).flatMap((source) => source.columns);
    return block.items.flatMap((item) => {
      if (item.star !== undefined) return this.starColumns(block, item.star);
      const name = item.alias?.name ?? item.column?.at(-1)?.name;
      return name === undefined ? [] : [this.itemColumn(block, item, name)];
    });
  }

  private starColumns(block: QueryBlock, star: NonNullable<SelectItem["star"]>): ScopeColumn[] {
    const of = star.of?.name;
    const sources = this.sourcesOf(block).filter((source) => of === undefined || same(source.name, of));
    return sources.flatMap((source) => source.columns).filter((column) => !star.excluded.has(column.name.toLowerCase()));
  }

  private itemColumn(block: QueryBlock, item: SelectItem, name: string): ScopeColumn {
    const own = { name, item };
    if (item.column !== undefined) {
      const column = this.fromSources(block, item.column.at(-1)?.name ?? "", item.column.at(-2)?.name);
      return column === undefined ? { ...own, type: "" } : { ...column, ...own };
    }
    return { ...this.computed(block, item.expression), ...own };
  }

  /** What is known of an expression: a call whose result is of its argument's kind, a count, a cast. */
  private computed(block: QueryBlock, expression: readonly SyntaxToken[]): Omit<ScopeColumn, "name"> {
    const [called, opening, argument, closing] = expression;
    if (called?.kind !== "word" || opening?.says !== "(") return { type: "" };
    if (called.says === "COUNT") return { type: "BIGINT" };
    if (argument?.kind !== "word" || closing?.says !== ")" || expression.length !== 4) return { type: "" };
    const column = this.visibleSources(block)
      .flatMap((source) => source.columns)
      .find((candidate) => same(candidate.name, argument.says));
    if (column === undefined) return { type: "" };
    const { type, meaning, flowColumn, documentation } = column;
    const kept = {
      ...(meaning === undefined ? {} : { meaning }),
      ...(documentation === undefined ? {} : { documentation }),
    };
    if (sameValue.has(called.says)) return { type, ...kept, ...(flowColumn === undefined ? {} : { flowColumn }) };
    return called.says === "SUM" ? { type: "HUGEINT", ...kept } : { type: "" };
  }
}

/** Aggregates that give one of the values that they are given. */
const sameValue = new Set(["MIN", "MAX", "ANY_VALUE", "FIRST", "LAST", "MODE"]);

export function same(one: string, other: string): boolean {
  // Most names differ in length already, and this is asked for every column of a relation.
  return one === other || (one.length === other.length && one.toLowerCase() === other.toLowerCase());
}

function renamed(columns: readonly ScopeColumn[], names: readonly NamePart[]): readonly ScopeColumn[] {
  if (names.length === 0) return columns;
  const longer = Math.max(columns.length, names.length);
  return Array.from({ length: longer }, (_, index) => {
    const alias = names[index];
    const column = columns[index] ?? { name: "", type: "" };
    if (alias === undefined) return column;
    // A name in the list is given as an alias gives one.
    return { ...column, name: alias.name, item: { start: alias.start, end: alias.end, alias, expression: [] } };
  });
}

/** `srcaddr AS srcaddr`. */
function isItself(item: SelectItem): boolean {
  return item.column !== undefined && item.alias !== undefined && same(item.column.at(-1)?.name ?? "", item.alias.name);
}
