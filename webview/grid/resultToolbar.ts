import type { ResultSummary } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element, icon, iconButton } from "../elements/element";
import { elapsedText } from "../elements/elapsedText";
import { Switch } from "../elements/switch";

export interface ToolbarEvents {
  readonly find: () => void;
  readonly filter: () => void;
  readonly columns: () => void;
  readonly copy: (button: HTMLElement) => void;
  readonly save: () => void;
  readonly shows: (what: "table" | "chart") => void;
}

/** Above a result: how many rows there are, whether they are seen as a table or a chart, and what can be done with all of them. */
export class ResultToolbar {
  readonly node: HTMLElement;
  readonly columnsButton: HTMLButtonElement;
  private readonly rows = element("span", { class: "row-count" });
  private readonly busy = element("span", { class: "busy", attributes: { hidden: "" } });
  private readonly shows: Switch<"table" | "chart">;
  private readonly tableButtons: HTMLElement;

  constructor(
    private readonly summary: ResultSummary,
    events: ToolbarEvents,
  ) {
    this.columnsButton = iconButton({ icon: "list-selection", label: "Choose columns", run: () => events.columns() });
    this.columnsButton.setAttribute("aria-haspopup", "dialog");
    const copy = iconButton({ icon: "copy", label: "Copy selection as…", run: (button) => events.copy(button) });
    copy.setAttribute("aria-haspopup", "menu");
    this.tableButtons = element(
      "div",
      { class: "toolbar-buttons", attributes: { role: "toolbar", "aria-label": "Result" } },
      iconButton({ icon: "search", label: "Find in result", keys: "Ctrl+F", run: () => events.find() }),
      iconButton({ icon: "filter", label: "Filter by this column", keys: "Alt+Down", run: () => events.filter() }),
      this.columnsButton,
      copy,
      iconButton({ icon: "save", label: "Save result…", run: () => events.save() }),
    );
    this.shows = new Switch(
      "Show as",
      [
        { value: "table", label: "Table", icon: "table", title: "Table (Ctrl+Shift+V)" },
        { value: "chart", label: "Chart", icon: "graph-line", title: "Chart (Ctrl+Shift+V)" },
      ],
      (what) => events.shows(what),
    );
    const stretch = element("span", { class: "stretch" });
    this.node = element("div", { class: "result-toolbar" }, this.rows, this.busy, stretch, this.tableButtons, this.shows.node);
    this.showRows(summary.rowCount);
  }

  /** What is in front. The buttons for a table go with it. */
  showWhat(what: "table" | "chart"): void {
    this.shows.show(what);
    this.tableButtons.hidden = what === "chart";
  }

  /** Rows that are left after filtering. Gives back what it shows. */
  showRows(left: number): string {
    const all = this.summary.rowCount;
    const unit = all === 1 ? "row" : "rows";
    const text = left === all ? `${countText(all)} ${unit}` : `${countText(left)} of ${countText(all)} ${unit}`;
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
