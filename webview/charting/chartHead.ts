import { element, iconButton } from "../elements/element";

export interface HeadEvents {
  readonly copyPicture: () => void;
  readonly save: (button: HTMLElement) => void;
  readonly toggleData: () => void;
  readonly toggleForm: () => void;
  readonly reset: () => void;
}

/** Above a chart: what it draws, and what can be done with it. */
export class ChartHead {
  readonly node: HTMLElement;
  private readonly caption = element("h2", { class: "chart-caption" });
  private readonly filtered = element("span", { class: "chart-filtered tone-muted", text: "filtered" });
  private readonly reset: HTMLButtonElement;
  private readonly data: HTMLButtonElement;
  private readonly form: HTMLButtonElement;

  constructor(events: HeadEvents) {
    this.reset = iconButton({ icon: "discard", label: "Back to the chart that was proposed", run: () => events.reset() });
    this.data = iconButton({ icon: "table", label: "Data of the chart", run: () => events.toggleData() });
    this.form = iconButton({ icon: "settings", label: "Settings of the chart", run: () => events.toggleForm() });
    const save = iconButton({ icon: "save", label: "Save chart…", run: (button) => events.save(button) });
    save.setAttribute("aria-haspopup", "menu");
    const buttons = element(
      "div",
      { class: "toolbar-buttons", attributes: { role: "toolbar", "aria-label": "Chart" } },
      this.reset,
      iconButton({ icon: "copy", label: "Copy picture", run: () => events.copyPicture() }),
      save,
      this.data,
      this.form,
    );
    this.node = element("div", { class: "chart-head" }, this.caption, this.filtered, element("span", { class: "stretch" }), buttons);
  }

  showCaption(caption: string, filtered: boolean): void {
    this.caption.textContent = caption;
    this.caption.title = caption;
    this.filtered.hidden = !filtered;
  }

  /** `chosen`: somebody chose another chart than the one that would be shown by itself. */
  showState(state: { readonly chosen: boolean; readonly data: boolean; readonly form: boolean }): void {
    this.reset.hidden = !state.chosen;
    this.data.setAttribute("aria-pressed", String(state.data));
    this.form.setAttribute("aria-expanded", String(state.form));
    this.form.setAttribute("aria-pressed", String(state.form));
  }
}
