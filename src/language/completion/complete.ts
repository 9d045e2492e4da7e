import type { AnalyzedText } from "../analysis/analyzedText";
import { argumentBefore, comparisonBefore } from "../analysis/beforeValue";
import { Scope, type ScopeColumn, same } from "../analysis/scope";
import { isName, isReserved, type SyntaxToken } from "../analysis/syntaxTokens";
import { openBracket, pathEndingAt } from "../analysis/tokensBefore";
import type { Catalog } from "../catalog/catalog";
import { parseDirective } from "../statements/directives";
import { argumentItems } from "./argumentItems";
import { comparedItems } from "./comparedValues";
import { completeComment } from "./completeComment";
import { type Completion, type CompletionList, groups } from "./completion";
import { contextWords, endsOperand, followsTime, isFromFirst, bracketWords } from "./contextWords";
import { type Cursor, cursorAt } from "./cursor";
import {
  followers,
  fromFirstFollowers,
  intervals,
  keyword,
  operandKeyword,
  operandWords,
  phrases,
  setWords,
  statementWords,
  types,
} from "./keywords";
import {
  aliasItems,
  columnItems,
  functionItems,
  memberItems,
  parameterItems,
  qualifierItems,
  relationItems,
  sharedColumnItems,
} from "./nameItems";
import { comparedNetworks } from "./networkItems";
import { givesName, openCast } from "./newNames";
import { operatorItems } from "./operators";
import { questions } from "./questions";

/** What can be written at an offset, most likely first. Asks nobody but the catalog, and never fails. */
export function complete(analyzed: AnalyzedText, offset: number, catalog: Catalog): CompletionList {
  const cursor = cursorAt(analyzed, offset);
  if (cursor.inside === "comment") return completeComment(analyzed, cursor, catalog);
  const items = itemsAt(cursor, new Scope(catalog), analyzed);
  return { insert: cursor.insert, replace: cursor.replace, items: unique(items), unfinished: isUnfinished(cursor) };
}

function itemsAt(cursor: Cursor, scope: Scope, analyzed: AnalyzedText): Completion[] {
  const { before, written } = cursor;
  const last = before.at(-1);
  if (cursor.inside === "quote") return quotedItems(cursor, scope);
  if (written?.kind === "parameter") return parameterItems(declared(analyzed, cursor));
  if (last === undefined)
    return cursor.inside === "name" ? [] : [...questions, ...statementWords.map((word) => keyword(word, groups.expected))];
  if (last.says === ".") return written?.kind === "number" ? [] : memberAt(cursor, scope);
  if (last.says === ":" && before.at(-2)?.says === ":") return [...types];
  if (givesName(before)) return [];
  if (cursor.inside === "name") return quotedNames(cursor, scope);
  if (last.kind === "word" && last.says === "INTERVAL") return [...intervals];
  if (castsTo(cursor)) return [...types];
  const values = comparedValues(cursor, scope);
  if (values !== undefined) return timestampComparison(cursor) === undefined ? [...values, ...operands(cursor, scope, analyzed)] : values;
  if (written?.kind === "number") return argumentValues(cursor, scope) ?? [];
  return clauseItems(cursor, scope, analyzed, last);
}

/** Something must follow: an operand, a source, the rest of a phrase, or what a condition compares with. */
function isUnfinished(cursor: Cursor): boolean {
  const { before, clause, text, inside } = cursor;
  const last = before.at(-1);
  if (inside === "quote" || inside === "name") return true;
  if (last === undefined || givesName(before)) return false;
  if (last.kind === "word" && phrases[last.says] !== undefined) return true;
  if (!endsOperand(before)) return last.kind !== "word" || isReserved(last.says) || ["BY", "SUMMARIZE", "DESCRIBE"].includes(last.says);
  if (clause === undefined || !["where", "having", "on", "qualify"].includes(clause.kind)) return false;
  const { first } = pathEndingAt(text, before, before.length - 1);
  return (
    ["WHERE", "AND", "OR", "NOT", "ON", "HAVING", "QUALIFY", "("].includes(before[first - 1]?.says ?? "") &&
    !afterBetween(before, first - 1)
  );
}

