import type { TextSpan } from "../../protocol/errors";
import { textOfLiteral } from "../statements/textLiterals";
import { columnPath } from "./selectItems";
import { isName, isReserved, type NamePart, type SyntaxToken } from "./syntaxTokens";

/** One side of a comparison. What is not a single literal or name is an `expression`, of which only the place is known. */
export type Operand = TextSpan &
  (
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "null" }
    | { readonly kind: "parameter"; readonly name: string }
    /** A name, bare or in quotes: `t.name` has two parts. */
    | { readonly kind: "name"; readonly path: readonly NamePart[] }
    | { readonly kind: "expression" }
  );

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=" | "in" | "like" | "ilike" | "between";

/** `left operator values`; where a literal stands before a name, turned around: `443 = dstport` reads `dstport = 443`. */
export interface Comparison extends TextSpan {
  readonly left: Operand;
  readonly operator: ComparisonOperator;
  /** `NOT IN`, `NOT LIKE`, `NOT BETWEEN`. */
  readonly negated: boolean;
  /** Where the operator stands, with its NOT. */
  readonly operatorSpan: TextSpan;
  /** One; two of BETWEEN; as many as IN lists. */
  readonly values: readonly Operand[];
}

/** The comparisons of a statement, in order. What cannot be read as one is left out; nothing throws. */
export function readComparisons(text: string, tokens: readonly SyntaxToken[]): Comparison[] {
  const reader = new ComparisonReader(text, tokens);
  return tokens.flatMap((_token, index) => reader.at(index) ?? []);
}

interface Operator {
  readonly operator: ComparisonOperator;
  readonly negated: boolean;
  /** Its first and its last token. */
  readonly first: number;
  readonly last: number;
}

class ComparisonReader {
  constructor(
    private readonly text: string,
    private readonly tokens: readonly SyntaxToken[],
  ) {}

  /** The comparison whose operator begins at a token. */
  at(index: number): Comparison | undefined {
    const operator = this.operatorAt(index);
    if (operator === undefined) return undefined;
    const left = this.operandBefore(operator.first);
    const values = this.valuesBehind(operator);
    const lastValue = values.at(-1);
    if (left === undefined || lastValue === undefined) return undefined;
    const operatorSpan = { start: this.startOf(operator.first), end: this.tokens[operator.last]?.end ?? 0 };
    const whole = { start: left.start, end: this.endBehind(operator, lastValue), operatorSpan, negated: operator.negated };
    const turned = mirrored[operator.operator];
    const [value] = values;
    if (turned !== undefined && value?.kind === "name" && isLiteral(left))
      return { ...whole, left: value, operator: turned, values: [left] };
    return { ...whole, left, operator: operator.operator, values };
  }

  private operatorAt(index: number): Operator | undefined {
    const token = this.tokens[index];
    if (token?.kind === "word") return this.wordOperator(index, token.says);
    return token?.kind === "symbol" ? this.symbolOperator(index) : undefined;
  }

  private wordOperator(index: number, says: string): Operator | undefined {
    const operator = wordOperators[says];
    if (operator === undefined) return undefined;
    const negated = this.tokens[index - 1]?.says === "NOT";
    return { operator, negated, first: negated ? index - 1 : index, last: index };
  }

  /** Symbols that touch each other are one operator: `<=` is one, `->` and `:=` are none of ours. */
  private symbolOperator(index: number): Operator | undefined {
    if (!isOperatorSymbol(this.tokens[index]) || this.joined(index - 1)) return undefined;
    let last = index;
    while (this.joined(last)) last++;
    const written = this.text.slice(this.startOf(index), this.tokens[last]?.end);
    const operator = symbolOperators[written];
    return operator && { operator, negated: false, first: index, last };
  }

  private joined(index: number): boolean {
    const [token, next] = [this.tokens[index], this.tokens[index + 1]];
    return isOperatorSymbol(token) && isOperatorSymbol(next) && token?.end === next?.start;
  }

  private valuesBehind({ operator, last }: Operator): Operand[] {
    const from = last + 1;
    if (operator === "in") return this.listAt(from);
    const first = this.operandFrom(from);
    if (first === undefined) return [];
    if (operator !== "between") return [first.operand];
    const second = this.tokens[first.next]?.says === "AND" ? this.operandFrom(first.next + 1) : undefined;
    return second === undefined ? [] : [first.operand, second.operand];
  }

