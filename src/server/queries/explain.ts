import { planText } from "../../language/features/explain/planText";
import { readPlan } from "../../language/features/explain/plan";
import { FlowLogError } from "../../protocol/errors";
import type { ExplainedStatement, ExplainParams, QueryProgress } from "../../protocol/query";
import type { Queries } from "./queries";

const lead = "EXPLAIN (ANALYZE, FORMAT JSON) ";

/** Runs a statement for its plan, held down as any other; its rows are thrown away. */
export async function explainStatement(
  queries: Queries,
  { title, sql, ...params }: ExplainParams,
  signal: AbortSignal,
  report: (progress: QueryProgress) => void,
): Promise<ExplainedStatement> {
  const { resultId } = await queries.run({ ...params, sql: `${lead}${sql}` }, signal, report).catch((error: unknown) => {
    throw withoutLead(error);
  });
  try {
    const { value } = await queries.cell({ resultId, row: 0, column: 0 }, signal);
    const plan = readPlan(String(value));
    return { text: plan === undefined ? String(value) : planText(title, plan) };
  } finally {
    await queries.disposeResult(resultId);
  }
}

/** Places in the statement, and not in what was put before it. */
function withoutLead(error: unknown): unknown {
  if (!(error instanceof FlowLogError) || error.data.span === undefined) return error;
  const { start, end } = error.data.span;
  const span = { start: Math.max(0, start - lead.length), end: Math.max(0, end - lead.length) };
  return new FlowLogError({ ...error.data, span }, error.message, { cause: error });
}