/** The AND of `BETWEEN … AND …` ends a condition. */
function afterBetween(before: readonly SyntaxToken[], at: number): boolean {
  if (before[at]?.says !== "AND") return false;
  return before[before.findLastIndex((token, index) => index < at && ["BETWEEN", "AND", "WHERE"].includes(token.says))]?.says === "BETWEEN";
}

function clauseItems(cursor: Cursor, scope: Scope, analyzed: AnalyzedText, last: SyntaxToken): Completion[] {
  const { clause, block, before } = cursor;
  const words = contextWords(cursor);
  if (words !== undefined) return words;
  const phrase = last.kind === "word" ? phrases[last.says] : undefined;
  const phrased = (phrase ?? []).map((word) => keyword(word, groups.expected));
  if (phrase !== undefined && !["LEFT", "RIGHT"].includes(last.says)) return phrased;
  if (block === undefined) return [...phrased, ...afterLead(cursor, scope, last)];
  const kind = clause?.kind;
  if (kind === undefined || kind === "with") return withItems(cursor, last);
  if (kind === "from" && inSources(cursor)) {
    if (wantsSource(last)) return [...relationItems(scope, block), ...["LATERAL", "(SELECT "].map((word) => keyword(word))];
    return [...phrased, ...continuation(kind)];
  }
  if (kind === "using") return sharedColumnItems(scope.sourcesOf(block));
  if (kind === "limit") return last.kind === "number" ? continuation(kind) : ["10", "25", "100", "1000", "10000"].map(limitItem);
  if (endsOperand(before)) return afterOperand(cursor, scope, last);
  const spans = followsTime(before) ? intervals.map(({ label }) => limitItem(`INTERVAL ${label}`)) : [];
  return [...spans, ...(argumentValues(cursor, scope) ?? []), ...operands(cursor, scope, analyzed)];
}

/** A name in double quotes. Where a value is compared with, somebody may mean a text: that has single ones. */
function quotedNames(cursor: Cursor, scope: Scope): Completion[] {
  const { block, clause } = cursor;
  if (clause?.kind === "from" && inSources(cursor)) return relationItems(scope, block).map(inQuotes);
  const values = (comparedValues(cursor, scope) ?? []).filter(({ text }) => text.startsWith("'"));
  return [
    ...values.map((item) => ({ ...item, filter: `"${item.filter ?? item.label}` })),
    ...[...columnItems(scope, block), ...(block === undefined ? [] : aliasItems(block))].map(inQuotes),
  ];
}

function quotedItems(cursor: Cursor, scope: Scope): Completion[] {
  const before = cursor.before;
  const comparison = comparisonBefore(cursor.text, before) ?? timestampComparison(cursor);
  const column = comparison && resolve(cursor, scope, comparison.column);
  if (comparison !== undefined && column !== undefined) return comparedItems(column, comparison, true, scope.catalog);
  return argumentValues(cursor, scope) ?? [];
}

/** `start_time >= TIMESTAMP '|'`. */
function timestampComparison({ before, text }: Cursor): ReturnType<typeof comparisonBefore> {
  const type = before.at(-1)?.says ?? "";
  const comparison = ["TIMESTAMP", "DATE"].includes(type) ? comparisonBefore(text, before.slice(0, -1)) : undefined;
  return comparison && { ...comparison, cast: type };
}

function comparedValues(cursor: Cursor, scope: Scope): Completion[] | undefined {
  const typed = timestampComparison(cursor);
  const comparison = typed ?? comparisonBefore(cursor.text, cursor.before);
  const column = comparison && resolve(cursor, scope, comparison.column);
  if (comparison === undefined || column === undefined) return undefined;
  const items = comparedItems(column, comparison, typed !== undefined, scope.catalog);
  const networks = cursor.inside === "code" ? comparedNetworks(column, comparison, cursor.insert.start, scope.catalog) : [];
  // Behind the name of a type only its quotes are missing.
  return typed === undefined ? [...items, ...networks] : items.map((item) => ({ ...item, text: `'${item.text}'` }));
}

