import type { OpenedPivot, PivotSectionId } from "../../src/protocol/pivot";
import type { PivotStep } from "../../src/protocol/pivotPanel";
import { element, icon, textButton } from "../elements/element";
import { comparedSections, plainSections, SectionCard, type CardEvents } from "./sectionCard";
import type { SectionState } from "./pivotView";

export interface BodyEvents extends CardEvents {
  readonly retryAll: () => void;
}

/** Below the header: the sections of what is shown, or why there are none. */
export class PivotBody {
  readonly node = element("div", { class: "pivot-body" });
  private cards = new Map<PivotSectionId, SectionCard>();

  constructor(private readonly events: BodyEvents) {}

  /** Cards of the usual sections before anything is known, so that nothing moves when it is. */
  begin({ compareWith }: PivotStep): void {
    const usual = compareWith === undefined ? plainSections : comparedSections;
    this.showCards(usual.map((id) => ({ id, title: "", about: "", sql: "" })));
    this.node.setAttribute("aria-busy", "true");
  }

  show(pivot: OpenedPivot, stateOf: (id: PivotSectionId) => SectionState): void {
    this.node.removeAttribute("aria-busy");
    if (pivot.sections.length === 0) return this.showSentence("search-stop", pivot.sentence ?? "The index has no flows of this address.");
    this.showCards(pivot.sections);
    for (const { id } of pivot.sections) this.showSection(id, stateOf(id));
  }

  showSection(id: PivotSectionId, state: SectionState): void {
    this.cards.get(id)?.show(state);
  }

  /** To the first value that there is yet, or the button below a failure. Whether there was one. */
  focusFirst(): boolean {
    const first = this.node.querySelector<HTMLElement>(".card-body :is(a, button, [tabindex='0']):not([disabled]), .pivot-sentence button");
    first?.focus({ preventScroll: true });
    return first !== null;
  }

  showNothing(): void {
    this.showSentence("search", "Write an address above, or choose “Who is …” from the menu of one in a result.");
    this.node.querySelector("p")?.before(element("h1", { text: "Who is it?" }));
  }

  showFailure(sentence: string): void {
    const again = textButton({ icon: "refresh", label: "Try again", run: () => this.events.retryAll() });
    this.showSentence("error", sentence, again);
    this.node.firstElementChild?.setAttribute("role", "alert");
  }

  private showSentence(sign: string, sentence: string, ...more: readonly Node[]): void {
    this.clear();
    this.node.removeAttribute("aria-busy");
    this.node.replaceChildren(element("div", { class: "pivot-sentence" }, icon(sign), element("p", { text: sentence }), ...more));
  }

  private showCards(sections: OpenedPivot["sections"]): void {
    this.clear();
    const cards = sections.map((section) => new SectionCard(section, this.events));
    this.cards = new Map(cards.map((card) => [card.section.id, card]));
    this.node.replaceChildren(element("div", { class: "pivot-sections" }, ...cards.map(({ node }) => node)));
  }

  private clear(): void {
    for (const card of this.cards.values()) card.dispose();
    this.cards.clear();
  }
}
