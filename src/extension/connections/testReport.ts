import type { ConnectionCheck, ConnectionTestReport } from "../../protocol/connection";
import type { Translate } from "../translate";

const marks: Record<ConnectionCheck["outcome"], string> = { works: "✓", fails: "✗", notTried: "–" };

/** The three answers of a connection test, a paragraph each. */
export function describeTest(report: ConnectionTestReport, t: Translate): string {
  return [
    describeCheck(t("List buckets"), report.listBuckets, t),
    describeCheck(t("List objects"), report.listObjects, t),
    describeCheck(t("Read an object"), report.readObject, t),
  ].join("\n\n");
}

/**
 * What stands in the way of browsing and indexing: the first check that failed. That buckets cannot be listed does not, where some
 * were added by name.
 */
export function troubleOf(report: ConnectionTestReport, hasNamedBuckets: boolean): ConnectionCheck | undefined {
  const needed = hasNamedBuckets ? [report.listObjects, report.readObject] : [report.listBuckets, report.listObjects, report.readObject];
  return needed.find(({ outcome }) => outcome === "fails");
}

function describeCheck(title: string, check: ConnectionCheck, t: Translate): string {
  const { permission, sentence } = check;
  const missing = permission === undefined || sentence.includes(permission) ? "" : ` ${t("Missing permission: {0}.", permission)}`;
  return `${marks[check.outcome]} ${title}: ${sentence}${missing}`;
}