function argumentValues(cursor: Cursor, scope: Scope): Completion[] | undefined {
  const argument = argumentBefore(cursor.text, cursor.before);
  if (argument === undefined) return undefined;
  const column = argument.column.length === 0 ? undefined : resolve(cursor, scope, argument.column);
  return argumentItems(argument, column, cursor.inside === "quote", scope.catalog);
}

function resolve(cursor: Cursor, scope: Scope, path: Parameters<Scope["resolve"]>[1]): ScopeColumn | undefined {
  if (cursor.block === undefined) return undefined;
  const found = scope.resolve(cursor.block, path);
  if (found !== undefined || scope.visibleSources(cursor.block).length > 0) return found;
  // Nothing is read yet: most likely it will be flows.
  return scope.relation("flows")?.columns.find((column) => path.length === 1 && same(column.name, path[0]?.name ?? ""));
}

/** `f.|`: columns of a source; `main.|`: relations. */
function memberAt(cursor: Cursor, scope: Scope): Completion[] {
  const { block, before, text } = cursor;
  const { parts } = pathEndingAt(text, before, before.length - 2);
  const name = parts.at(-1)?.name ?? "";
  // `main.` looks like a relation that is still being written.
  if (cursor.clause?.kind === "from" && inSources(cursor)) return same(name, "main") ? relationItems(scope, undefined) : [];
  const source = block && scope.visibleSources(block).find((each) => same(each.name, name));
  return source === undefined ? [] : [{ ...keyword("*", groups.snippets), kind: "operator" }, ...memberItems(scope, source)];
}

function operands(cursor: Cursor, scope: Scope, analyzed: AnalyzedText): Completion[] {
  const { block, clause, before } = cursor;
  const first = clause !== undefined && before.at(-1)?.end === clause.start;
  const words = clause?.kind === "select" && first ? ["DISTINCT", "*", ...operandWords] : operandWords;
  const all = first && (clause.kind === "groupBy" || clause.kind === "orderBy") ? [keyword("ALL", groups.aliases)] : [];
  const star = before.at(-1)?.says === "(" && before.at(-2)?.says === "COUNT" ? [keyword("*", groups.expected)] : [];
  return [
    ...star,
    ...bracketWords(before),
    ...columnItems(scope, block),
    ...(block === undefined ? [] : qualifierItems(scope.visibleSources(block))),
    ...(block === undefined || clause?.kind === "select" || clause?.kind === "on" ? [] : aliasItems(block)),
    ...parameterItems(declared(analyzed, cursor)).map((each) => ({ ...each, group: groups.aliases })),
    ...all,
    ...functionItems(scope),
    ...[...new Set(words)].map(operandKeyword),
  ];
}

function afterOperand(cursor: Cursor, scope: Scope, last: SyntaxToken): Completion[] {
  const { before, text, clause, block } = cursor;
  const { parts } = pathEndingAt(text, before, before.length - 1);
  const column = parts.length === 0 ? undefined : resolve(cursor, scope, parts);
  const call = last.says === ")" ? ["OVER (", "FILTER (WHERE "].map((word) => keyword(word)) : [];
  const bracket = openBracket(before, block?.start);
  const inCall = bracket !== undefined && before[bracket]?.start !== undefined && (clause?.start ?? 0) <= before[bracket].start;
  const next = inCall ? ["AND", "OR", "ORDER BY"].map((word) => keyword(word)) : continuation(clause?.kind ?? "where", isFromFirst(block));
  const arms = before.some((token) => token.says === "CASE") ? ["WHEN", "THEN", "ELSE", "END"].map((word) => keyword(word)) : [];
  const compares = clause?.kind !== "orderBy" && clause?.kind !== "groupBy";
  return compares ? [...next.slice(0, 3), ...operatorItems(column), ...call, ...arms, ...next.slice(3)] : next;
}

