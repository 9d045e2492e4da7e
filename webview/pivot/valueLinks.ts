import type { PivotSubject } from "../../src/protocol/pivot";
import { AskFromPivot, type PivotStep } from "../../src/protocol/pivotPanel";
import type { StageActions } from "../charting/chartStage";
import { element } from "../elements/element";
import { below, openMenu } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import type { Host } from "../host";
import { valueMenu, type Row } from "./valueMenu";
import { columnLabel } from "./columnLabel";
import { subjectName } from "./valueSubject";

export interface ValueLinksOptions {
  readonly host: Pick<Host, "notify">;
  readonly goTo: (address: string) => void;
  readonly compare: (address: string) => void;
  readonly shown: () => PivotStep | undefined;
}

/** The values of the panel that lead on. */
export class ValueLinks {
  constructor(private readonly options: ValueLinksOptions) {}

  /** A click goes to an address and opens the menu of any other value; Shift asks for its flows, Alt compares. */
  link(subject: PivotSubject, content: readonly (Node | string)[], row: Row): HTMLButtonElement {
    const button = element("button", { class: "value-link", attributes: { type: "button", tabindex: "-1" } }, ...content);
    button.title = this.hint(subject);
    if (subject.kind !== "address") button.setAttribute("aria-haspopup", "menu");
    button.addEventListener("click", (event) => this.follow(subject, row, event, button));
    button.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.openMenu(subject, row, { x: event.clientX, y: event.clientY }, button);
    });
    button.addEventListener("keydown", (event) => {
      const opensMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) || (event.key === "Enter" && event.altKey);
      if (!opensMenu) return;
      event.preventDefault();
      event.stopPropagation();
      this.openMenu(subject, row, below(button), button);
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

  /** What a range on the chart of the activity leads to. */
  timeActions(): StageActions {
    const ask = (row: Row): void => {
      const subject = this.options.shown()?.subject;
      if (subject !== undefined) this.options.host.notify(AskFromPivot, { question: "around", subject, row });
    };
    return {
      choose: ({ values, lines }, at, _keys, returnTo) => {
        const time = values.find((value) => "from" in value);
        if (time === undefined) return;
        const run = (): void => ask({ from: time.from, to: time.to });
        openMenu(lines[0] ?? "Time", [{ kind: "item", label: "Flows of this time", run }], at, returnTo);
      },
      rangeChoices: () => [{ label: "Flows of this time", run: ({ from, to }) => ask({ from, to }) }],
    };
  }

  openMenu(subject: PivotSubject, known: Row, at: OverlayPlace, returnTo: HTMLElement): void {
    const { host, goTo } = this.options;
    const isShown = this.isShown(subject);
    const row = this.withEnds(known);
    const entries = valueMenu({
      subject,
      row,
      ...(isShown ? {} : { whoIs: goTo, compare: (address: string) => this.options.compare(address) }),
      ask: (question) => host.notify(AskFromPivot, { question, subject, row }),
    });
    openMenu(subjectName(subject), entries, at, returnTo);
  }

  /** The rows of peers are about conversations with the address that is shown. */
  private withEnds(row: Row): Row {
    const shown = this.options.shown();
    const peer = row.peer;
    return shown === undefined || typeof peer !== "string" ? row : { ...row, srcaddr: shown.subject.address, dstaddr: peer };
  }

  private follow(subject: PivotSubject, row: Row, event: MouseEvent, button: HTMLElement): void {
    const { host, goTo, compare } = this.options;
    if (event.shiftKey) host.notify(AskFromPivot, { question: "either", subject, row });
    else if (subject.kind !== "address" || this.isShown(subject)) this.openMenu(subject, row, below(button), button);
    else if (event.altKey) compare(subject.address);
    else goTo(subject.address);
  }

  private isShown(subject: PivotSubject): boolean {
    const shown = this.options.shown();
    return subject.kind === "address" && subject.address === shown?.subject.address && shown.compareWith === undefined;
  }

  private hint(subject: PivotSubject): string {
    const name = subjectName(subject);
    if (subject.kind !== "address") return `What to ask about ${name} (Shift+click: its flows)`;
    return `Who is ${name} (Shift+click: its flows, Alt+click: compare, Alt+Enter: menu)`;
  }
}
