import type { ChartSpec } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import type { Chart } from "../charts/chart";
import { mainAmount } from "../charts/parts/columnRoles";
import { isAdditive, measureOf } from "../charts/parts/grouped";
import { countRows, usualMeasure } from "../charts/parts/measures";
import { measureName } from "../charts/parts/wording";

/** A chart as it is drawn where it was chosen with a measure that it cannot show. */
export interface WholeChart {
  readonly spec: ChartSpec;
  /** What is drawn in the place of what was chosen, and why. */
  readonly note?: string;
}

/** Parts make a whole only by what can be added up; a greatest value or a mean gives way to the main amount, or to the number of rows. */
export function asWhole(spec: ChartSpec, chart: Chart, columns: readonly ResultColumn[]): WholeChart {
  const chosen = measureOf(spec);
  if (chart.partsOfWhole !== true || isAdditive(chosen)) return { spec };
  const amount = mainAmount(columns);
  const usual = amount === undefined ? countRows : usualMeasure(amount);
  // The sum of what is a mean or a maximum by its name says nothing.
  const instead = isAdditive(usual) ? usual : countRows;
  const kind = `A ${chart.label.toLowerCase()}`;
  const note = `${kind} shows parts of a whole, and “${measureName(chosen)}” cannot be added up. “${measureName(instead)}” is drawn instead.`;
  return { spec: { ...spec, y: [instead] }, note };
}
