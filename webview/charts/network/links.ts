import { isPrivateAddress } from "../../../src/base/network/addressKinds";
import type { Cell } from "../../../src/protocol/query";
import { countText } from "../../elements/countText";
import type { ChartInput, ChartMark, ChartTable, MarkValue } from "../chart";
import { count, Grouped, largestFirst, positiveGroups, valueOf, type Group } from "../parts/grouped";
import { measureName, measureText } from "../parts/wording";

/** Addresses of one's own and of others are what a network is looked at for. */
export type NodeKind = "private" | "public" | "plain";

export interface NetworkNode {
  readonly label: string;
  readonly kind: NodeKind;
  readonly value: number;
  readonly mark: ChartMark;
}

export interface NetworkLink {
  /** Indices into `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly mark: ChartMark;
}

/** What a network shows, before anything is placed. */
export interface Network {
  /** The largest first. */
  readonly nodes: readonly NetworkNode[];
  /** The largest first. */
  readonly links: readonly NetworkLink[];
  /** Each node and what goes out from it. */
  readonly marks: readonly ChartMark[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
}

export function networkOf(input: ChartInput): Network {
  const grouped = Grouped.of(input, [input.spec.x, input.spec.split]);
  const { groups, notes } = positiveGroups(grouped);
  const ordered = largestFirst(groups);
  const ends = endsOf(grouped, ordered);
  const nodes = ends.map((end) => nodeOf(input, grouped, end));
  const indices = new Map(ends.map(({ cell }, index) => [cell, index]));
  const links = ordered.map((group): NetworkLink => {
    const [from, to] = group.codes.map((code, key) => indices.get(grouped.cell(key, code)) as number) as [number, number];
    const lines = [`${nodes[from]?.label ?? ""} → ${nodes[to]?.label ?? ""}`, figure(input, grouped, valueOf(group))];
    return {
      from,
      to,
      value: valueOf(group),
      mark: { lines, values: grouped.groupValues(group) },
    };
  });
  return {
    nodes,
    links,
    marks: nodes.flatMap((node, index) => [node.mark, ...links.filter(({ from }) => from === index).map(({ mark }) => mark)]),
    table: grouped.tableOf(ordered),
    notes: [...cutNotes(grouped), ...notes],
  };
}

interface End {
  readonly cell: Cell;
  readonly label: string;
  sent: number;
  received: number;
  /** As a source and as a destination. */
  values: [readonly MarkValue[], readonly MarkValue[]];
}

/** The same value on both sides is one node. */
function endsOf(grouped: Grouped, groups: readonly Group[]): readonly End[] {
  const ends = new Map<Cell, End>();
  for (const group of groups) {
    for (const [key, code] of group.codes.entries()) {
      const cell = grouped.cell(key, code);
      const end = ends.get(cell) ?? { cell, label: grouped.label(key, code), sent: 0, received: 0, values: [[], []] };
      ends.set(cell, end);
      if (key === 0) end.sent += valueOf(group);
      else end.received += valueOf(group);
      end.values[key as 0 | 1] = grouped.markValues([[key, code]]);
    }
  }
  return [...ends.values()].sort((a, b) => b.sent + b.received - a.sent - a.received);
}

/** A node stands for its value on either side, where both columns have values of the same kind; else for the side on which it does more. */
function nodeOf(input: ChartInput, grouped: Grouped, { cell, label, sent, received, values }: End): NetworkNode {
  const lines = [label];
  if (sent > 0) lines.push(`from it: ${figure(input, grouped, sent)}`);
  if (received > 0) lines.push(`to it: ${figure(input, grouped, received)}`);
  const isAddress = [0, 1].every((key) => grouped.column(key).meaning === "address");
  const isPrivate = isAddress && typeof cell === "string" ? isPrivateAddress(cell) : undefined;
  const kind = isPrivate === undefined ? "plain" : isPrivate ? "private" : "public";
  const standsFor = onEitherSide(grouped, cell) ?? (sent >= received ? values[0] : values[1]);
  return { label, kind, value: sent + received, mark: { lines, values: standsFor } };
}

function onEitherSide(grouped: Grouped, value: Cell): readonly MarkValue[] | undefined {
  const [source, destination] = [grouped.column(0), grouped.column(1)];
  const [column, orColumn] = grouped.keyColumns;
  if (source.type !== destination.type || source.meaning !== destination.meaning) return undefined;
  return column === undefined || orColumn === undefined ? undefined : [{ column, orColumn, value }];
}

function figure({ columns }: ChartInput, { measure }: Grouped, value: number): string {
  return `${measureName(measure)}: ${measureText(value, measure, columns)}`;
}

function cutNotes({ groups, result: { cutGroups } }: Grouped): readonly string[] {
  if (cutGroups === 0) return [];
  return [
    `${countText(groups.length)} of ${count(groups.length + cutGroups, "connection")} are drawn, the largest; the others are left out.`,
  ];
}
