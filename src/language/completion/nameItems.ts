import type { Scope, ScopeColumn, ScopeSource } from "../analysis/scope";
import { same } from "../analysis/scope";
import type { QueryBlock } from "../analysis/queryBlocks";
import { writtenName } from "../analysis/syntaxTokens";
import type { CatalogFunction, CatalogRelation } from "../catalog/catalog";
import { columnInIndex } from "../features/hover/columnHover";
import { paragraphs } from "../features/hover/markdown";
import { type Completion, groups } from "./completion";

/** Columns of everything that a block can see; a name that several sources have comes with its source. */
export function columnItems(scope: Scope, block: QueryBlock | undefined): Completion[] {
  const sources = block === undefined ? [] : scope.visibleSources(block);
  if (sources.length === 0) return fallback(scope);
  const uses = new Map<string, number>();
  for (const name of sources.flatMap((source) => source.columns.map((column) => column.name.toLowerCase())))
    uses.set(name, (uses.get(name) ?? 0) + 1);
  return sources.flatMap((source) =>
    source.columns.map((column) => {
      const ambiguous = (uses.get(column.name.toLowerCase()) ?? 0) > 1 && source.name !== "";
      return columnItem(scope, column, ambiguous ? source.name : undefined, sources.length > 1 ? source.name : undefined);
    }),
  );
}

/** Nothing is read yet: most likely it will be flows. */
function fallback(scope: Scope): Completion[] {
  return (scope.relation("flows")?.columns ?? []).map((column) => columnItem(scope, column));
}

/** Columns of one source, behind `source.`. */
export function memberItems(scope: Scope, source: ScopeSource): Completion[] {
  return source.columns.map((column) => columnItem(scope, column));
}

/** The names that columns can be qualified with, when there are several. */
export function qualifierItems(sources: readonly ScopeSource[]): Completion[] {
  if (sources.length < 2) return [];
  return sources
    .filter(({ name }) => name !== "")
    .map(({ name, relation, cte }) => ({
      label: name,
      kind: "alias",
      text: `${writtenName(name)}.`,
      description: relation?.name ?? cte?.name.name ?? "",
      group: groups.aliases,
      again: true,
    }));
}

/** Names that the SELECT list gives. */
export function aliasItems(block: QueryBlock): Completion[] {
  const names = block.items.flatMap(({ alias }) => (alias === undefined ? [] : [alias.name]));
  return [...new Set(names)].map((name) => ({
    label: name,
    kind: "alias",
    text: writtenName(name),
    description: "of the SELECT list",
    group: groups.aliases,
  }));
}

/** Columns that both sides of a join have. */
export function sharedColumnItems(sources: readonly ScopeSource[]): Completion[] {
  const [left, ...others] = sources;
  const right = others.at(-1);
  if (left === undefined || right === undefined) return [];
  return right.columns
    .filter((column) => sources.slice(0, -1).some((source) => source.columns.some((each) => same(each.name, column.name))))
    .map(({ name, type }) => ({ label: name, kind: "column", text: writtenName(name), description: type, group: groups.expected }));
}

/** Everything that rows can come from. */
export function relationItems(scope: Scope, block: QueryBlock | undefined): Completion[] {
  const ctes = block === undefined ? [] : scope.visibleCtes(block);
  const items: Completion[] = ctes.map(({ name }) => ({
    label: name.name,
    kind: "cte",
    text: writtenName(name.name),
    description: "of this statement",
    group: groups.expected,
  }));
  const hidden = new Set(ctes.map(({ name }) => name.name.toLowerCase()));
  for (const relation of scope.catalog.relations) if (!hidden.has(relation.name.toLowerCase())) items.push(relationItem(relation));
  for (const each of scope.catalog.functions.values())
    if (each.kind === "table" || givesRowsToo.has(each.name)) items.push(functionItem(each));
  return items;
}

export function functionItems(scope: Scope): Completion[] {
  return [...scope.catalog.functions.values()].filter((each) => each.kind !== "table").map(functionItem);
}

/** Functions of two kinds; an engine tells of one. */
const givesRowsToo = new Set(["range", "generate_series", "unnest"]);

/** A named value that is asked for before the statement runs. */
export function parameterItems(names: readonly string[]): Completion[] {
  return [...new Set(names)].map((name) => ({
    label: `$${name}`,
    kind: "parameter",
    text: `$${name}`,
    description: "parameter",
    group: groups.expected,
  }));
}

function relationItem({ name, kind, documentation }: CatalogRelation): Completion {
  return {
    label: name,
    kind: "relation",
    text: writtenName(name),
    description: kind === "own" ? "yours" : "",
    group: kind === "own" ? groups.columns : groups.values,
    documentation: () => documentation ?? "",
  };
}

function functionItem({ name, signatures, documentation, example, ours }: CatalogFunction): Completion {
  const without = signatures.every((signature) => signature.parameters.length === 0);
  const [first] = signatures;
  const listed = first?.parameters.map((parameter) => parameter.name).join(", ") ?? "";
  return {
    label: name,
    kind: "function",
    text: without ? `${writtenName(name)}()` : `${writtenName(name)}($0)`,
    ...(without ? {} : { snippet: true }),
    description: `(${listed})${first?.returns === undefined ? "" : ` ${first.returns}`}`,
    group: ours === true ? groups.ownFunctions : groups.functions,
    again: !without,
    documentation: () => {
      const call = example === undefined ? undefined : `\`\`\`sql\n${example}\n\`\`\``;
      return [documentation, call].filter((each) => each !== undefined).join("\n\n");
    },
  };
}

function columnItem(scope: Scope, column: ScopeColumn, qualifier?: string, from?: string): Completion {
  const statistics = column.flowColumn === undefined ? undefined : scope.catalog.statistics.get(column.flowColumn);
  const empty = statistics?.filled === 0 && statistics.rows > 0;
  const written = writtenName(column.name);
  return {
    label: column.name,
    kind: "column",
    text: qualifier === undefined ? written : `${writtenName(qualifier)}.${written}`,
    description: [from, column.type, empty ? "never filled here" : undefined]
      .filter((each) => each !== undefined && each !== "")
      .join(" · "),
    // What this index has no values for stands behind what it has.
    group: empty ? groups.keywords : groups.columns,
    documentation: () => paragraphs([column.documentation, columnInIndex(column, scope.catalog)]),
  };
}