function continuation(kind: keyof typeof followers, isFromFirst = false): Completion[] {
  const words = kind === "select" && isFromFirst ? fromFirstFollowers : followers[kind];
  const near = words.map((word, index) => keyword(word, index < 3 ? groups.expected : groups.keywords));
  return kind === "select" || kind === "with" ? near : [...near, ...setWords.map((word) => keyword(word, groups.snippets))];
}

function withItems({ before, block }: Cursor, last: SyntaxToken): Completion[] {
  if (last.says === "AS") return [keyword("(", groups.expected), keyword("MATERIALIZED"), keyword("NOT MATERIALIZED")];
  if (last.says === "WITH") return [keyword("RECURSIVE", groups.expected)];
  if (last.says === ",") return [];
  if (last.says === ")")
    return [
      ...["SELECT", "FROM"].map((word) => keyword(word, groups.expected)),
      ...(before.length > 0 ? setWords.map((word) => keyword(word)) : []),
    ];
  return block?.clauses.length === 0
    ? ["SELECT", "FROM", "WITH", "VALUES"].map((word) => keyword(word, groups.expected))
    : [keyword("AS", groups.expected)];
}

/** Behind `CREATE VIEW name AS` and the like, before there is a query. */
function afterLead({ before }: Cursor, scope: Scope, last: SyntaxToken): Completion[] {
  if (last.says === "AS" || last.says === "ANALYZE") return ["SELECT", "FROM", "WITH"].map((word) => keyword(word, groups.expected));
  if (before[0]?.says === "DROP")
    return relationItems(scope, undefined).filter((each) => each.kind === "relation" && each.description === "yours");
  if (["SUMMARIZE", "DESCRIBE", "PIVOT", "UNPIVOT"].includes(last.says)) return relationItems(scope, undefined);
  if (before[0]?.says === "CREATE" && isName(last)) return [keyword("AS", groups.expected)];
  return before.length === 1 && isName(last) ? statementWords.map((word) => keyword(word)) : [];
}

function wantsSource(last: SyntaxToken): boolean {
  return (
    last.says === "," ||
    last.says === "(" ||
    (last.kind === "word" && ["FROM", "JOIN", "LATERAL", "PIVOT", "UNPIVOT", "SUMMARIZE", "DESCRIBE"].includes(last.says))
  );
}

/** In a FROM clause, brackets around sources still hold sources; those of a call or a list do not. */
function inSources({ before, clause }: Cursor): boolean {
  const bracket = openBracket(before, clause?.start);
  const opener = bracket === undefined ? undefined : before[bracket - 1];
  return bracket === undefined || (opener !== undefined && wantsSource(opener));
}

function castsTo({ before }: Cursor): boolean {
  return before.at(-1)?.says === "AS" && openCast(before) !== undefined;
}

function declared({ pieces, text }: AnalyzedText, cursor: Cursor): string[] {
  const piece = pieces.find((each) => each.from <= cursor.offset && cursor.offset <= each.to);
  const comments = [...(pieces[0]?.comments ?? []), ...(piece?.comments ?? [])];
  const fromComments = comments.flatMap((comment) => {
    const directive = parseDirective(text.slice(comment.start, comment.end));
    return directive?.kind === "parameter" ? [directive.declaration.name] : [];
  });
  const used = (piece?.tokens ?? []).filter((token) => token.kind === "parameter" && token !== cursor.written && text[token.start] === "$");
  return [...new Set([...fromComments, ...used.map((token) => text.slice(token.start + 1, token.end))])];
}

function limitItem(label: string): Completion {
  return { label, kind: "value", text: label, group: groups.expected };
}

/** As it is written between quotes that are there already. */
function inQuotes(item: Completion): Completion {
  const name = item.label.replaceAll('"', '""');
  return { ...item, text: `"${name}"`, filter: `"${item.label}"`, snippet: false };
}

function unique(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return items.filter(({ label, kind, text }) => {
    const key = `${kind} ${label} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
