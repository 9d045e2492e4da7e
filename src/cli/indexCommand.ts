import { parseArgs } from "node:util";
import { formatBytes } from "../base/bytes";
import { OpenConnection } from "../protocol/connection";
import { indexProgress, StartIndex, type IndexProgress, type IndexReport } from "../protocol/indexing";
import { withEngine } from "./engineClient";
import { indexTarget } from "./indexTarget";
import { requireIndexFolder } from "./indexFolder";
import { parsed } from "./parsed";
import { UsageError } from "./usage";

const options = {
  index: { type: "string" },
  endpoint: { type: "string" },
  region: { type: "string" },
  profile: { type: "string" },
  "path-style": { type: "boolean", default: false },
  "no-sign-request": { type: "boolean", default: false },
  from: { type: "string" },
  to: { type: "string" },
  fields: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export async function indexCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parsed(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [what, ...more] = positionals;
  if (what === undefined || more.length > 0) throw new UsageError("Name one folder or one s3://bucket/prefix to index.");
  const indexPath = requireIndexFolder(values.index);
  const { endpoint, region, profile } = values;
  const target = await indexTarget(what, {
    endpoint,
    region,
    profile,
    pathStyle: values["path-style"],
    anonymous: values["no-sign-request"],
  });
  const { from, to, fields } = values;
  const scope = { ...target.scope, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const report = await withEngine({ indexPath, ...(fields === undefined ? {} : { awsFieldsWithoutHeader: fields }) }, async (engine) => {
    await engine.request(OpenConnection, { profile: target.profile }, signal);
    const progressToken = "index";
    if (process.stderr.isTTY) engine.onProgress(indexProgress, progressToken, showProgress);
    return engine.request(StartIndex, { scope, progressToken }, signal);
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describe(report, what));
  if (report.cancelled) return 130;
  return report.failed > 0 ? 2 : 0;
}

function showProgress(progress: IndexProgress): void {
  process.stderr.write(`\r\u001b[K${progressLine(progress)}`);
}

function progressLine(progress: IndexProgress): string {
  if (progress.phase === "listing") return `Listing: ${count(progress.objectsTotal)} objects`;
  const seconds = progress.elapsedMs / 1000;
  const rate = seconds > 0 ? `, ${count(Math.round(progress.rows / seconds))} rows/s` : "";
  const left = progress.remainingMs === undefined ? "" : `, ${Math.ceil(progress.remainingMs / 1000)} s left`;
  const bytes = `${formatBytes(progress.bytesDone)} of ${formatBytes(progress.bytesTotal)}`;
  return `${count(progress.objectsDone)} of ${count(progress.objectsTotal)} objects, ${bytes}, ${count(progress.rows)} rows${rate}${left}`;
}

function describe(report: IndexReport, what: string): string {
  if (!report.cancelled && report.objects + report.skipped + report.failed === 0) return `There is nothing to index in ${what}.\n`;
  const seconds = (report.elapsedMs / 1000).toFixed(1);
  const lines = [
    `${report.cancelled ? "Interrupted: indexed" : "Indexed"} ${count(report.rows)} rows from ${objects(report.objects)} (${formatBytes(report.bytes)}) in ${seconds} s.`,
  ];
  if (report.skipped > 0) lines.push(`${objects(report.skipped)} ${report.skipped === 1 ? "was" : "were"} in already.`);
  if (report.gaps > 0) lines.push(`${count(report.gaps)} records say that nothing flowed or that data was lost: see capture_gaps.`);
  if (report.rejected > 0)
    lines.push(`${report.rejected === 1 ? "1 line is no record" : `${count(report.rejected)} lines are no records`}; see flowlog status.`);
  if (report.failed > 0) lines.push(`${objects(report.failed)} could not be read:`);
  for (const { key, reason } of report.errors) lines.push(`  ${key}: ${reason}`);
  return `${lines.join("\n")}\n`;
}

function objects(value: number): string {
  return value === 1 ? "1 object" : `${count(value)} objects`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
