import type { ColumnFilter, ResultColumn, SortKey } from "../../src/protocol/query";
import { element, icon } from "../elements/element";
import { filterText } from "./gridView";

export interface ChipEvents {
  readonly change: (filter: ColumnFilter, chip: HTMLElement) => void;
  readonly remove: (filter: ColumnFilter) => void;
  readonly unsort: (key: SortKey) => void;
  readonly clear: () => void;
}

/** What the rows are filtered and sorted by, each as a chip that can be taken away. */
export class FilterChips {
  readonly node = element("div", { class: "chips", attributes: { role: "group", "aria-label": "Filters and order" } });

  constructor(
    private readonly columns: readonly ResultColumn[],
    private readonly events: ChipEvents,
  ) {}

  show(filters: readonly ColumnFilter[], sort: readonly SortKey[]): void {
    const chips = filters.map((filter) =>
      this.chip(
        "filter",
        filterText(filter, this.columns),
        () => this.events.remove(filter),
        (chip) => this.events.change(filter, chip),
      ),
    );
    const keys = sort.map((key) =>
      this.chip(key.descending ? "arrow-down" : "arrow-up", this.sortText(key), () => this.events.unsort(key)),
    );
    this.node.replaceChildren(...chips, ...keys);
    if (chips.length + keys.length > 1) this.node.append(this.clearButton());
    this.node.hidden = chips.length + keys.length === 0;
  }

  private sortText({ column, descending }: SortKey): string {
    return `${this.columns[column]?.name ?? ""} ${descending ? "descending" : "ascending"}`;
  }

  private chip(sign: string, text: string, remove: () => void, change?: (chip: HTMLElement) => void): HTMLElement {
    const label = element(
      "button",
      { class: "chip-text", attributes: { type: "button", title: text } },
      icon(sign),
      element("span", { text }),
    );
    if (change === undefined) label.disabled = true;
    else label.addEventListener("click", () => change(label));
    const close = element(
      "button",
      { class: "chip-close", attributes: { type: "button", "aria-label": `Remove: ${text}`, title: "Remove" } },
      icon("close"),
    );
    close.addEventListener("click", remove);
    return element("span", { class: "chip" }, label, close);
  }

  private clearButton(): HTMLElement {
    const button = element("button", { class: "link", text: "Clear all", attributes: { type: "button" } });
    button.addEventListener("click", () => this.events.clear());
    return button;
  }
}
