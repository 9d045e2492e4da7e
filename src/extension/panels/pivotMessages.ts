import { formatAddress, parseAddress } from "../../base/network/address";
import type { FlowTerm, NarrowTerm, PivotQuestion, PivotSide, PivotSubject } from "../../protocol/pivot";
import type { PivotPanelState, PivotStep } from "../../protocol/pivotPanel";
import type { Cell } from "../../protocol/query";
import { isIndex, isListOf, isOneOf, isRecord, isText } from "./untrusted";

/** Checks of what the pages say about values. Whatever is not as expected is not taken: `undefined`. */

export interface ReadNarrowing {
  readonly terms: readonly NarrowTerm[];
  readonly mode: "add" | "replace";
}

export function readNarrowing(params: unknown): ReadNarrowing | undefined {
  if (!isRecord(params) || !isListOf(params.terms, isTerm) || params.terms.length === 0) return undefined;
  return isOneOf(["add", "replace"])(params.mode) ? { terms: params.terms, mode: params.mode } : undefined;
}

export interface ReadFlowsBehind {
  readonly terms: readonly NarrowTerm[];
  readonly as: "flows" | "sources";
}

export function readFlowsBehind(params: unknown): ReadFlowsBehind | undefined {
  if (!isRecord(params) || !isListOf(params.terms, isTerm) || params.terms.length === 0) return undefined;
  return isOneOf(["flows", "sources"])(params.as) ? { terms: params.terms, as: params.as } : undefined;
}

export interface ReadFlowNarrowing {
  readonly term: FlowTerm;
  readonly mode: "add" | "replace";
}

export function readFlowNarrowing(params: unknown): ReadFlowNarrowing | undefined {
  if (!isRecord(params) || !isOneOf(["add", "replace"])(params.mode)) return undefined;
  const term = readFlowTerm(params.term);
  return term && { term, mode: params.mode };
}

export interface ReadQuestion {
  readonly question: PivotQuestion;
  readonly subject: PivotSubject;
  readonly row: Readonly<Record<string, Cell>>;
  readonly side?: PivotSide;
}

export function readQuestion(params: unknown): ReadQuestion | undefined {
  if (!isRecord(params) || !isOneOf(questions)(params.question)) return undefined;
  const [subject, { row, side }] = [readSubject(params.subject), params];
  if (!(side === undefined || isSide(side)) || subject === undefined || !isRecord(row) || !Object.values(row).every(isCell))
    return undefined;
  return { question: params.question, subject, row: row as Record<string, Cell>, ...(side === undefined ? {} : { side }) };
}

export function readSubject(value: unknown): PivotSubject | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, address, port, protocol, id } = value;
  if (kind === "address") return isText(address) ? { kind, address } : undefined;
  if (kind === "port") {
    if (!isIndex(port) || !(protocol === undefined || isIndex(protocol))) return undefined;
    return { kind, port, ...(protocol === undefined ? {} : { protocol }) };
  }
  return isOneOf(["interface", "account", "instance"])(kind) && isText(id) ? { kind, id } : undefined;
}

/** An address as records spell it. */
export function readAddress(value: unknown): string | undefined {
  const parsed = isText(value) ? parseAddress(value.trim()) : undefined;
  return parsed && formatAddress(parsed);
}

export function readSql(params: unknown): string | undefined {
  return isRecord(params) && isText(params.sql) && params.sql.length <= longestText ? params.sql : undefined;
}

/** The trail of a panel from before the window was reloaded. */
export function readPivotState(value: unknown): PivotPanelState | undefined {
  if (!isRecord(value) || !isListOf(value.trail, isStep) || !isIndex(value.at) || value.at >= value.trail.length) return undefined;
  return { trail: value.trail, at: value.at };
}

const questions = Object.keys({
  ...{ source: true, destination: true, either: true, accepted: true, rejected: true, same: true, conversation: true, around: true },
  ...{ timeline: true, peers: true },
} satisfies Readonly<Record<PivotQuestion, true>>) as readonly PivotQuestion[];
const longestText = 1_000_000;

function isStep(value: unknown): value is PivotStep {
  if (!isRecord(value) || !isSide(value.side)) return false;
  const { subject, compareWith } = value;
  return readSubject(subject)?.kind === "address" && (compareWith === undefined || isText(compareWith));
}

function isTerm(value: unknown): value is NarrowTerm {
  if (!isRecord(value) || !isText(value.column)) return false;
  if (isOneOf(["range", "notRange"])(value.op)) return isCell(value.from) && isCell(value.to);
  if (!(value.orColumn === undefined || isText(value.orColumn))) return false;
  return isOneOf(["in", "notIn"])(value.op) && isListOf(value.values, isCell);
}

function readFlowTerm(value: unknown): FlowTerm | undefined {
  if (!isRecord(value)) return undefined;
  const { op, from, to, side } = value;
  if (isOneOf(["range", "notRange"])(op)) return isText(from) && isText(to) ? { op, from, to } : undefined;
  const subject = readSubject(value.subject);
  if (subject === undefined || !isOneOf(["in", "notIn"])(op) || !(side === undefined || isSide(side))) return undefined;
  return { op, subject, ...(side === undefined ? {} : { side }) };
}

const isSide = isOneOf<PivotSide>(["interface", "packet"]);

function isCell(value: unknown): value is Cell {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
