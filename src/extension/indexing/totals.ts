import type { IndexPlan, IndexReport } from "../../protocol/indexing";

/** Several runs after each other as one. */
export function addReports(reports: readonly IndexReport[]): IndexReport {
  const sum = (pick: (report: IndexReport) => number): number => reports.reduce((total, report) => total + pick(report), 0);
  return {
    objects: sum((report) => report.objects),
    skipped: sum((report) => report.skipped),
    failed: sum((report) => report.failed),
    rows: sum((report) => report.rows),
    gaps: sum((report) => report.gaps),
    rejected: sum((report) => report.rejected),
    bytes: sum((report) => report.bytes),
    elapsedMs: sum((report) => report.elapsedMs),
    errors: reports.flatMap((report) => report.errors).slice(0, 100),
    cancelled: reports.some((report) => report.cancelled),
  };
}

/** The plans of several scopes as one. */
export function addPlans(plans: readonly IndexPlan[]): IndexPlan {
  const sum = (part: keyof IndexPlan): IndexPlan["found"] => ({
    objects: plans.reduce((total, plan) => total + plan[part].objects, 0),
    bytes: plans.reduce((total, plan) => total + plan[part].bytes, 0),
  });
  return {
    found: sum("found"),
    alreadyIndexed: sum("alreadyIndexed"),
    changed: sum("changed"),
    toRead: sum("toRead"),
    leftOut: sum("leftOut"),
  };
}
