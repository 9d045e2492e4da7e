import type { FlowTerm, PivotQuestion, PivotSectionId, PivotSide, PivotSubject } from "../../src/protocol/pivot";
import { AskFromPivot, NarrowFromPivot, type PivotStep } from "../../src/protocol/pivotPanel";
import type { Cell } from "../../src/protocol/query";
import type { StageActions } from "../charting/chartStage";
import { element } from "../elements/element";
import { below, openMenu, type HeldKeys } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import type { Host } from "../host";
import { compareKey, isCompareKey } from "./trailKeys";
import { figureLead } from "./figureQuestions";
import { narrowEntries, narrowingOf, questionLabels, valueMenu, type Narrowing, type Row } from "./valueMenu";
import { columnLabel } from "./columnLabel";
import { subjectHeading, subjectName, withProtocol } from "./valueSubject";

export interface ValueLinksOptions {
  readonly host: Pick<Host, "notify">;
  readonly goTo: (address: string) => void;
  readonly compare: (address: string) => void;
  readonly shown: () => PivotStep | undefined;
}

/** The values of the panel that lead on. */
export class ValueLinks {
  constructor(private readonly options: ValueLinksOptions) {}

  /**
   * A click goes to an address and opens the menu of any other value. As everywhere, Shift leaves the value out of the statement that the
   * user worked with last, and Alt puts it there in the place of others.
   */
  link(asked: PivotSubject, content: readonly (Node | string)[], row: Row): HTMLButtonElement {
    const subject = withProtocol(asked, row);
    const button = element("button", { class: "value-link", attributes: { type: "button", tabindex: "-1" } }, ...content);
    button.title = this.hint(subject);
    if (subject.kind !== "address") button.setAttribute("aria-haspopup", "menu");
    button.addEventListener("click", (event) => this.follow(subject, row, event, button));
    button.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.openMenu(subject, row, { x: event.clientX, y: event.clientY }, button);
    });
    button.addEventListener("keydown", (event) => {
      if (!this.runKey(event, subject, row, button)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    return button;
  }

  /** A count, an amount or a time that leads to the flows it is made of; nothing where it is made of none, or of which is not known. */
  figure(name: string, cell: Cell, isTime: boolean, content: readonly (Node | string)[], row: Row): HTMLButtonElement | undefined {
    const shown = this.options.shown();
    const lead = shown === undefined || Number(cell) === 0 ? undefined : figureLead(name, isTime, row, shown);
    if (lead === undefined) return undefined;
    const button = element("button", { class: "value-link figure", attributes: { type: "button", tabindex: "-1" } }, ...content);
    button.title = "section" in lead ? "Below" : `${questionLabels[lead.question]}: ${subjectName(lead.subject)}`;
    button.addEventListener("click", () => {
      if ("section" in lead) goToSection(lead.section);
      else this.ask(lead.question, lead.subject, lead.row);
    });
    return button;
  }

  /** How a column is called: of two addresses, by which of them it is about. */
  columnName(name: string): string {
    const shown = this.options.shown();
    const plain = columnLabel(name.replace(/_(?:first|second)$/, ""));
    if (name.endsWith("_first")) return `${plain}, ${shown?.subject.address ?? ""}`;
    return name.endsWith("_second") ? `${plain}, ${shown?.compareWith ?? ""}` : plain;
  }

  /** What a time on the chart of the activity, or a range of it, leads to. */
  timeActions(): StageActions {
    const ask = (row: Row): void => {
      const subject = this.options.shown()?.subject;
      if (subject !== undefined) this.ask("around", subject, row);
    };
    return {
      choose: ({ values, lines }, at, keys, returnTo) => {
        const time = values.find((value) => "from" in value);
        if (time === undefined) return;
        const range = { from: String(time.from), to: String(time.to) };
        const held = narrowingOf(keys);
        if (held !== undefined) return this.narrowTime(range, held);
        const flows = { kind: "item" as const, label: "Flows of this time", run: () => ask(range) };
        const narrowing = narrowEntries((how) => this.narrowTime(range, how));
        openMenu({ heading: lines[0] ?? "Time" }, [flows, { kind: "separator" }, ...narrowing], at, returnTo);
      },
      rangeChoices: () => [
        { label: "Flows of this time", run: ({ from, to }) => ask({ from, to }) },
        { label: "Write into the statement", run: (range) => this.narrowTime(range, "instead") },
        { label: "Leave out of the statement", run: (range) => this.narrowTime(range, "not") },
      ],
    };
  }

  openMenu(subject: PivotSubject, known: Row, at: OverlayPlace, returnTo: HTMLElement): void {
    const { goTo, compare } = this.options;
    const isShown = this.isShown(subject);
    const row = this.withEnds(known);
    const entries = valueMenu({
      subject,
      row,
      ...(isShown ? {} : { whoIs: goTo, compare }),
      compareKeys: compareKey,
      narrow: (how) => this.narrow(subject, how),
      ask: (question) => this.ask(question, subject, row),
    });
    openMenu({ heading: subjectHeading(subject) }, entries, at, returnTo);
  }

  /** The rows of peers are about conversations with the address that is shown. */
  private withEnds(row: Row): Row {
    const shown = this.options.shown();
    const peer = row.peer;
    return shown === undefined || typeof peer !== "string" ? row : { ...row, srcaddr: shown.subject.address, dstaddr: peer };
  }

  private runKey(event: KeyboardEvent, subject: PivotSubject, row: Row, button: HTMLElement): boolean {
    const isEnter = event.key === "Enter";
    const opensMenu =
      event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) || (isEnter && (event.ctrlKey || event.metaKey));
    if (opensMenu) this.openMenu(subject, row, below(button), button);
    else if (isEnter) this.follow(subject, row, event, button);
    else if (isCompareKey(event) && subject.kind === "address" && !this.isShown(subject)) this.options.compare(subject.address);
    else return false;
    return true;
  }

  private follow(subject: PivotSubject, row: Row, keys: HeldKeys, button: HTMLElement): void {
    const held = narrowingOf(keys);
    if (held !== undefined) this.narrow(subject, held);
    else if (subject.kind !== "address" || this.isShown(subject)) this.openMenu(subject, row, below(button), button);
    else this.options.goTo(subject.address);
  }

  private ask(question: PivotQuestion, subject: PivotSubject, row: Row): void {
    this.options.host.notify(AskFromPivot, { question, subject, row, ...this.sideOfPackets() });
  }

  private sideOfPackets(): { readonly side?: PivotSide } {
    return this.options.shown()?.side === "packet" ? { side: "packet" } : {};
  }

  private narrow(subject: PivotSubject, how: Narrowing): void {
    this.put({ op: how === "not" ? "notIn" : "in", subject, ...this.sideOfPackets() }, how);
  }

  private narrowTime({ from, to }: { readonly from: string; readonly to: string }, how: Narrowing): void {
    this.put({ op: how === "not" ? "notRange" : "range", from, to }, how);
  }

  private put(term: FlowTerm, how: Narrowing): void {
    this.options.host.notify(NarrowFromPivot, { term, mode: how === "instead" ? "replace" : "add" });
  }

  private isShown(subject: PivotSubject): boolean {
    const shown = this.options.shown();
    return subject.kind === "address" && subject.address === shown?.subject.address && shown.compareWith === undefined;
  }

  private hint(subject: PivotSubject): string {
    const name = subjectName(subject);
    const inStatement = "In your statement: Shift+click leaves it out, Alt+click asks for it alone";
    if (subject.kind !== "address" || this.isShown(subject)) return `What to ask about ${name}\n${inStatement}`;
    return `Who is ${name}\n${inStatement}\n${compareKey} compares, Ctrl+Enter opens the menu`;
  }
}

/** To its first value, which the keyboard goes on from. */
export function goToSection(id: PivotSectionId): void {
  const section = document.querySelector(`.card-${id}`);
  section?.scrollIntoView({ block: "center" });
  section?.querySelector<HTMLElement>(".rows-table tbody .value-link")?.focus({ preventScroll: true });
}
