import { isWireTime, timeInRow } from "../../src/base/wireTime";
import type { PivotQuestion, PivotSubject } from "../../src/protocol/pivot";
import type { Cell } from "../../src/protocol/query";
import type { MenuEntry } from "../elements/menu";
import { subjectName } from "./valueSubject";

export type Row = Readonly<Record<string, Cell>>;

/** How a value goes into the statement: `only` and `not` beside the conditions that are there, `instead` in the place of those on its columns. */
export type Narrowing = "only" | "not" | "instead";

export interface ValueMenuOptions {
  /** Absent for a value that is nothing to ask about: it can only narrow. */
  readonly subject?: PivotSubject;
  /** The row that the value stands in, as far as it is known. */
  readonly row: Row;
  /** Absent where there is no statement to put the value into. */
  readonly narrow?: (how: Narrowing) => void;
  readonly whoIs?: (address: string) => void;
  /** Absent where nothing is there to compare with. */
  readonly compare?: (address: string) => void;
  /** The key that compares, where there is one. */
  readonly compareKeys?: string;
  readonly ask?: (question: PivotQuestion, subject: PivotSubject) => void;
}

const separator: MenuEntry = { kind: "separator" };

/** What can be done with a value, wherever it stands: in the grid, on a chart, in the pivot panel. Only what makes sense for it. */
export function valueMenu(options: ValueMenuOptions): readonly MenuEntry[] {
  const groups = [
    addressEntries(options),
    narrowEntries(options.narrow, options.subject === undefined ? undefined : "Shift+Click"),
    questionEntries(options),
  ].filter((group) => group.length > 0);
  return groups.flatMap((group, index) => (index === 0 ? group : [separator, ...group]));
}

/** Which narrowing a click with these keys stands for, without a menu; `undefined` for a plain click. */
export function narrowingOf(keys: Pick<MouseEvent, "shiftKey" | "altKey">): Narrowing | undefined {
  return keys.shiftKey ? "not" : keys.altKey ? "instead" : undefined;
}

function addressEntries({ subject, whoIs, compare, compareKeys }: ValueMenuOptions): readonly MenuEntry[] {
  if (subject?.kind !== "address") return [];
  const { address } = subject;
  return [
    ...(whoIs === undefined ? [] : [item(`Who is ${address}`, () => whoIs(address))]),
    ...(compare === undefined ? [] : [item(`Compare with ${address}`, () => compare(address), compareKeys)]),
  ];
}

/** Putting a value into a statement. `notKeys`: what leaves it out without a menu; nothing for values that are no links. */
export function narrowEntries(narrow: ValueMenuOptions["narrow"], notKeys: string | undefined = "Shift+Click"): readonly MenuEntry[] {
  if (narrow === undefined) return [];
  return [
    {
      kind: "item",
      label: "Only this, in the statement",
      keys: "Alt: in place of others",
      run: (keys) => narrow(narrowingOf(keys) ?? "only"),
    },
    item("Not this, in the statement", () => narrow("not"), notKeys),
  ];
}

export const questionLabels: Readonly<Record<PivotQuestion, string>> = {
  source: "As source",
  destination: "As destination",
  either: "As either side",
  accepted: "Its accepted flows",
  rejected: "Its rejected flows",
  same: "Its flows with the same port or interface",
  conversation: "This conversation",
  around: "Around a time",
  timeline: "Timeline",
  peers: "Peers",
};

function questionEntries({ subject, row, ask }: ValueMenuOptions): readonly MenuEntry[] {
  if (subject === undefined || ask === undefined) return [];
  return questionsFor(subject, row).map((question) =>
    item(question === "around" ? aroundLabel(row) : labelOf(question, subject), () => ask(question, subject)),
  );
}

/** Which time is meant, in UTC as everywhere in results, and how far from it is looked. */
function aroundLabel(row: Row): string {
  const clock = (time: string): string => time.slice(11, -1).replace(/(:\d\d):00$/, "$1");
  const { from, to } = row;
  if (isWireTime(from) && isWireTime(to)) return `From ${clock(from)} to ${clock(to)}`;
  return `Around ${timeInRow(row)?.slice(11, 19) ?? "this time"} (± 5 min)`;
}

/** Which questions a value and its row can answer. */
export function questionsFor(subject: PivotSubject, row: Row): readonly PivotQuestion[] {
  const sides: readonly PivotQuestion[] =
    subject.kind === "address" || subject.kind === "port" ? ["source", "destination", "either"] : ["either"];
  return [
    ...sides,
    ...(hasEnds(row, subject) ? (["conversation"] as const) : []),
    ...(timeInRow(row) !== undefined ? (["around"] as const) : []),
  ];
}

/** Questions about values that stand together: each on its own sides by name, and what they answer only together. */
export function questionsOfAll(
  subjects: readonly PivotSubject[],
  row: Row,
): readonly { readonly question: PivotQuestion; readonly subject: PivotSubject; readonly label: string }[] {
  const alone = subjects.flatMap((subject) =>
    questionsFor(subject, {}).map((question) => {
      const plain = labelOf(question, subject);
      const isSide = question !== "either" || subject.kind === "address" || subject.kind === "port";
      return { question, subject, label: isSide ? `${subjectName(subject)} ${plain.charAt(0).toLowerCase()}${plain.slice(1)}` : plain };
    }),
  );
  const together = subjects.flatMap((subject) =>
    questionsFor(subject, row)
      .filter((question) => question === "conversation")
      .map((question) => ({ question, subject, label: labelOf(question, subject) })),
  );
  return [...together.slice(0, 1), ...alone];
}

const sidePairs = [
  ["srcaddr", "dstaddr"],
  ["pkt_srcaddr", "pkt_dstaddr"],
  ["initiator", "responder"],
] as const;

/** Whether the row has both ends of a conversation; of an address, one of them. */
function hasEnds(row: Row, subject: PivotSubject): boolean {
  return sidePairs.some((pair) => {
    const ends = pair.map((name) => row[name]).filter((end) => typeof end === "string");
    return ends.length === 2 && (subject.kind !== "address" || ends.includes(subject.address));
  });
}

function labelOf(question: PivotQuestion, subject: PivotSubject): string {
  if (question !== "either" || subject.kind === "address" || subject.kind === "port") return questionLabels[question];
  return `All flows of ${subjectName(subject)}`;
}

function item(label: string, run: () => void, keys?: string): MenuEntry {
  return { kind: "item", label, run, ...(keys === undefined ? {} : { keys }) };
}
