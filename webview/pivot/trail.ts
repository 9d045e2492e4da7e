import { formatAddress, parseAddress } from "../../src/base/network/address";
import type { PivotPanelState, PivotStep } from "../../src/protocol/pivotPanel";

/** Where somebody was, in the order of going there, and where they are. Empty before anything was looked at. */
export type Trail = PivotPanelState;

export const emptyTrail: Trail = { trail: [], at: -1 };

/** So many steps are kept. */
const longest = 50;

export function currentStep({ trail, at }: Trail): PivotStep | undefined {
  return trail[at];
}

/** A step behind the one that is shown; what was ahead is forgotten, as in a browser. Going where one is changes nothing. */
export function goTo(before: Trail, step: PivotStep): Trail {
  const now = currentStep(before);
  if (now !== undefined && sameStep(now, step)) return before;
  const trail = [...before.trail.slice(0, before.at + 1), step].slice(-longest);
  return { trail, at: trail.length - 1 };
}

/** Along the trail, as far as there is one. */
export function moveBy(before: Trail, by: number): Trail {
  const at = Math.max(0, Math.min(before.trail.length - 1, before.at + by));
  return { ...before, at };
}

export function canMove({ trail, at }: Trail, by: number): boolean {
  return trail[at + by] !== undefined;
}

export function stepTo(address: string, { side }: Pick<PivotStep, "side">, compareWith?: string): PivotStep {
  return { subject: { kind: "address", address }, side, ...(compareWith === undefined ? {} : { compareWith }) };
}

/** Without its comparison. */
export function alone({ subject, side }: PivotStep): PivotStep {
  return { subject, side };
}

/** As it stands in lists: `10.0.0.5 and 10.0.0.9, in the packets`. */
export function stepName({ subject, side, compareWith }: PivotStep): string {
  const who = compareWith === undefined ? subject.address : `${subject.address} and ${compareWith}`;
  return side === "packet" ? `${who}, in the packets` : who;
}

export function sameStep(some: PivotStep, other: PivotStep): boolean {
  return some.subject.address === other.subject.address && some.side === other.side && some.compareWith === other.compareWith;
}

/** What somebody typed, as addresses are spelled; `undefined` where it is none. */
export function typedAddress(text: string): string | undefined {
  const address = parseAddress(text.trim());
  return address === undefined ? undefined : formatAddress(address);
}
