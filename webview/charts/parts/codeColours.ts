import { coloursOfValues } from "../cartesian/seriesColours";
import type { ChartStyle } from "../chartStyle";
import type { Grouped } from "./grouped";

/** A colour for each value of a key, in the order of these codes. */
export function coloursOfCodes(grouped: Grouped, key: number, codes: readonly number[], style: ChartStyle): readonly string[] {
  const values = codes.map((code) => ({ value: grouped.cell(key, code), isOther: grouped.isOther(key, code) }));
  return coloursOfValues(values, grouped.column(key), style);
}
