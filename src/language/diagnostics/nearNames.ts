import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import type { QueryBlock } from "../analysis/queryBlocks";
import { Scope, same } from "../analysis/scope";
import { blockAt, clauseAt, type StatementSyntax } from "../analysis/statementSyntax";
import { isName, type NamePart, namePart, writtenName } from "../analysis/syntaxTokens";
import type { Catalog } from "../catalog/catalog";
import { closeWords } from "../statements/closeWords";
import { namesOfOtherTools } from "./otherToolsNames";

/**
 * What a name that the engine does not know is most likely meant to be, as the statement has to write it: of what can be named
 * there, nearest first. The engine itself knows neither aliases nor what a query in brackets gives.
 */
export function nearNames(analyzed: AnalyzedText, span: TextSpan, catalog: Catalog): string[] {
  const piece = analyzed.pieceAt(span.start);
  if (piece === undefined) return [];
  const syntax = analyzed.syntaxOf(piece);
  const path = pathIn(analyzed.text, syntax, span);
  const block = blockAt(syntax, span.start);
  const written = path.at(-1);
  if (written === undefined || block === undefined) return [];
  const scope = new Scope(catalog);
  const of = path.at(-2);
  if (of !== undefined) return qualified(scope, block, of, written);
  return nearest(syntax, scope, block, written).map(writtenName);
}

/** A name that is there as it is written is not what is wrong. */
function near({ name }: NamePart, names: readonly string[]): string[] {
  return names.some((each) => same(each, name)) ? [] : closeWords(name, names);
}

/** What another tool calls so is nearer than what is only spelled alike. */
function nearColumns(written: NamePart, names: readonly string[]): string[] {
  if (names.some((each) => same(each, written.name))) return [];
  return [...new Set([...namesOfOtherTools(written.name, names), ...near(written, names)])];
}

function pathIn(text: string, { tokens }: StatementSyntax, { start, end }: TextSpan): NamePart[] {
  const inside = tokens.filter((token) => token.start >= start && token.end <= end);
  return inside.every((token) => isName(token) || token.says === ".") ? inside.filter(isName).map((token) => namePart(text, token)) : [];
}

/** Functions before a bracket, relations where rows come from, and columns and aliases elsewhere. */
function nearest({ tokens }: StatementSyntax, scope: Scope, block: QueryBlock, written: NamePart): string[] {
  const { start, end } = written;
  if (tokens.find((token) => token.start >= end)?.says === "(") return near(written, [...scope.catalog.functions.keys()]);
  const isSource = clauseAt(block, start)?.kind === "from" && block.sources.some(({ path }) => path.some((part) => part.start === start));
  if (isSource) {
    const ctes = scope.visibleCtes(block).map(({ name }) => name.name);
    return near(written, [...ctes, ...scope.catalog.relations.map(({ name }) => name)]);
  }
  const aliases = block.items.flatMap(({ alias }) => (alias === undefined ? [] : [alias.name]));
  return nearColumns(written, [...aliases, ...scope.visibleSources(block).flatMap(({ columns }) => columns.map(({ name }) => name))]);
}

function qualified(scope: Scope, block: QueryBlock, of: NamePart, written: NamePart): string[] {
  const sources = scope.visibleSources(block);
  const source = sources.find(({ name }) => same(name, of.name));
  const joined = (left: string, right: string): string => `${writtenName(left)}.${writtenName(right)}`;
  if (source !== undefined) {
    const names = source.columns.map(({ name }) => name);
    return nearColumns(written, names).map((name) => joined(of.name, name));
  }
  const having = sources.filter(({ name, columns }) => name !== "" && columns.some((column) => same(column.name, written.name)));
  return having.map(({ name }) => joined(name, written.name));
}
