import type { Disposable } from "../../src/base/disposable";
import type { PivotRows, PivotSection, PivotSectionId } from "../../src/protocol/pivot";
import { countText } from "../elements/countText";
import { element, icon, textButton } from "../elements/element";
import { activityChart, type ActivityParts } from "./activityChart";
import { comparedTable } from "./comparedTable";
import { factTiles, waitingTiles } from "./factTiles";
import type { SectionState } from "./pivotView";
import { rowsTable, type RowsLook } from "./rowsTable";
import { scanVerdict } from "./scanVerdict";
import { statementLine, waitingLine, type StatementLineEvents } from "./statementLine";

export interface CardEvents extends StatementLineEvents, ActivityParts {
  readonly retry: (id: PivotSectionId) => void;
  /** The sections of what is shown of which somebody asked for all rows. */
  readonly unfolded: () => ReadonlySet<PivotSectionId>;
  readonly unfold: (id: PivotSectionId, unfolded: boolean) => void;
}

export const plainSections: readonly PivotSectionId[] = [
  "summary",
  "activity",
  "scan",
  "offered",
  "sought",
  "peers",
  "interfaces",
  "conversations",
];
export const comparedSections: readonly PivotSectionId[] = ["compared", "between", "common"];

/** The last section may be longer: nothing comes after it. */
const fewConversations = 12;

type Draw = (body: HTMLElement, rows: PivotRows, events: CardEvents, look: RowsLook) => Disposable | undefined;

const table: Draw = (body, rows, { links }, look) => {
  body.append(rowsTable(rows, links, look));
  return undefined;
};

/** How the rows of each section are shown. */
const drawings: Readonly<Record<PivotSectionId, Draw>> = {
  summary: (body, rows, { links }) => {
    body.append(factTiles(rows, links));
    return undefined;
  },
  activity: activityChart,
  scan: (body, rows, { links }, look) => {
    body.append(scanVerdict(rows, links, look));
    return undefined;
  },
  offered: table,
  sought: table,
  peers: table,
  interfaces: table,
  conversations: (body, rows, { links }, look) => {
    body.append(rowsTable(rows, links, { ...look, few: fewConversations }));
    return undefined;
  },
  compared: (body, rows, { links }) => {
    body.append(comparedTable(rows, links));
    return undefined;
  },
  between: table,
  common: table,
};

/** A section on the page: its title, what its rows are, its rows, and the statement that gives them. */
export class SectionCard implements Disposable {
  readonly node: HTMLElement;
  private readonly body = element("div", { class: "card-body" });
  private drawn: Disposable | undefined;

  constructor(
    readonly section: PivotSection,
    private readonly events: CardEvents,
  ) {
    const { id, title, about } = section;
    const headingId = `section-${id}`;
    const heading = element("h2", { class: "card-title", text: title, attributes: { id: headingId } });
    const head = element("div", { class: "card-head" }, heading);
    this.node = element("section", { class: `card card-${id}`, attributes: { "aria-labelledby": headingId } }, head);
    if (about !== "") head.append(element("p", { class: "card-about", text: about }));
    this.node.append(section.sql === "" ? waitingLine() : statementLine(section, events), this.body);
    this.show({ state: "loading" });
  }

  show(state: SectionState): void {
    this.drawn?.dispose();
    this.drawn = undefined;
    this.node.toggleAttribute("data-loading", state.state === "loading");
    this.node.classList.remove("empty");
    if (state.state === "loading") this.body.replaceChildren(this.section.id === "summary" ? waitingTiles() : placeholder());
    else if (state.state === "failed") this.body.replaceChildren(this.failure(state.failure));
    else this.showRows(state.rows);
  }

  dispose(): void {
    this.drawn?.dispose();
  }

  private showRows(rows: PivotRows): void {
    this.body.replaceChildren();
    const isEmpty = rows.rows.length === 0 && this.section.id !== "scan";
    this.node.classList.toggle("empty", isEmpty);
    if (isEmpty) this.body.append(element("p", { class: "card-empty", text: rows.sentence ?? "None." }));
    else {
      const note = noteOf(this.section.id, rows);
      if (note !== "") this.body.append(element("p", { class: "card-note", text: note }));
      this.drawn = drawings[this.section.id](this.body, rows, this.events, this.look());
    }
  }

  private look(): RowsLook {
    const { events, section } = this;
    return {
      openAll: () => events.openSql(withoutLimit(section.sql)),
      unfolded: events.unfolded().has(section.id),
      unfold: (unfolded) => events.unfold(section.id, unfolded),
    };
  }

  private failure(failure: Extract<SectionState, { state: "failed" }>["failure"]): HTMLElement {
    const sentence = failure.kind === "cancelled" ? "This was stopped." : failure.sentence;
    const again = textButton({ icon: "refresh", label: "Try again", run: () => this.events.retry(this.section.id) });
    return element("div", { class: "card-failure", attributes: { role: "alert" } }, icon("error"), element("p", { text: sentence }), again);
  }
}

/** What the rows come to, and of how many they are the first. The verdict on scans stands with its sign. */
function noteOf(id: PivotSectionId, { rows, all, sentence }: PivotRows): string {
  const cut = all === undefined ? [] : [`The first ${countText(rows.length)} of ${countText(all)} are listed.`];
  return [...(sentence === undefined || id === "scan" ? [] : [sentence]), ...cut].join(" ");
}

/** Who opens the statement to see all rows has no use for the limit that the panel sets. */
function withoutLimit(sql: string): string {
  return sql.replace(/\nLIMIT \d+;\n$/, ";\n");
}

function placeholder(): HTMLElement {
  const lines = Array.from({ length: 6 }, () => element("span", { class: "placeholder-line" }));
  return element("div", { class: "card-placeholder", attributes: { "aria-hidden": "true" } }, ...lines);
}
