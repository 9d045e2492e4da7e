import { shareText } from "../../elements/shareText";
import type { ChartInput, ChartMark, ChartTable } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { coloursOfCodes } from "../parts/codeColours";
import { Grouped, largestFirst, positiveGroups, sumOf, valueOf, type Group } from "../parts/grouped";
import { measureName, measureText } from "../parts/wording";

/** One end: a value of the column at the left or of the one at the right. The same address may be both, and is then two of them. */
export interface StreamEnd {
  /** Told apart by their sides, so that no stream can come back to where it began. */
  readonly id: string;
  readonly label: string;
  /** "1.2 GiB". */
  readonly amount: string;
  readonly value: number;
  readonly color: string;
  readonly mark: ChartMark;
}

export interface Stream {
  readonly from: StreamEnd;
  readonly to: StreamEnd;
  readonly value: number;
  readonly mark: ChartMark;
}

/** What a sankey shows, before anything is drawn. */
export interface Streams {
  /** From the top: the largest first, "Other" last. */
  readonly sources: readonly StreamEnd[];
  readonly targets: readonly StreamEnd[];
  /** The widest first: narrower ones are drawn over them. */
  readonly streams: readonly Stream[];
  /** Each source and its streams, then the targets. */
  readonly marks: readonly ChartMark[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
}

export function streamsOf(input: ChartInput): Streams {
  const grouped = Grouped.of(input, [input.spec.x, input.spec.split]);
  const { groups, notes } = positiveGroups(grouped);
  const ordered = largestFirst(groups);
  const sources = endsOf(input, grouped, ordered, 0);
  const targets = endsOf(input, grouped, ordered, 1);
  const whole = sumOf(groups);
  const streams = ordered.map((group): Stream => {
    const from = sources.get(group.codes[0] as number) as StreamEnd;
    const to = targets.get(group.codes[1] as number) as StreamEnd;
    const value = valueOf(group);
    const lines = [`${from.label} → ${to.label}`, figures(input, grouped, value, whole)];
    return { from, to, value, mark: { lines, values: grouped.groupValues(group) } };
  });
  return {
    sources: [...sources.values()],
    targets: [...targets.values()],
    streams,
    marks: [...sources.values()]
      .flatMap((end) => [end.mark, ...streams.filter(({ from }) => from === end).map(({ mark }) => mark)])
      .concat([...targets.values()].map(({ mark }) => mark)),
    table: grouped.tableOf(ordered),
    notes: [...grouped.cutNotes(), ...notes],
  };
}

/** By code, in the order in which they stand. */
function endsOf(input: ChartInput, grouped: Grouped, groups: readonly Group[], key: 0 | 1): ReadonlyMap<number, StreamEnd> {
  const whole = sumOf(groups);
  const order = grouped.sumsOf(key, groups);
  const colours = coloursOf(
    grouped,
    key,
    order.map(([code]) => code),
    input.style,
  );
  return new Map(
    order.map(([code, value], index) => {
      const label = grouped.label(key, code);
      const side = key === 0 ? "from" : "to";
      const lines = [`${side} ${label}`, figures(input, grouped, value, whole)];
      const end: StreamEnd = {
        id: `${side}${code}`,
        label,
        amount: measureText(value, grouped.measure, input.columns),
        value,
        color: colours[index] ?? input.style.other,
        mark: { lines, values: grouped.markValues([[key, code]]) },
      };
      return [code, end];
    }),
  );
}

/** Streams have the colour of where they come from; what was accepted and rejected is known by its colour at the other end too. */
function coloursOf(grouped: Grouped, key: 0 | 1, codes: readonly number[], style: ChartStyle): readonly string[] {
  const colours = coloursOfCodes(grouped, key, codes, style);
  if (key === 0 || grouped.column(key).meaning === "action") return colours;
  return codes.map((code) => (grouped.isOther(key, code) ? style.other : style.muted));
}

function figures(input: ChartInput, grouped: Grouped, value: number, whole: number): string {
  return `${measureName(grouped.measure)}: ${measureText(value, grouped.measure, input.columns)} (${shareText(value, whole)} of all)`;
}
