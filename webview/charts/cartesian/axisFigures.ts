import { formatBytes } from "../../../src/base/bytes";
import type { ChartMeasure } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import { groupDigits } from "../../grid/cellText";

export function countsBytes({ fn }: ChartMeasure, column: ResultColumn | undefined): boolean {
  return column?.meaning === "bytes" && fn !== "count" && fn !== "distinct";
}

/** A number as short as it stands at an axis: `3.4 MiB`, `2 MiB`, `12K`. */
export function axisFigure(value: number, bytes: boolean): string {
  if (bytes)
    return formatBytes(value)
      .replace(/(\.\d*?)0+ /, "$1 ")
      .replace(". ", " ");
  return Math.abs(value) >= 10_000 ? compact.format(value) : groupDigits(String(Number(value.toPrecision(6))));
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });
