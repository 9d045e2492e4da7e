import type { Cell } from "../../protocol/query";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import { type Compared, isSame, withoutBrackets } from "./conjuncts";

/** Values of something, from `from` on and before `to`; NULL where there is no such end. */
export interface ValueRange {
  readonly compared: Compared;
  readonly from: Cell;
  readonly to: Cell;
}

/** Whether a condition is a bound that every value within the range meets: the range says all that it says. */
export function isWiderThan(text: string, condition: readonly SyntaxToken[], { compared, from, to }: ValueRange): boolean {
  const tokens = withoutBrackets(condition);
  const at = tokens.findIndex(isOperator);
  const behind = at + (isOperator(tokens[at + 1]) ? 2 : 1);
  if (at < 1 || !isSame(text, tokens.slice(0, at), compared)) return false;
  const bound = sortable(text.slice(tokens[behind]?.start, tokens.at(-1)?.end));
  const operator = text.slice(tokens[at]?.start, tokens[behind - 1]?.end);
  if (bound === undefined) return false;
  switch (operator) {
    case ">=":
      return isUpTo(bound, sortable(from));
    case ">":
      return isUpTo(bound, sortable(from)) && bound !== sortable(from);
    case "<":
    case "<=":
      return isUpTo(sortable(to), bound);
    default:
      return false;
  }
}

function isOperator(token: SyntaxToken | undefined): boolean {
  return token?.kind === "symbol" && "=<>!".includes(token.says);
}

/** Unknown where they are not of one kind. */
function isUpTo(one: string | number | undefined, other: string | number | undefined): boolean {
  return one !== undefined && other !== undefined && typeof one === typeof other && one <= other;
}

/** A literal, or a value of a result, as something that sorts as it does: a number, or a time in its longest form. */
function sortable(written: Cell): string | number | undefined {
  const text = String(written).replace(/^(?:TIMESTAMP(?:TZ|_NS)?|DATE)?\s*'([^']*)'$/i, "$1");
  const number = text === String(written) && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (number !== undefined) return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
  const time = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|\+00)?)?$/.exec(text);
  if (time === null) return undefined;
  const [, day = "", minute = "00:00", second = "00", fraction = ""] = time;
  return `${day} ${minute}:${second}.${fraction.padEnd(9, "0")}`;
}
