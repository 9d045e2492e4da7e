import { timeStepSeconds } from "../../../src/base/timeStep";
import type { AggregationKey, ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { ChartQuestion } from "../chart";
import { columnNamed, isMeasured, isOrdered } from "../parts/axisColumns";
import { isTime } from "../parts/columnRoles";
import { columnIndex, isAdditive } from "../parts/grouped";
import { askedMeasures, measuresOf } from "../parts/measures";
import { zoneOf } from "../parts/times";

export interface AxisWishes {
  /** Steps of time, at most, where the user names no width. */
  readonly steps: number;
  /** Ranges of a number, at most. */
  readonly bins: number;
}

/** More groups than this make no picture that anybody can read. */
const mostGroups = 20_000;
const mostCategories = 200;
const mostSplits = 8;

/** What has to be computed for series along an axis. */
export function cartesianQuestion(
  spec: ChartSpec,
  columns: readonly ResultColumn[],
  wishes: AxisWishes,
): ChartQuestion | { readonly problem: string } {
  const x = columnNamed(columns, spec.x);
  if (x === undefined) return { problem: "Choose a column for the axis." };
  const measures = measuresOf(spec);
  const other = (spec.other ?? true) && measures.every(isAdditive);
  const keys = [axisKey(x, columns, spec, wishes, other)];
  if (spec.split !== undefined) {
    const top = isOrdered(x) ? (spec.top ?? mostSplits) : mostSplits;
    keys.push({ kind: "value", column: columnIndex(columns, spec.split), top, other });
  }
  return { ask: "groups", aggregation: { keys, measures: askedMeasures(measures, columns), groupLimit: mostGroups } };
}

function axisKey(x: ResultColumn, columns: readonly ResultColumn[], spec: ChartSpec, wishes: AxisWishes, other: boolean): AggregationKey {
  const column = columns.indexOf(x);
  if (isTime(x)) {
    const stepSeconds = timeStepSeconds(spec.step);
    const zone = zoneOf(spec);
    return {
      ...{ kind: "time", column, steps: wishes.steps },
      ...(stepSeconds === undefined ? {} : { stepSeconds }),
      ...(zone === "UTC" ? {} : { zone }),
    };
  }
  if (isMeasured(x)) return { kind: "bins", column, bins: wishes.bins };
  return { kind: "value", column, top: spec.top ?? mostCategories, other };
}
