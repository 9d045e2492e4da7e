/** A step of a plan that has run. */
export interface PlanStep {
  readonly name: string;
  /** What it works on, as short texts. */
  readonly details: readonly string[];
  /** Of its own, without the steps below it. */
  readonly elapsedMs: number;
  readonly rows: number;
  /** What the engine had expected. */
  readonly expectedRows?: number;
  readonly inputs: readonly PlanStep[];
}

export interface Plan {
  /** From the beginning to the end of the statement, as a clock measures it. */
  readonly elapsedMs: number;
  /** Time of all steps, on all threads together. */
  readonly workMs: number;
  readonly steps: readonly PlanStep[];
}

/** Reads what `EXPLAIN (ANALYZE, FORMAT JSON)` gives. `undefined` where it is something else. */
export function readPlan(json: string): Plan | undefined {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isNode(document) || !Array.isArray(document.children)) return undefined;
  // The first step is the EXPLAIN itself.
  const top = nodesOf(document.children);
  const steps = top.flatMap((node) => (node.operator_name === "EXPLAIN_ANALYZE" ? nodesOf(node.children) : [node])).map(readStep);
  return { elapsedMs: milliseconds(document.latency), workMs: totalMs(steps), steps };
}

function totalMs(steps: readonly PlanStep[]): number {
  return steps.reduce((sum, step) => sum + step.elapsedMs + totalMs(step.inputs), 0);
}

interface PlanNode {
  readonly operator_name?: unknown;
  readonly operator_timing?: unknown;
  readonly operator_cardinality?: unknown;
  readonly latency?: unknown;
  readonly extra_info?: unknown;
  readonly children?: unknown;
}

function isNode(value: unknown): value is PlanNode {
  return typeof value === "object" && value !== null;
}

function nodesOf(children: unknown): PlanNode[] {
  return Array.isArray(children) ? children.filter(isNode) : [];
}

function readStep(node: PlanNode): PlanStep {
  const info = isNode(node.extra_info) ? (node.extra_info as Readonly<Record<string, unknown>>) : {};
  const expected = Number(info[expectedKey]);
  return {
    name: typeof node.operator_name === "string" ? node.operator_name.trim() : "",
    details: Object.entries(info).flatMap(([key, value]) => detail(key, value)),
    elapsedMs: milliseconds(node.operator_timing),
    rows: typeof node.operator_cardinality === "number" ? node.operator_cardinality : 0,
    ...(info[expectedKey] === undefined || !Number.isFinite(expected) ? {} : { expectedRows: expected }),
    inputs: nodesOf(node.children).map(readStep),
  };
}

function detail(key: string, value: unknown): string[] {
  if (key === expectedKey || hidden.has(key)) return [];
  const texts = (Array.isArray(value) ? value : [value]).map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  const written = texts.join(", ").replaceAll('\\"', '"').replace(qualifier, "").replace(/\s+/g, " ").trim();
  if (written.includes("__internal_")) return [];
  return written === "" ? [] : [bare.has(key) ? written : `${key} ${written}`];
}

/** Where tables lie is the engine's business. */
const qualifier = /\bflow_index\.(?:main|store)\./g;
const expectedKey = "Estimated Cardinality";
/** What says nothing to who wrote the statement. */
const hidden = new Set(["Type", "Table Index", "CTE Index", "Total Files Read", "Dynamic Filters"]);
const bare = new Set(["Table", "Projections", "Conditions", "Aggregates", "Order By", "Expression", "Function", "CTE Name"]);

function milliseconds(seconds: unknown): number {
  return typeof seconds === "number" ? seconds * 1000 : 0;
}
