import { mkdir, writeFile } from "node:fs/promises";
import { arch, cpus, platform, totalmem } from "node:os";
import { join } from "node:path";

/** One measured figure, beside what it is measured against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "objects/s" | "rows/s" | "MB" | "MiB";
  /** Of the same unit, measured in the same run, and what was done there. */
  readonly floor?: { readonly value: number; readonly of: string };
  /** What `value ÷ floor` (without a floor: the value) has to stay under or reach, or what the value has to stay under. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number } | { readonly atMostMs: number };
}

/** Something that could not be measured here, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

export interface BenchReport {
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryMiB: number;
    readonly system: string;
    readonly node: string;
  };
  readonly made: string;
  readonly data: readonly { readonly name: string; readonly bytes: number; readonly textBytes: number }[];
  readonly figures: readonly Figure[];
  readonly leftOut: readonly LeftOut[];
}

export function describeMachine(): BenchReport["machine"] {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    system: `${platform()} ${arch()}`,
    node: process.version,
  };
}

function ratioOf(figure: Figure): number | undefined {
  return figure.floor === undefined ? undefined : figure.value / figure.floor.value;
}

export function meetsGoal(figure: Figure): boolean | undefined {
  const { goal } = figure;
  if (goal === undefined) return undefined;
  if ("atMostMs" in goal) return figure.value <= goal.atMostMs;
  const measured = ratioOf(figure) ?? figure.value;
  return "atMost" in goal ? measured <= goal.atMost : measured >= goal.atLeast;
}

/** Figures as a table for a terminal or a Markdown file. */
export function asTable(report: BenchReport): string {
  const { machine } = report;
  const rows = report.figures.map((figure) => [
    figure.name,
    `${decimals(figure.value)} ${figure.unit}`,
    figure.floor === undefined ? "" : `${decimals(figure.floor.value)} ${figure.unit} (${figure.floor.of})`,
    decimals(ratioOf(figure)),
    goalText(figure),
  ]);
  const lines = table([["what", "measured", "beside", "ratio", "to reach"], ...rows]);
  const leftOut = report.leftOut.map(({ name, reason }) => `Left out: ${name}. ${reason}`);
  const title = `${machine.cpu}, ${String(machine.cores)} cores, ${decimals(machine.memoryMiB / 1024)} GiB, ${machine.system}, Node ${machine.node}`;
  return [title, "", ...lines, ...(leftOut.length > 0 ? ["", ...leftOut] : [])].join("\n");
}

/** Writes `<made>.json` and `latest.json`; gives the path of the first. */
export async function saveReport(report: BenchReport, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const path = join(folder, `${report.made.replaceAll(":", "-")}.json`);
  await Promise.all([path, join(folder, "latest.json")].map((file) => writeFile(file, text)));
  return path;
}

function goalText(figure: Figure): string {
  const { goal } = figure;
  if (goal === undefined) return "";
  const bound =
    "atMostMs" in goal
      ? `≤ ${decimals(goal.atMostMs)} ms`
      : "atMost" in goal
        ? `≤ ${decimals(goal.atMost)}`
        : `≥ ${decimals(goal.atLeast)}`;
  return `${bound} ${meetsGoal(figure) === true ? "✓" : "✗"}`;
}

/** Three digits that count. */
function decimals(value: number | undefined): string {
  if (value === undefined) return "";
  return value >= 100 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3)).toString();
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)];
}
