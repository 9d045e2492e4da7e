import { element, icon } from "./element";

export interface SwitchChoice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: string;
  readonly title?: string;
}

/** A few choices side by side of which one holds: a group of radio buttons to the keyboard and to screen readers. */
export class Switch<T extends string> {
  readonly node: HTMLElement;
  private readonly buttons: ReadonlyMap<T, HTMLButtonElement>;
  private value: T | undefined;

  constructor(
    label: string,
    private readonly choices: readonly SwitchChoice<T>[],
    private readonly chosen: (value: T) => void,
  ) {
    this.buttons = new Map(choices.map((choice) => [choice.value, this.button(choice)]));
    this.node = element("div", { class: "switch", attributes: { role: "radiogroup", "aria-label": label } }, ...this.buttons.values());
    this.node.addEventListener("keydown", (event) => this.handleKey(event));
  }

  show(value: T): void {
    this.value = value;
    for (const [other, button] of this.buttons) {
      button.setAttribute("aria-checked", String(other === value));
      button.tabIndex = other === value ? 0 : -1;
    }
  }

  private button({ value, label, icon: sign, title }: SwitchChoice<T>): HTMLButtonElement {
    const attributes = { type: "button", role: "radio", "aria-checked": "false", tabindex: "-1" };
    const button = element("button", { class: "switch-choice", attributes });
    if (sign !== undefined) button.append(icon(sign));
    button.append(element("span", { text: label }));
    if (title !== undefined) button.title = title;
    button.addEventListener("click", () => this.choose(value));
    return button;
  }

  private choose(value: T): void {
    if (value === this.value) return;
    this.show(value);
    this.chosen(value);
  }

  private handleKey(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = this.choices.findIndex(({ value }) => value === this.value);
    const next = this.choices.at((at + by + this.choices.length) % this.choices.length);
    if (next === undefined) return;
    this.buttons.get(next.value)?.focus();
    this.choose(next.value);
  }
}
