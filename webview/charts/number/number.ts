import { timeStepSeconds } from "../../../src/base/timeStep";
import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartQuestion } from "../chart";
import { columnNamed, columnsByRole } from "../parts/axisColumns";
import { isTime } from "../parts/columnRoles";
import { askedMeasures, countRows, measuresOf, usualMeasure } from "../parts/measures";
import { axisTime } from "../parts/timeRoles";
import { zoneOf } from "../parts/times";
import { drawNumber } from "./drawNumber";

const steps = 120;

/** One number to be read from afar; others below it, and how it came about where there are times. */
export const number: Chart = {
  kind: "number",
  label: "Number",
  icon: "symbol-numeric",
  fields: [
    { part: "y", label: "Number", many: true },
    { part: "x", label: "Over time", accepts: isTime, optional: true },
    { part: "step", label: "Step of time" },
    { part: "zone", label: "Times in" },
  ],
  propose: (columns, rowCount) => {
    const { measured } = columnsByRole(columns);
    const measures = measured.length === 0 ? [countRows] : measured.slice(0, 5).map(usualMeasure);
    const time = axisTime(columns);
    const alone = rowCount === 1 && measured.length > 0;
    const fit = alone ? 1 : rowCount === 1 ? 0.5 : 0.12;
    return { spec: { kind: "number", y: measures, ...(time === undefined || alone ? {} : { x: time.name }) }, fit };
  },
  question,
  draw: (place, input) => Promise.resolve(drawNumber(place, input)),
};

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion {
  const time = columnNamed(columns, spec.x);
  const zone = zoneOf(spec);
  const width = timeStepSeconds(spec.step);
  const measures = askedMeasures(measuresOf(spec), columns);
  if (time === undefined) return { ask: "groups", aggregation: { keys: [], measures, groupLimit: 1 } };
  const key = {
    kind: "time",
    ...{ column: columns.indexOf(time), steps },
    ...(width === undefined ? {} : { stepSeconds: width }),
    ...(zone === "UTC" ? {} : { zone }),
  } as const;
  return { ask: "groups", aggregation: { keys: [key], measures, groupLimit: 20_000 } };
}
