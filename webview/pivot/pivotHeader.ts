import type { PivotAddress, PivotSide } from "../../src/protocol/pivot";
import { element, icon, iconButton, textButton } from "../elements/element";
import { below, openMenu } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { Switch } from "../elements/switch";
import { addressHeading } from "./addressHeading";
import { AddressField } from "./addressField";
import { openCompareForm } from "./compareForm";
import { ShownAddress } from "./shownAddress";
import { compareKey } from "./trailKeys";
import { canMove, currentStep, stepName, type Trail } from "./trail";

export interface HeaderEvents {
  readonly move: (by: number) => void;
  readonly goTo: (address: string) => void;
  readonly compare: (address: string) => void;
  readonly compareNoMore: () => void;
  readonly side: (side: PivotSide) => void;
  readonly openAll: () => void;
  /** To what is known about port scans. */
  readonly toScans: () => void;
  readonly copy: (text: string) => void;
  readonly menuOf: (address: string, at: OverlayPlace, anchor: HTMLElement) => void;
}

/** Above the sections: the trail, the way to any address, who is shown, and how. */
export class PivotHeader {
  readonly node: HTMLElement;
  private readonly back = iconButton({ icon: "arrow-left", label: "Back", keys: "Alt+Left", run: () => this.events.move(-1) });
  private readonly forward = iconButton({ icon: "arrow-right", label: "Forward", keys: "Alt+Right", run: () => this.events.move(1) });
  private readonly history = iconButton({ icon: "history", label: "Where you were", run: (button) => this.openHistory(button) });
  private readonly field: AddressField;
  private readonly side: Switch<PivotSide>;
  private readonly compare = textButton({
    ...{ icon: "split-horizontal", label: "Compare with…", keys: compareKey },
    run: (button) => this.openCompare(button),
  });
  private readonly openAll: HTMLButtonElement;
  private readonly heading = element("div", { class: "pivot-heading" });
  private readonly shown = new ShownAddress();
  private readonly tools: HTMLElement;
  private trail: Trail = { trail: [], at: -1 };

  constructor(private readonly events: HeaderEvents) {
    this.history.setAttribute("aria-haspopup", "menu");
    this.compare.setAttribute("aria-haspopup", "dialog");
    this.field = new AddressField("Go to an address", events.goTo);
    this.side = new Switch(
      "Addresses of",
      [
        { value: "interface", label: "Interface", title: "Flows in which the interface that recorded them has this address" },
        { value: "packet", label: "Packets", title: "Flows in whose packets this address stands: the far ends of translated traffic" },
      ],
      (side) => events.side(side),
    );
    this.openAll = textButton({ icon: "new-file", label: "Open all as .flowsql", run: () => events.openAll() });
    const trail = element("div", { class: "pivot-trail" }, this.back, this.forward, this.history);
    const bar = element(
      "div",
      { class: "pivot-bar", attributes: { role: "toolbar", "aria-label": "Trail" } },
      trail,
      this.shown.node,
      this.field.node,
    );
    this.tools = element("div", { class: "pivot-tools" }, this.side.node, this.compare, this.openAll);
    this.node = element("header", { class: "pivot-header" }, bar, element("div", { class: "pivot-top" }, this.heading, this.tools));
  }

  /** Keeps in sight whose panel it is while the page is scrolled. */
  watch(page: HTMLElement): void {
    this.shown.watch(page, this.heading, () => {
      page.scrollTop = 0;
      // The button goes, and what has the keyboard with it.
      this.field.focus();
    });
  }

  /** Where one is now: at once, before anything is known of it. */
  show(trail: Trail): void {
    this.trail = trail;
    const step = currentStep(trail);
    this.back.disabled = !canMove(trail, -1);
    this.forward.disabled = !canMove(trail, 1);
    this.history.disabled = trail.trail.length < 2;
    this.tools.hidden = step === undefined;
    this.openAll.disabled = true;
    if (step === undefined) return;
    this.side.show(step.side);
    this.shown.show(stepName(step));
    const addresses = [step.subject.address, ...(step.compareWith === undefined ? [] : [step.compareWith])];
    this.showHeading(addresses.map((address) => ({ address, kind: "", names: [] })));
  }

  focusField(): void {
    this.field.focus();
  }

  /** Asks whom to compare with. */
  askToCompare(): void {
    if (!this.tools.hidden) this.openCompare(this.compare);
  }

  showAddresses(addresses: readonly PivotAddress[], hasStatements: boolean): void {
    this.showHeading(addresses);
    this.openAll.disabled = !hasStatements;
  }

  /** What stands out about the address that is shown, each leading to the section that tells more. */
  showMarks(marks: readonly string[]): void {
    this.shown.mark(marks);
    const signs = this.heading.querySelector(".pivot-signs");
    for (const mark of signs?.querySelectorAll(".alarming") ?? []) mark.remove();
    const kind = signs?.querySelector(".pivot-badge:not(.named)");
    for (const mark of marks) {
      const badge = element("button", { class: "pivot-badge alarming", attributes: { type: "button" } }, icon("warning"), mark);
      badge.addEventListener("click", () => this.events.toScans());
      if (kind) kind.after(badge);
      else signs?.prepend(badge);
    }
  }

  private showHeading(addresses: readonly PivotAddress[]): void {
    const compared = addresses.length > 1;
    this.heading.classList.toggle("compared", compared);
    const end = (): void => this.events.compareNoMore();
    const focused = this.heading.contains(document.activeElement) ? (document.activeElement?.getAttribute("aria-label") ?? null) : null;
    this.heading.replaceChildren(
      ...addresses.map((address, index) => addressHeading(address, { place: index, ...this.events, ...(index === 1 ? { end } : {}) })),
    );
    // It is made anew once more is known of an address, while somebody may go through it.
    if (focused !== null) this.heading.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
  }

  private openHistory(button: HTMLElement): void {
    const { trail, at } = this.trail;
    const entries = trail.map((step, index) => ({
      kind: "item" as const,
      label: stepName(step),
      checked: index === at,
      run: () => this.events.move(index - at),
    }));
    openMenu("Where you were", entries.reverse(), below(button), button);
  }

  private openCompare(button: HTMLElement): void {
    const { trail } = this.trail;
    const here = currentStep(this.trail)?.subject.address;
    const seen = [...new Set(trail.map(({ subject }) => subject.address))].filter((address) => address !== here).reverse();
    openCompareForm({ anchor: button, seen: seen.slice(0, 8), compare: this.events.compare });
  }
}
