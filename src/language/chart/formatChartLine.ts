import type { ChartMeasure, WrittenChart } from "../../protocol/chart";
import { writtenName } from "../analysis/syntaxTokens";

/**
 * The line that `parseChartLine` reads as this chart. What names a column with a line break in its name is left out: a comment ends there.
 */
export function formatChartLine(chart: WrittenChart): string {
  const { kind, x, y, y2, split, top, other, stack, log, step, zone, previous } = chart;
  const measures = (y ?? []).filter(isWritable);
  const parts = [
    kind,
    isName(x) && `x=${writtenName(x)}`,
    measures.length > 0 && `y=${measures.map(measureText).join(",")}`,
    y2 !== undefined && isWritable(y2) && `y2=${measureText(y2)}`,
    isName(split) && `split=${writtenName(split)}`,
    top !== undefined && `top=${top}`,
    other !== undefined && (other ? "other" : "other=off"),
    stack !== undefined && (stack === "stack" ? "stack" : `stack=${stack}`),
    log !== undefined && (log ? "log" : "log=off"),
    step !== undefined && `step=${step}`,
    zone !== undefined && `zone=${zone}`,
    previous !== undefined && `previous=${previous}`,
  ];
  return ["-- @chart", ...parts.filter((part) => typeof part === "string")].join(" ");
}

/** What `count` is of does not matter: it counts rows. */
function measureText({ fn, column }: ChartMeasure): string {
  return `${fn}(${column === undefined || fn === "count" ? "" : writtenName(column)})`;
}

function isWritable({ column }: ChartMeasure): boolean {
  return column === undefined || isName(column);
}

function isName(name: string | undefined): name is string {
  return name !== undefined && !/[\r\n]/.test(name);
}
