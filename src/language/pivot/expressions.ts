import type { Catalog } from "../catalog/catalog";
import { columnPath } from "../analysis/selectItems";
import { isName, type SyntaxToken } from "../analysis/syntaxTokens";

/** What an expression of a SELECT list can be narrowed by. */
export type ExpressionKind =
  /** It has a value for each row, or for each group by its keys. */
  | "rows"
  /** It has a value for each group, from all rows of it. */
  | "groups"
  /** Where it stands decides what it gives: a window, an UNNEST, a random number, or a function that nobody knows. */
  | "place";

/** Known before a catalog tells more. */
const aggregates = new Set(["COUNT", "SUM", "AVG", "MIN", "MAX", "MEDIAN", "ANY_VALUE", "FIRST", "LAST", "LIST", "STRING_AGG", "BOOL_OR"]);
const unsteady = new Set([
  "UNNEST",
  "RANDOM",
  "UUID",
  "GEN_RANDOM_UUID",
  "UUIDV4",
  "UUIDV7",
  "COLUMNS",
  "ALIAS",
  "GROUPING",
  "GROUPING_ID",
]);
/** Words before a bracket that call nothing. */
const noCalls = new Set([
  "IN",
  "AND",
  "OR",
  "NOT",
  "WHEN",
  "THEN",
  "ELSE",
  "EXISTS",
  "OVER",
  "FILTER",
  "AS",
  "DECIMAL",
  "NUMERIC",
  "VARCHAR",
  "CAST",
]);

/**
 * @param isNested Whether a token stands in a query inside the expression: what is called there is not called here.
 */
export function expressionKind(
  tokens: readonly SyntaxToken[],
  isNested: (token: SyntaxToken) => boolean,
  { functions }: Pick<Catalog, "functions">,
): ExpressionKind {
  let kind: ExpressionKind = "rows";
  for (const [index, token] of tokens.entries()) {
    if (isNested(token)) continue;
    if (token.says === "OVER" || (token.kind === "parameter" && token.end === token.start + 1)) return "place";
    if (tokens[index + 1]?.says !== "(" || token.kind !== "word" || noCalls.has(token.says)) continue;
    if (unsteady.has(token.says)) return "place";
    const known = functions.get(token.says.toLowerCase());
    if (aggregates.has(token.says) || known?.kind === "aggregate") kind = "groups";
    // A macro of the user's may hold an aggregate.
    else if (functions.size > 0 && (known === undefined || known.own === true) && isName(token)) return "place";
  }
  return kind;
}

const truncating: ReadonlyMap<string, number> = new Map([
  ["TIME_BUCKET", 1],
  ["DATE_TRUNC", 1],
  ["DATETRUNC", 1],
]);

/** The column of times that an expression gives the steps of: `start_time` in `time_bucket(INTERVAL 5 MINUTE, start_time)`. */
export function steppedColumn(text: string, tokens: readonly SyntaxToken[]): readonly SyntaxToken[] | undefined {
  const at = truncating.get(tokens[0]?.says ?? "");
  if (at === undefined || tokens[1]?.says !== "(" || tokens.at(-1)?.says !== ")") return undefined;
  const argument = callArguments(tokens.slice(2, -1))[at];
  return argument !== undefined && columnPath(text, argument) !== undefined ? argument : undefined;
}

function callArguments(tokens: readonly SyntaxToken[]): readonly (readonly SyntaxToken[])[] {
  const found: SyntaxToken[][] = [[]];
  let open = 0;
  for (const token of tokens) {
    if (token.says === "(" || token.says === "[") open++;
    else if (token.says === ")" || token.says === "]") open--;
    // The bracket that opened is closed before the end: this is no single call.
    if (open < 0) return [];
    if (open === 0 && token.says === ",") found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}
