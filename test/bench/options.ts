import { parseArgs } from "node:util";

/** How much is measured, and what. The data sets shrink together with `--rows`. */
export interface BenchOptions {
  /** AWS rows in the large set; 10 million unless told. */
  readonly rows: number;
  readonly smallObjects: number;
  readonly ibmFlows: number;
  readonly ibmObjects: number;
  readonly parts: ReadonlySet<BenchPart>;
}

const benchParts = ["index", "queries", "charts", "panel", "language", "pivot", "ibm", "s3", "activation"] as const;
export type BenchPart = (typeof benchParts)[number];

const fullRows = 10_000_000;

/** `--rows 1000000`, `--only index,queries`. Throws a sentence when an option makes no sense. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({ args: [...args], options: { rows: { type: "string" }, only: { type: "string" } } });
  const rows = Number(values.rows ?? fullRows);
  if (!Number.isInteger(rows) || rows < 10_000) throw new Error("--rows takes a whole number, 10000 or more.");
  const asked = values.only?.split(",") ?? benchParts;
  const parts = new Set(benchParts.filter((part) => asked.includes(part)));
  const unknown = asked.filter((name) => !benchParts.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`--only knows no ${unknown.join(", ")}: it takes ${benchParts.join(", ")}.`);
  const scaled = (full: number): number => Math.max(20, Math.round((full * rows) / fullRows));
  return { rows, smallObjects: scaled(10_740), ibmFlows: scaled(2_000_000), ibmObjects: scaled(5_760), parts };
}
