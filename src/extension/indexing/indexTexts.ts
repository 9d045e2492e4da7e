import { formatBytes } from "../../base/bytes";
import type { IndexPlan, IndexProgress, IndexReport, ObjectTally } from "../../protocol/indexing";
import type { Translate } from "../translate";

/** What a run would do, in lines for the question before it. */
export function describePlan(plan: IndexPlan, t: Translate): string {
  const lines = [t("To read: {0}.", tally(plan.toRead, t))];
  if (plan.alreadyIndexed.objects > 0) lines.push(t("Already in the index: {0}.", tally(plan.alreadyIndexed, t)));
  if (plan.changed.objects > 0) lines.push(t("Changed since they were indexed, so their rows are replaced: {0}.", tally(plan.changed, t)));
  if (plan.leftOut.objects > 0) lines.push(t("Left out, as no flow logs or outside the time range: {0}.", tally(plan.leftOut, t)));
  return lines.join("\n");
}

/** Nothing to do: why, in a sentence. */
export function describeEmptyPlan(plan: IndexPlan, t: Translate): string {
  if (plan.alreadyIndexed.objects > 0) return t("Everything here is in the index already: {0}.", tally(plan.alreadyIndexed, t));
  if (plan.leftOut.objects > 0)
    return t("There is nothing to index here: {0} are no flow logs or lie outside the time range.", tally(plan.leftOut, t));
  return t("There are no objects here.");
}

/** One line: objects, bytes, rows, rate and time left. */
export function describeProgress(progress: IndexProgress, t: Translate): string {
  if (progress.phase === "listing") return t("listing objects, {0} so far", count(progress.objectsTotal));
  const seconds = progress.elapsedMs / 1000;
  const parts = [
    t("{0} of {1} objects", count(progress.objectsDone), count(progress.objectsTotal)),
    t("{0} of {1}", formatBytes(progress.bytesDone), formatBytes(progress.bytesTotal)),
    rowCount(progress.rows, t),
  ];
  if (seconds >= 1 && progress.rows > 0) parts.push(t("{0} rows/s", count(Math.round(progress.rows / seconds))));
  if (progress.remainingMs !== undefined) parts.push(t("{0} left", describeDuration(progress.remainingMs)));
  return parts.join(" · ");
}

/** 0 to 100, by bytes, which say more of the work than objects do. */
export function percentOf(progress: IndexProgress): number {
  if (progress.phase === "listing" || progress.bytesTotal === 0) return 0;
  return Math.min(100, (100 * progress.bytesDone) / progress.bytesTotal);
}

export function describeReport(report: IndexReport, t: Translate): string {
  const did = t(
    "{0} ({1}) went into the index in {2}.",
    rowsOfObjects(report, t),
    formatBytes(report.bytes),
    describeDuration(report.elapsedMs),
  );
  const sentences = [report.cancelled ? t("Indexing was stopped; the next run goes on from there. {0}", did) : did];
  if (report.failed === 1) sentences.push(t("1 object could not be indexed."));
  if (report.failed > 1) sentences.push(t("{0} objects could not be indexed.", count(report.failed)));
  if (report.rejected === 1) sentences.push(t("1 line is no flow record and was set apart."));
  if (report.rejected > 1) sentences.push(t("{0} lines are no flow records and were set apart.", count(report.rejected)));
  return sentences.join(" ");
}

export function rowsOfObjects({ rows, objects }: { readonly rows: number; readonly objects: number }, t: Translate): string {
  return t("{0} of {1}", rowCount(rows, t), objectCount(objects, t));
}

export function rowCount(rows: number, t: Translate): string {
  return rows === 1 ? t("1 row") : t("{0} rows", count(rows));
}

export function objectCount(objects: number, t: Translate): string {
  return objects === 1 ? t("1 object") : t("{0} objects", count(objects));
}

export function describeDuration(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

function tally({ objects, bytes }: ObjectTally, t: Translate): string {
  return `${objectCount(objects, t)}, ${formatBytes(bytes)}`;
}
