import type { Comparison, Operand } from "../analysis/comparisons";
import { same, type ScopeColumn } from "../analysis/scope";
import { columnValues } from "../schema/columnValues";
import { indexRelation } from "./flowSources";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Each provider spells its values in its own way, and `flows` in one: another spelling is never found. */
export const valueSpelling: Rule = {
  code: "value-spelling",
  check(statement) {
    return statement.comparisons.flatMap((comparison) => remarks(statement, comparison));
  },
};

/** The values of a column of few values, in the relation that is asked. */
interface Spelling {
  readonly column: string;
  readonly values: readonly string[];
  /** What people write instead, in lower case. */
  readonly meant: ReadonlyMap<string, string>;
  /** Values of `flows` that this relation shows in another spelling. */
  readonly respelled?: readonly string[];
}

const accepting = ["accept", "accepted", "allow", "allowed", "permit", "permitted", "pass", "passed"];
const rejecting = ["reject", "rejected", "deny", "denied", "drop", "dropped", "block", "blocked"];

function actions(accept: string, reject: string): Spelling {
  const meant = new Map([...accepting.map((word) => [word, accept] as const), ...rejecting.map((word) => [word, reject] as const)]);
  return { column: "action", values: [accept, reject], meant };
}

const actionOfFlows = actions("ACCEPT", "REJECT");
const actionOfIbm: Spelling = { ...actions("accepted", "rejected"), respelled: actionOfFlows.values };

function remarks(statement: RuleStatement, { left, operator, values }: Comparison): Remark[] {
  if (!["=", "<>", "in", "like"].includes(operator) || !values.some(({ kind }) => kind === "text")) return [];
  const spelling = spellingOf(statement, left);
  return spelling === undefined ? [] : values.flatMap((value) => remark(statement, spelling, left, value) ?? []);
}

function remark(statement: RuleStatement, spelling: Spelling, left: Operand, value: Operand): Remark | undefined {
  const { column, values, meant } = spelling;
  if (value.kind !== "text" || values.includes(value.value) || isThere(statement, spelling, value.value)) return undefined;
  const right = values.find((each) => same(each, value.value)) ?? meant.get(value.value.toLowerCase());
  const name = statement.textOf(left);
  const span = { start: value.start, end: value.end };
  const known = `${name} is ${values.map((each) => `'${each}'`).join(" or ")} here`;
  if (right !== undefined) {
    const sentence = `${known}, so '${value.value}' is never found.`;
    return { severity: "warning", span, sentence, fixes: [{ title: `Write '${right}'`, edits: [{ span, text: `'${right}'` }] }] };
  }
  if (column !== "action" || !["OK", "NODATA", "SKIPDATA"].includes(value.value.toUpperCase())) return undefined;
  const sentence = `${known}; '${value.value.toUpperCase()}' is a value of log_status.`;
  return { severity: "warning", span, sentence, fixes: [] };
}

/** A value that nobody documents is kept as it was written, so the index may have it all the same. */
function isThere(statement: RuleStatement, { column, respelled }: Spelling, value: string): boolean {
  if (respelled?.includes(value) === true) return false;
  return statement.catalog.statistics.get(column)?.top.some((each) => each.value === value) ?? false;
}

function spellingOf(statement: RuleStatement, left: Operand): Spelling | undefined {
  if (left.kind !== "name") return undefined;
  if (isIbmAction(statement, left)) return actionOfIbm;
  const column: ScopeColumn | undefined = statement.columnOf(left);
  if (column?.flowColumn === "action") return actionOfFlows;
  const values = columnValues.get(column?.flowColumn ?? "");
  return values === undefined ? undefined : { column: column?.flowColumn ?? "", values, meant: new Map() };
}

/** IBM's own table keeps IBM's spelling. */
function isIbmAction(statement: RuleStatement, { path, start }: Operand & { readonly kind: "name" }): boolean {
  const block = statement.blockAt(start);
  if (block === undefined || !same(path.at(-1)?.name ?? "", "action")) return false;
  const of = path.at(-2)?.name;
  const sources = statement.scope.sourcesOf(block).filter(({ name }) => of === undefined || same(name, of));
  return sources.length === 1 && sources.every((source) => indexRelation(source) === "flow_flat");
}
