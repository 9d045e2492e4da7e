import { shareText } from "../../elements/shareText";
import type { ChartInput, ChartMark, ChartTable } from "../chart";
import { coloursOfCodes } from "../parts/codeColours";
import { Grouped, largestFirst, positiveGroups, sumOf, type Group } from "../parts/grouped";
import { measureName, measureText } from "../parts/wording";

/** An area, or the frame around the areas of one value where these are divided. */
export interface Area {
  readonly id: string;
  readonly label: string;
  readonly amount: string;
  readonly value: number;
  readonly color: string;
  readonly mark: ChartMark;
}

/** What a treemap shows, before anything is drawn. */
export interface Areas {
  /** Empty where areas are not divided. */
  readonly frames: readonly Area[];
  readonly leaves: readonly (Area & { readonly frame: string })[];
  /** Each frame and its areas, the largest first. */
  readonly marks: readonly ChartMark[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
}

export function areasOf(input: ChartInput): Areas {
  const { spec } = input;
  const divided = spec.split !== undefined;
  const grouped = Grouped.of(input, divided ? [spec.x, spec.split] : [spec.x]);
  const { groups, notes } = positiveGroups(grouped);
  const ordered = largestFirst(groups);
  const whole = sumOf(groups);
  const frames = framesOf(input, grouped, ordered, whole);
  const leaves = ordered.map((group) => {
    const [first, second] = group.codes as [number, number?];
    const label = grouped.label(second === undefined ? 0 : 1, second ?? first);
    const name = second === undefined ? label : `${grouped.label(0, first)} · ${label}`;
    // Size says how much; colour only says what belongs together, so that areas which are not divided have the same one.
    const [single] = coloursOfCodes(grouped, 0, [first], input.style);
    const color = (second === undefined ? single : frames.get(first)?.color) ?? input.style.other;
    return { ...area(input, grouped, group, name, whole), label, color, id: `leaf${group.codes.join("-")}`, frame: `frame${first}` };
  });
  const shown = divided ? [...frames.values()] : [];
  const inFrames = shown.flatMap(({ id, mark }) => [mark, ...leaves.filter(({ frame }) => frame === id).map((leaf) => leaf.mark)]);
  return {
    frames: shown,
    leaves,
    marks: divided ? inFrames : leaves.map(({ mark }) => mark),
    table: grouped.tableOf(ordered),
    notes: [...grouped.cutNotes(), ...notes],
  };
}

/** By the code of the first key, the largest first and "Other" last. */
function framesOf(input: ChartInput, grouped: Grouped, groups: readonly Group[], whole: number): ReadonlyMap<number, Area> {
  const order = grouped.sumsOf(0, groups);
  const colours = coloursOfCodes(
    grouped,
    0,
    order.map(([code]) => code),
    input.style,
  );
  return new Map(
    order.map(([code, value], index) => {
      const label = grouped.label(0, code);
      const frame = area(input, grouped, { codes: [code], value }, label, whole);
      return [code, { ...frame, label, color: colours[index] ?? input.style.other, id: `frame${code}` }];
    }),
  );
}

function area(
  { columns }: ChartInput,
  grouped: Grouped,
  group: Group,
  name: string,
  whole: number,
): Pick<Area, "amount" | "value" | "mark"> {
  const { value } = group;
  const amount = measureText(value, grouped.measure, columns);
  const lines = [name, `${measureName(grouped.measure)}: ${amount} (${shareText(value ?? 0, whole)} of all)`];
  return { amount, value: value ?? 0, mark: { lines, values: grouped.groupValues(group) } };
}
