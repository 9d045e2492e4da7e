import type { TextSpan } from "../../protocol/errors";
import type { SelectItem } from "./queryBlocks";
import { isName, type NamePart, namePart, type SyntaxToken } from "./syntaxTokens";

/** Cuts a SELECT list into its expressions. */
export function selectItems(text: string, tokens: readonly SyntaxToken[], list: TextSpan): SelectItem[] {
  const rest = tokens.slice(leadLength(tokens));
  const items: SelectItem[] = [];
  let from = rest[0]?.start ?? list.start;
  let open = 0;
  let taken: SyntaxToken[] = [];
  const close = (end: number): void => {
    if (taken.length > 0) items.push(selectItem(text, taken, { start: from, end }));
    taken = [];
  };
  for (const token of rest) {
    if (open === 0 && token.says === ",") {
      close(token.start);
      from = token.end;
      continue;
    }
    if (["(", "[", "{"].includes(token.says)) open++;
    else if ([")", "]", "}"].includes(token.says)) open--;
    taken.push(token);
  }
  close(list.end);
  return items;
}

/** `DISTINCT`, `ALL`, `DISTINCT ON (…)`. */
function leadLength(tokens: readonly SyntaxToken[]): number {
  const first = tokens[0]?.says;
  if (first === "ALL") return 1;
  if (first !== "DISTINCT") return 0;
  if (tokens[1]?.says !== "ON" || tokens[2]?.says !== "(") return 1;
  let open = 0;
  for (let index = 2; index < tokens.length; index++) {
    if (tokens[index]?.says === "(") open++;
    else if (tokens[index]?.says === ")" && --open === 0) return index + 1;
  }
  return tokens.length;
}

function selectItem(text: string, tokens: readonly SyntaxToken[], span: TextSpan): SelectItem {
  const { alias, expression } = aliasOf(text, tokens);
  const star = starOf(text, expression);
  const column = star === undefined ? columnPath(text, expression) : undefined;
  return {
    ...span,
    expression,
    ...(alias === undefined ? {} : { alias }),
    ...(column === undefined ? {} : { column }),
    ...(star === undefined ? {} : { star }),
  };
}

function aliasOf(text: string, tokens: readonly SyntaxToken[]): { readonly alias?: NamePart; readonly expression: readonly SyntaxToken[] } {
  const [first, second, third] = tokens;
  if (first !== undefined && isName(first) && second?.says === ":" && third?.says !== ":")
    return { alias: namePart(text, first), expression: tokens.slice(2) };
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  if (last === undefined || before === undefined) return { expression: tokens };
  // Any word may be a name behind AS.
  if (before.says === "AS" && (last.kind === "word" || last.kind === "quotedName"))
    return { alias: namePart(text, last), expression: tokens.slice(0, -2) };
  if (last.says === "AS") return { expression: tokens.slice(0, -1) };
  // `INTERVAL 5 MINUTE`: the unit is no name.
  if (tokens.at(-3)?.says === "INTERVAL") return { expression: tokens };
  return isName(last) && endsExpression(before) ? { alias: namePart(text, last), expression: tokens.slice(0, -1) } : { expression: tokens };
}

/** Behind which a name can only be an alias. */
export function endsExpression(token: SyntaxToken): boolean {
  if (token.kind === "symbol") return token.says === ")" || token.says === "]";
  return token.kind !== "word" || isName(token) || ["NULL", "TRUE", "FALSE", "END"].includes(token.says);
}

/** The parts of a name when there is nothing else. */
export function columnPath(text: string, tokens: readonly SyntaxToken[]): NamePart[] | undefined {
  if (tokens.length === 0 || tokens.length % 2 === 0) return undefined;
  const fits = tokens.every((token, index) => (index % 2 === 0 ? isName(token) : token.says === "."));
  return fits ? tokens.filter((_, index) => index % 2 === 0).map((token) => namePart(text, token)) : undefined;
}

function starOf(text: string, tokens: readonly SyntaxToken[]): SelectItem["star"] {
  const [first, second, third] = tokens;
  if (first?.says === "*") return { excluded: excludedNames(text, tokens) };
  if (first !== undefined && isName(first) && second?.says === "." && third?.says === "*")
    return { of: namePart(text, first), excluded: excludedNames(text, tokens) };
  return undefined;
}

function excludedNames(text: string, tokens: readonly SyntaxToken[]): ReadonlySet<string> {
  const at = tokens.findIndex((token) => token.says === "EXCLUDE" || token.says === "EXCEPT");
  const names = new Set<string>();
  if (at < 0) return names;
  const bracketed = tokens[at + 1]?.says === "(";
  for (const token of tokens.slice(bracketed ? at + 2 : at + 1)) {
    if (isName(token)) names.add(namePart(text, token).name.toLowerCase());
    if (token.says === ")" || !bracketed) break;
  }
  return names;
}
