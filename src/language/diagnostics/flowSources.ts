import type { QueryBlock } from "../analysis/queryBlocks";
import { same, type ScopeSource } from "../analysis/scope";
import type { RuleStatement } from "./ruleStatement";

/** Relations that also have a row for each window in which nothing flowed or records were lost. */
const withGaps: readonly string[] = ["flow_records", "vpc_flow_logs", "aws_vpc_flow_log", "converge_flowlog", "flowlogs"];

/** Relations of one row a flow. */
const flowsOnly: readonly string[] = ["flows", "FLOW_FLAT"];

/** The relation of the index that a source reads directly, in lower case. */
export function indexRelation({ cte, source }: ScopeSource): string | undefined {
  const [part, more] = source.path;
  if (source.kind !== "relation" || cte !== undefined || part === undefined || more !== undefined) return undefined;
  return part.name.toLowerCase();
}

export function holdsGaps(source: ScopeSource): boolean {
  const relation = indexRelation(source);
  return relation !== undefined && withGaps.some((name) => same(name, relation));
}

export function holdsFlows(source: ScopeSource): boolean {
  const relation = indexRelation(source);
  return relation !== undefined && [...withGaps, ...flowsOnly].some((name) => same(name, relation));
}

/** The name of the column in which a relation shows a column of `flows`, as a statement has to write it in this block. */
export function columnShowing(statement: RuleStatement, block: QueryBlock, source: ScopeSource, flowColumn: string): string | undefined {
  const shown = source.columns.find((column) => column.flowColumn === flowColumn);
  if (shown === undefined) return undefined;
  return statement.scope.sourcesOf(block).length > 1 ? `${source.name}.${shown.name}` : shown.name;
}
