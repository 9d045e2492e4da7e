import { element, icon } from "../elements/element";

/** Whose panel it is, in the line that stays in sight while the address itself is scrolled away. It leads back up. */
export class ShownAddress {
  readonly node: HTMLButtonElement;
  private readonly name = element("span", { class: "shown-name" });
  private readonly alarm = icon("warning");

  constructor() {
    this.node = element("button", { class: "shown-address", attributes: { type: "button" } }, this.alarm, this.name);
    this.node.hidden = true;
    this.alarm.hidden = true;
  }

  /** Shows it while nothing of the heading is in sight below the line. */
  watch(page: HTMLElement, heading: HTMLElement, toTop: () => void): void {
    this.node.addEventListener("click", toTop);
    const line = (this.node.parentElement?.offsetHeight ?? 0) + 4;
    const seen = ([entry]: readonly IntersectionObserverEntry[]): void => {
      this.node.hidden = entry?.isIntersecting !== false || this.name.textContent === "";
    };
    new IntersectionObserver(seen, { root: page, rootMargin: `-${line}px 0px 0px 0px` }).observe(heading);
  }

  show(name: string): void {
    this.name.textContent = name;
    this.mark([]);
  }

  /** What stands out about the address. */
  mark(marks: readonly string[]): void {
    this.alarm.hidden = marks.length === 0;
    const name = [this.name.textContent, ...marks].join(", ");
    this.node.title = `${name}: back to the top`;
    this.node.setAttribute("aria-label", this.node.title);
  }
}
