import type { ResultSummary } from "../../src/protocol/query";
import { element, icon, iconButton } from "../elements/element";
import { elapsedText } from "../elements/elapsedText";

export interface ToolbarEvents {
  readonly find: () => void;
  readonly filter: () => void;
  readonly columns: () => void;
  readonly copy: (button: HTMLElement) => void;
  readonly save: () => void;
}

/** Above the grid: how many rows there are, and what can be done with all of them. */
export class ResultToolbar {
  readonly node: HTMLElement;
  readonly columnsButton: HTMLButtonElement;
  private readonly rows = element("span", { class: "row-count" });
  private readonly busy = element("span", { class: "busy", attributes: { hidden: "" } });

  constructor(
    private readonly summary: ResultSummary,
    events: ToolbarEvents,
  ) {
    this.columnsButton = iconButton({ icon: "list-selection", label: "Choose columns", run: () => events.columns() });
    this.columnsButton.setAttribute("aria-haspopup", "dialog");
    const copy = iconButton({ icon: "copy", label: "Copy selection as…", run: (button) => events.copy(button) });
    copy.setAttribute("aria-haspopup", "menu");
    const buttons = element(
      "div",
      { class: "toolbar-buttons", attributes: { role: "toolbar", "aria-label": "Result" } },
      iconButton({ icon: "search", label: "Find in result", keys: "Ctrl+F", run: () => events.find() }),
      iconButton({ icon: "filter", label: "Filter by this column", keys: "Alt+Down", run: () => events.filter() }),
      this.columnsButton,
      copy,
      iconButton({ icon: "save", label: "Save result…", run: () => events.save() }),
    );
    this.node = element("div", { class: "result-toolbar" }, this.rows, this.busy, element("span", { class: "stretch" }), buttons);
    this.showRows(summary.rowCount);
  }

  /** Rows that are left after filtering. Gives back what it shows. */
  showRows(left: number): string {
    const all = this.summary.rowCount;
    const unit = all === 1 ? "row" : "rows";
    const text = left === all ? `${count(all)} ${unit}` : `${count(left)} of ${count(all)} ${unit}`;
    this.rows.replaceChildren(
      element("strong", { text }),
      element("span", { class: "tone-muted", text: ` in ${elapsedText(this.summary.elapsedMs)}` }),
    );
    return text;
  }

  showBusy(sentence: string | undefined): void {
    this.busy.hidden = sentence === undefined;
    if (sentence !== undefined) this.busy.replaceChildren(icon("loading codicon-modifier-spin"), element("span", { text: sentence }));
  }
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
