import type { Comparison, Operand } from "../analysis/comparisons";
import type { QueryBlock } from "../analysis/queryBlocks";
import { addCondition } from "./addCondition";
import type { Fix, Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/**
 * AWS writes a record for each direction: the reply of a service has its port as the source. So what adds up flows to a port must
 * not take replies along.
 */
export const portMatchesReplies: Rule = {
  code: "port-matches-replies",
  check(statement) {
    const tests = statement.comparisons.flatMap((comparison) => portTest(statement, comparison) ?? []);
    return [...eitherPort(statement, tests), ...amongPorts(statement), ...highPorts(statement, tests)];
  },
};

interface PortTest {
  readonly comparison: Comparison;
  readonly column: "srcport" | "dstport";
  readonly block: QueryBlock;
}

/** From here on ports are handed out to clients, by one system or another. */
const firstClientPort = 1024;

function portTest(statement: RuleStatement, comparison: Comparison): PortTest | undefined {
  const block = statement.blockAt(comparison.start);
  const column = statement.columnOf(comparison.left)?.flowColumn;
  if (block === undefined || comparison.negated || (column !== "srcport" && column !== "dstport")) return undefined;
  return { comparison, column, block };
}

/** `srcport = 22 OR dstport = 22` where rows are added up: each conversation is there twice. */
function eitherPort(statement: RuleStatement, tests: readonly PortTest[]): Remark[] {
  return tests.flatMap((test, index) => {
    const next = tests[index + 1];
    if (next?.block !== test.block || next.column === test.column || !isSame(test.comparison, next.comparison)) return [];
    const between = statement.tokensIn({ start: test.comparison.end, end: next.comparison.start });
    if (between.length !== 1 || between[0]?.says !== "OR" || !addsUp(statement, test.block)) return [];
    const span = { start: test.comparison.start, end: next.comparison.end };
    const kept = [test, next].find(({ column }) => column === "dstport")?.comparison ?? test.comparison;
    const fix = { title: `Write ${statement.textOf(kept)}`, edits: [{ span, text: statement.textOf(kept) }] };
    return [{ severity: "information", span, sentence: countsBoth, fixes: [fix] } as const];
  });
}

const countsBoth =
  "This also matches the replies: with AWS each conversation has two records, and the reply has the service's port as its source, so both are counted.";

/** `443 IN (srcport, dstport)` says the same. */
function amongPorts(statement: RuleStatement): Remark[] {
  return statement.comparisons.flatMap(({ left, operator, negated, values, start, end }) => {
    const block = statement.blockAt(start);
    if (operator !== "in" || negated || left.kind !== "number" || block === undefined || !addsUp(statement, block)) return [];
    const columns = values.map((value) => statement.columnOf(value)?.flowColumn);
    const kept = values[columns.indexOf("dstport")];
    if (kept === undefined || !columns.includes("srcport")) return [];
    const [span, text] = [{ start, end }, `${statement.textOf(kept)} = ${statement.textOf(left)}`];
    return [{ severity: "information", span, sentence: countsBoth, fixes: [{ title: `Write ${text}`, edits: [{ span, text }] }] } as const];
  });
}

/** `dstport > 1023` takes every reply that goes to the port of a client. */
function highPorts(statement: RuleStatement, tests: readonly PortTest[]): Remark[] {
  return tests.flatMap(({ comparison, column, block }) => {
    if (column !== "dstport" || !isHigh(comparison) || !addsUp(statement, block) || mentionsSource(statement, block)) return [];
    const { start, end, left } = comparison;
    const written = statement.textOf(left);
    const condition = `${written} < ${written.replace(/dst(?=port$)/i, "src")}`;
    const edits = /dstport$/i.test(written) ? addCondition(statement, block, condition) : [];
    const fixes: Fix[] = edits.length === 0 ? [] : [{ title: `Add ${condition}`, edits }];
    const sentence =
      "This also matches the replies of services: they go to the high port of the client. Services mostly have the lower of the two ports.";
    return [{ severity: "information", span: { start, end }, sentence, fixes } as const];
  });
}

function isHigh({ operator, values: [low, high] }: Comparison): boolean {
  if (low?.kind !== "number") return false;
  if (operator === "between") return low.value >= firstClientPort && high?.kind === "number" && high.value >= 49_152;
  return (operator === ">" && low.value >= firstClientPort - 1) || (operator === ">=" && low.value >= firstClientPort);
}

/** A block that groups or calls an aggregate: then it counts what it reads. */
function addsUp(statement: RuleStatement, block: QueryBlock): boolean {
  if (block.clauses.some(({ kind }) => kind === "groupBy")) return true;
  const select = block.clauses.find(({ kind }) => kind === "select");
  if (select === undefined) return false;
  const tokens = statement.tokensIn(select);
  return tokens.some(({ says }, index) => (says === "COUNT" || says === "SUM") && tokens[index + 1]?.says === "(");
}

function mentionsSource(statement: RuleStatement, block: QueryBlock): boolean {
  return statement.nameUses.some((use) => use.block === block && statement.column(block, use.path)?.flowColumn === "srcport");
}

function isSame(one: Comparison, other: Comparison): boolean {
  const written = ({ values }: Comparison): string => values.map(valueText).sort().join(" ");
  const equals = (comparison: Comparison): boolean => comparison.operator === "=" || comparison.operator === "in";
  return equals(one) && equals(other) && written(one) === written(other);
}

function valueText(value: Operand): string {
  if (value.kind === "number" || value.kind === "text") return String(value.value);
  // What cannot be read is like nothing else.
  return value.kind === "parameter" ? `$${value.name.toLowerCase()}` : `${value.start}`;
}
