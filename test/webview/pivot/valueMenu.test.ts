import { describe, expect, it } from "vitest";
import type { PivotQuestion } from "../../../src/protocol/pivot";
import { narrowingOf, questionsFor, valueMenu, type Narrowing, type ValueMenuOptions } from "../../../webview/pivot/valueMenu";

const row = { srcaddr: "10.0.0.5", dstaddr: "10.0.0.9", dstport: 443, start_time: "2026-03-14T15:00:00Z" };

/** Labels of a menu; `-` for a line between groups. */
function labels(options: ValueMenuOptions): readonly string[] {
  return valueMenu(options).map((entry) => (entry.kind === "separator" ? "-" : entry.label));
}

const all = { narrow: () => undefined, whoIs: () => undefined, ask: () => undefined };

describe("The menu of a value", () => {
  it("asks who an address is first, then narrows, then asks further", () => {
    expect(labels({ subject: { kind: "address", address: "10.0.0.5" }, row, ...all })).toEqual([
      "Who is 10.0.0.5",
      "-",
      "Only this, in the statement",
      "Not this, in the statement",
      "-",
      "As source",
      "As destination",
      "As either side",
      "This conversation",
      "Around 15:00:00 (± 5 min)",
    ]);
  });

  it("asks of an interface, an account and an instance for their flows, and nobody who they are", () => {
    expect(labels({ subject: { kind: "interface", id: "eni-1" }, row: {}, ...all })).toEqual([
      "Only this, in the statement",
      "Not this, in the statement",
      "-",
      "All flows of eni-1",
    ]);
  });

  it("offers to narrow only where there is a statement, and to compare only where somebody is there to compare with", () => {
    const subject = { kind: "address", address: "10.0.0.5" } as const;
    expect(labels({ subject, row: {}, whoIs: () => undefined, compare: () => undefined })).toEqual([
      "Who is 10.0.0.5",
      "Compare with 10.0.0.5",
    ]);
  });

  it("only narrows by a value that is nothing to ask about", () => {
    expect(labels({ row, ...all })).toEqual(["Only this, in the statement", "Not this, in the statement"]);
  });

  it.each<{ shiftKey: boolean; altKey: boolean; how: Narrowing }>([
    { shiftKey: false, altKey: false, how: "only" },
    { shiftKey: true, altKey: false, how: "not" },
    { shiftKey: false, altKey: true, how: "instead" },
  ])("chosen with Shift $shiftKey and Alt $altKey, only this means $how", ({ how, ...held }) => {
    const chosen: Narrowing[] = [];
    const entry = valueMenu({ row, narrow: (narrowing) => chosen.push(narrowing) })[0];
    if (entry?.kind === "item") entry.run(held);
    expect(chosen).toEqual([how]);
    expect(narrowingOf(held)).toBe(how === "only" ? undefined : how);
  });
});

describe("What a value and its row can answer", () => {
  it.each<{ row: Readonly<Record<string, string | null>>; questions: readonly PivotQuestion[] }>([
    { row: {}, questions: ["source", "destination", "either"] },
    { row: { srcaddr: "10.0.0.5" }, questions: ["source", "destination", "either"] },
    { row: { srcaddr: "10.0.0.5", dstaddr: null }, questions: ["source", "destination", "either"] },
    { row: { initiator: "10.0.0.5", responder: "10.0.0.9" }, questions: ["source", "destination", "either", "conversation"] },
    { row: { start_time: "2026-03-14T15:00:00Z" }, questions: ["source", "destination", "either", "around"] },
  ])("$row: $questions", ({ row: known, questions }) => {
    expect(questionsFor({ kind: "address", address: "10.0.0.5" }, known)).toEqual(questions);
  });
});
