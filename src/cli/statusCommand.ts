import { parseArgs } from "node:util";
import { formatBytes } from "../base/bytes";
import { GetIndexStatus, GetIndexTrouble, type IndexStatus, type IndexTrouble } from "../protocol/indexing";
import { withEngine } from "./engineClient";
import { requireExistingIndex } from "./indexFolder";
import { parsed } from "./parsed";

const options = { index: { type: "string" }, json: { type: "boolean", default: false } } as const;

export async function statusCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const { values } = parsed(() => parseArgs({ args: [...args], options }));
  const indexPath = requireExistingIndex(values.index);
  return withEngine({ indexPath }, async (engine) => {
    const status = await engine.request0(GetIndexStatus);
    if (status.condition.state !== "ready") {
      process.stderr.write(`flowlog: ${status.condition.sentence}\n`);
      return 1;
    }
    const trouble = new Map<number, IndexTrouble>();
    for (const { sourceId } of status.sources)
      trouble.set(sourceId, await engine.request(GetIndexTrouble, { sourceId, limit: 20 }, signal));
    process.stdout.write(values.json ? `${JSON.stringify(jsonOf(status, trouble))}\n` : describe(status, trouble));
    return 0;
  });
}

function jsonOf(status: IndexStatus, trouble: ReadonlyMap<number, IndexTrouble>): object {
  const { path, sizeBytes, rows } = status;
  return { path, sizeBytes, rows, sources: status.sources.map((source) => ({ ...source, trouble: trouble.get(source.sourceId) })) };
}

function describe(status: IndexStatus, trouble: ReadonlyMap<number, IndexTrouble>): string {
  const lines = [`${status.path}: ${status.rows.toLocaleString("en-US")} rows, ${formatBytes(status.sizeBytes)} on disk`];
  for (const source of status.sources) {
    const where = source.endpoint === "" || source.endpoint === "file" ? source.uri : `${source.uri} at ${source.endpoint}`;
    lines.push("", where);
    lines.push(
      `  ${source.rows.toLocaleString("en-US")} rows of ${source.objects.toLocaleString("en-US")} objects (${formatBytes(source.sourceBytes)})`,
    );
    if (source.firstRecord !== undefined) lines.push(`  ${source.firstRecord} to ${source.lastRecord ?? ""}`);
    lines.push(
      `  ${source.gaps.toLocaleString("en-US")} gaps, ${source.rejected.toLocaleString("en-US")} rejected lines, ${source.failed} failed objects`,
    );
    const { failures = [], rejected = [] } = trouble.get(source.sourceId) ?? {};
    for (const { key, reason } of failures) lines.push(`  failed: ${key}: ${reason}`);
    for (const { key, line, reason, sample } of rejected) lines.push(`  rejected: ${key}, line ${line}: ${reason}`, `    ${sample}`);
  }
  return `${lines.join("\n")}\n`;
}
