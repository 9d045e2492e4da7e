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

function describeCheck(title: string, check: ConnectionCheck, t: Translate): string {
  const missing = check.permission === undefined ? "" : ` ${t("Missing permission: {0}.", check.permission)}`;
  return `${marks[check.outcome]} ${title}: ${check.sentence}${missing}`;
}
