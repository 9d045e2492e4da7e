import { countText } from "../elements/countText";
import { element, iconButton } from "../elements/element";

export interface FindEvents {
  /** `fresh`: the text is another one, so the search begins at the active cell itself. */
  readonly search: (text: string, backwards: boolean, fresh: boolean) => void;
  readonly closed: () => void;
}

/** The box over the grid in which a text is searched for in the whole result. */
export class FindBox {
  readonly node: HTMLElement;
  private readonly input = element("input", {
    class: "field",
    attributes: { type: "text", placeholder: "Find in all rows", "aria-label": "Find in all rows", spellcheck: "false" },
  });
  private readonly count = element("span", { class: "find-count", attributes: { role: "status" } });
  private searchedText = "";
  private waiting = 0;

  constructor(private readonly events: FindEvents) {
    const previous = iconButton({ icon: "arrow-up", label: "Previous match", keys: "Shift+Enter", run: () => this.search(true) });
    const next = iconButton({ icon: "arrow-down", label: "Next match", keys: "Enter", run: () => this.search(false) });
    const close = iconButton({ icon: "close", label: "Close find", keys: "Escape", run: () => this.close() });
    this.node = element("div", { class: "find-box", attributes: { role: "search" } }, this.input, this.count, previous, next, close);
    this.node.hidden = true;
    this.input.addEventListener("input", () => this.searchSoon());
    this.node.addEventListener("keydown", (event) => this.handleKey(event));
  }

  get text(): string {
    return this.node.hidden ? "" : this.input.value;
  }

  open(): void {
    this.node.hidden = false;
    this.input.focus();
    this.input.select();
  }

  search(backwards: boolean): void {
    clearTimeout(this.waiting);
    const fresh = this.input.value !== this.searchedText;
    this.searchedText = this.input.value;
    this.events.search(this.input.value, backwards, fresh);
  }

  /** Matches in all; undefined while they are counted. */
  showMatches(matches: number | undefined): void {
    if (this.input.value === "") this.count.textContent = "";
    else if (matches === undefined) this.count.textContent = "…";
    else this.count.textContent = matches === 0 ? "No matches" : matches === 1 ? "1 match" : `${countText(matches)} matches`;
    this.node.classList.toggle("nothing-found", matches === 0 && this.input.value !== "");
  }

  close(): void {
    if (this.node.hidden) return;
    clearTimeout(this.waiting);
    this.node.hidden = true;
    this.searchedText = "";
    this.events.closed();
  }

  /** A search goes over the whole result, so it waits for a pause in the typing. */
  private searchSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.search(false), 200);
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "F3" || (event.key === "Enter" && event.target === this.input)) this.search(event.shiftKey);
    else if (!(event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey))) return;
    else this.input.select();
    event.preventDefault();
    event.stopPropagation();
  }
}