  /** `(1, 2, 3)`; a query or anything else is one value. */
  private listAt(from: number): Operand[] {
    if (this.tokens[from]?.says !== "(") {
      const single = this.operandFrom(from);
      return single === undefined ? [] : [single.operand];
    }
    const items: Operand[] = [];
    let first = from + 1;
    let open = 0;
    for (let index = first; index < this.tokens.length; index++) {
      const says = this.tokens[index]?.says ?? "";
      if (open === 0 && (says === "," || says === ")")) {
        if (index > first) items.push(this.operand(first, index));
        first = index + 1;
        if (says === ")") return items;
      } else if (opening.has(says)) open++;
      else if (closing.has(says)) open--;
    }
    return items;
  }

  /** Where IN closes its list, else where the last value ends. */
  private endBehind({ operator }: Operator, last: Operand): number {
    if (operator !== "in") return last.end;
    const next = this.tokens.find((token) => token.start >= last.end);
    return next?.says === ")" ? next.end : last.end;
  }

  /** The operand that ends before a token. */
  private operandBefore(index: number): Operand | undefined {
    const last = this.tokens[index - 1];
    if (last === undefined) return undefined;
    let first = index - 1;
    while (this.tokens[first - 1]?.says === "." && isName(this.tokens[first - 2])) first -= 2;
    const operand = this.operand(first, index);
    return beginsOperand(this.tokens[first - 1]) ? operand : { kind: "expression", start: operand.start, end: operand.end };
  }

  private operandFrom(from: number): { readonly operand: Operand; readonly next: number } | undefined {
    const first = this.tokens[from];
    if (first === undefined || closing.has(first.says) || first.says === ",") return undefined;
    let next = from + 1;
    if (first.says === "-" && this.tokens[next]?.kind === "number") next++;
    else while (isName(first) && this.tokens[next]?.says === "." && isName(this.tokens[next + 1])) next += 2;
    const operand = this.operand(from, next);
    if (endsOperand(this.tokens[next], operand)) return { operand, next };
    return { operand: { kind: "expression", start: operand.start, end: operand.end }, next };
  }

  private operand(from: number, to: number): Operand {
    const tokens = this.tokens.slice(from, to);
    const span = { start: this.startOf(from), end: this.tokens[to - 1]?.end ?? 0 };
    const [first, second] = tokens;
    if (tokens.length === 1 && first !== undefined) {
      const literal = literalOf(this.text.slice(first.start, first.end), first);
      if (literal !== undefined) return { ...span, ...literal };
    }
    if (tokens.length === 2 && first?.says === "-" && second?.kind === "number")
      return { ...span, kind: "number", value: Number(this.text.slice(second.start, second.end).replaceAll("_", "")) * -1 };
    const path = columnPath(this.text, tokens);
    return path === undefined ? { ...span, kind: "expression" } : { ...span, kind: "name", path };
  }

  private startOf(index: number): number {
    return this.tokens[index]?.start ?? 0;
  }
}

type Literal =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "null" }
  | { readonly kind: "parameter"; readonly name: string };

function literalOf(written: string, token: SyntaxToken): Literal | undefined {
  if (token.kind === "number") return { kind: "number", value: Number(written.replaceAll("_", "")) };
  if (token.kind === "parameter") return { kind: "parameter", name: written.slice(1) };
  if (token.says === "NULL") return { kind: "null" };
  // Texts with escapes or dollar quotes are expressions to us.
  const value = token.kind === "string" ? textOfLiteral(written) : undefined;
  return value === undefined ? undefined : { kind: "text", value };
}

export function isLiteral({ kind }: Operand): boolean {
  return kind !== "name" && kind !== "expression";
}

/** Whether an operand that begins behind a token is whole, and no rest of `a + b`. */
function beginsOperand(before: SyntaxToken | undefined): boolean {
  if (before === undefined || before.says === "," || opening.has(before.says)) return true;
  return before.kind === "word" && (isReserved(before.says) || before.says === "BY") && wordOperators[before.says] === undefined;
}

/** Whether an operand that ends before a token is whole, and no beginning of `a + b`, `a::TYPE` or `DATE 'a'`. */
function endsOperand(next: SyntaxToken | undefined, operand: Operand): boolean {
  if (next === undefined || next.says === "," || closing.has(next.says)) return true;
  return next.kind === "word" ? next.says !== "COLLATE" && next.says !== "ESCAPE" : next.kind === "quotedName" && operand.kind !== "name";
}

const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);

function isOperatorSymbol(token: SyntaxToken | undefined): boolean {
  return token?.kind === "symbol" && "=<>!-:~@|&^*/+%".includes(token.says);
}

const symbolOperators: Readonly<Record<string, ComparisonOperator>> = {
  "=": "=",
  "==": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

const wordOperators: Readonly<Record<string, ComparisonOperator>> = { IN: "in", LIKE: "like", ILIKE: "ilike", BETWEEN: "between" };

const mirrored: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
