import type { Plan, PlanStep } from "./plan";

/** A plan as a tree of lines: share of the work, time and rows of each step before its name, what it reads below it. */
export function planText(title: string, plan: Plan): string {
  const heaviest = heaviestOf(plan.steps);
  const most = heaviest === undefined ? "" : `, most of it ${heaviest.name} (${share(heaviest, plan)})`;
  const head = [
    title,
    `Took ${duration(plan.elapsedMs)}. Its steps took ${duration(plan.workMs)} on all threads together${most}.`,
    "A step reads from those below it. Rows are what it gives.",
    "",
    columns("share", "time", "rows", "step"),
  ];
  const drawing: Drawing = { plan, heaviest };
  return [...head, ...plan.steps.flatMap((step) => stepLines(step, drawing, { lead: "", below: "" })), ""].join("\n");
}

interface Drawing {
  readonly plan: Plan;
  readonly heaviest: PlanStep | undefined;
}

function stepLines(step: PlanStep, drawing: Drawing, { lead, below }: { readonly lead: string; readonly below: string }): string[] {
  const { elapsedMs, rows, name, details, inputs } = step;
  const mark = step === drawing.heaviest ? "  ◀ most time" : "";
  const about = details.length === 0 ? "" : `  ${shortened(details.join(" · "))}`;
  const own = columns(share(step, drawing.plan), duration(elapsedMs), rowsOf(rows), `${lead}${name}${mark}${missed(step)}${about}`);
  const [only] = inputs;
  // Most steps read from one other: a plan of twenty of them is a list, and no staircase.
  if (only !== undefined && inputs.length === 1) return [own, ...stepLines(only, drawing, { lead: below, below })];
  const others = inputs.flatMap((input, index) => {
    const last = index === inputs.length - 1;
    return stepLines(input, drawing, { lead: `${below}${last ? "└─ " : "├─ "}`, below: `${below}${last ? "   " : "│  "}` });
  });
  return [own, ...others];
}

function columns(part: string, time: string, rows: string, step: string): string {
  return `${part.padStart(6)}  ${time.padStart(9)}  ${rows.padStart(11)}  ${step}`;
}

function heaviestOf(steps: readonly PlanStep[]): PlanStep | undefined {
  const all = steps.flatMap((step) => flattened(step)).filter(({ elapsedMs }) => elapsedMs > 0);
  return all.reduce<PlanStep | undefined>((heaviest, step) => (step.elapsedMs > (heaviest?.elapsedMs ?? 0) ? step : heaviest), undefined);
}

function flattened(step: PlanStep): PlanStep[] {
  return [step, ...step.inputs.flatMap(flattened)];
}

function share({ elapsedMs }: PlanStep, { workMs }: Plan): string {
  if (workMs === 0) return "0 %";
  const percent = (100 * elapsedMs) / workMs;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}

/** Where the engine was far off, its plan may be a bad one. */
function missed({ rows, expectedRows }: PlanStep): string {
  if (expectedRows === undefined || Math.max(rows, expectedRows) < 1000) return "";
  const factor = Math.max(rows, 1) / Math.max(expectedRows, 1);
  return factor >= 10 || factor <= 0.1 ? `  (expected ${rowsOf(expectedRows)} rows)` : "";
}

function duration(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 100 ? `${Math.round(ms)} ms` : `${ms.toFixed(ms >= 10 ? 1 : 2)} ms`;
}

function rowsOf(rows: number): string {
  return rows.toLocaleString("en-US");
}

function shortened(detail: string): string {
  return detail.length <= longestDetail ? detail : `${detail.slice(0, longestDetail - 1)}…`;
}

const longestDetail = 140;
