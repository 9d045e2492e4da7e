import type { ScopeColumn } from "../analysis/scope";
import { isNumberType } from "../catalog/columnValueTexts";
import { type Completion, groups } from "./completion";

/** What a column can be compared by, the usual first. */
export function operatorItems(column: ScopeColumn | undefined): Completion[] {
  return [...comparisons(column), ...afterAny].map((each) => ({ ...each, group: groups.operators }));
}

function comparisons(column: ScopeColumn | undefined): readonly Completion[] {
  if (column === undefined) return [...equality, ...order, ...nothing];
  const { meaning, type } = column;
  if (meaning === "time" || type.startsWith("TIMESTAMP")) return [...order, between, ...equality, ...nothing];
  if (meaning === "bytes" || meaning === "packets") return [...order, between, ...equality, ...nothing];
  if (meaning === "tcpFlags") return [bits, ...equality, inList, ...nothing];
  if (isNumberType(type)) return [...equality, inList, between, ...order, ...nothing];
  if (type === "BOOLEAN") return [...equality, ...nothing];
  return [...equality, inList, ...matching, ...nothing];
}

const plain = (label: string, description: string): Completion => {
  return { label, kind: "operator", text: `${label} `, description, group: groups.operators, again: true };
};
const filled = (label: string, text: string, description: string): Completion => {
  return { label, kind: "operator", text, snippet: true, description, group: groups.operators, again: true };
};

const equality = [plain("=", "equals"), plain("<>", "is another one")];
const order = [plain(">=", "at least"), plain("<", "less than"), plain("<=", "at most"), plain(">", "more than")];
const inList = filled("IN (…)", "IN ($1)$0", "one of");
const between = filled("BETWEEN … AND …", "BETWEEN $1 AND $2$0", "from … to …, both included");
const bits = filled("& … <> 0", "& ${1:2} <> 0$0", "has one of the flags");
const matching = [
  filled("LIKE '…'", "LIKE '$1'$0", "matches: % is anything, _ one character"),
  filled("ILIKE '…'", "ILIKE '$1'$0", "matches in any case"),
  filled("NOT IN (…)", "NOT IN ($1)$0", "none of"),
  filled("NOT LIKE '…'", "NOT LIKE '$1'$0", "does not match"),
];
const nothing = [plain("IS NULL", "has no value"), plain("IS NOT NULL", "has a value")].map((each) => ({
  ...each,
  text: each.label,
  again: false,
}));
const afterAny: readonly Completion[] = [
  { label: "::", kind: "operator", text: "::", description: "as another type", group: groups.operators, again: true },
];
