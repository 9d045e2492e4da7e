import type { Cell, ResultColumn } from "../../../src/protocol/query";
import type { ChartStyle } from "../chartStyle";
import { seriesColour } from "../parts/colours";

export interface ColouredValue {
  readonly value: Cell;
  readonly isOther: boolean;
}

/** A colour for each value, in their order. What was accepted and rejected has the colours that it has everywhere; "Other" is quiet. */
export function coloursOfValues(values: readonly ColouredValue[], column: ResultColumn | undefined, style: ChartStyle): readonly string[] {
  let next = 0;
  return values.map(({ value, isOther }) => {
    if (isOther) return style.other;
    const action = column?.meaning === "action" ? String(value).toUpperCase() : "";
    if (action.startsWith("ACCEPT")) return style.accept;
    if (action.startsWith("REJECT")) return style.reject;
    return seriesColour(style, next++);
  });
}
