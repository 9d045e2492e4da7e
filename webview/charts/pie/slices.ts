import { shareText } from "../../elements/shareText";
import type { ChartInput, ChartMark, ChartTable } from "../chart";
import { coloursOfCodes } from "../parts/codeColours";
import { Grouped, positiveGroups, sumOf, valueOf } from "../parts/grouped";
import { measureName, measureText } from "../parts/wording";

/** What a pie shows, before anything is drawn. */
export interface Slice {
  readonly label: string;
  readonly value: number;
  readonly color: string;
  readonly mark: ChartMark;
}

export interface Slices {
  readonly slices: readonly Slice[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
  /** "1.2 GiB", all slices together. */
  readonly total: string;
}

export function slicesOf(input: ChartInput): Slices {
  const grouped = Grouped.of(input, [input.spec.x]);
  const { groups, notes } = positiveGroups(grouped);
  const { measure } = grouped;
  const whole = sumOf(groups);
  // The rest is no part of the order: it is named last.
  const ordered = [...groups].sort((a, b) => rank(grouped, a.codes) - rank(grouped, b.codes) || valueOf(b) - valueOf(a));
  const colours = coloursOfCodes(
    grouped,
    0,
    ordered.map(({ codes }) => codes[0] as number),
    input.style,
  );
  const slices = ordered.map((group, index) => {
    const code = group.codes[0] as number;
    const label = grouped.label(0, code);
    const value = valueOf(group);
    const figures = `${measureName(measure)}: ${measureText(value, measure, input.columns)} (${shareText(value, whole)} of all)`;
    const mark = { lines: [label, figures], values: grouped.markValues([[0, code]]) };
    return { label, value, mark, color: colours[index] ?? input.style.other };
  });
  const rows = ordered.map((group) => {
    const value = valueOf(group);
    return [grouped.tableCell(0, group.codes[0] as number), value, shareText(value, whole)];
  });
  const columns = [grouped.column(0).name, measureName(measure), "Share"];
  return { slices, table: { columns, rows }, notes: [...grouped.cutNotes(), ...notes], total: measureText(whole, measure, input.columns) };
}

function rank(grouped: Grouped, [code]: readonly number[]): number {
  return grouped.isOther(0, code as number) ? 1 : 0;
}
