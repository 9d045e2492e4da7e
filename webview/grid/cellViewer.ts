import type { Cell, ResultColumn } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element, iconButton } from "../elements/element";
import { cellText } from "./cellText";
import { indentJson } from "./jsonText";

export interface ViewerEvents {
  readonly copy: (text: string) => void;
  readonly closed: () => void;
}

/** The pane that shows one cell with all of its text. */
export class CellViewer {
  readonly node: HTMLElement;
  private readonly title = element("div", { class: "viewer-title" });
  private readonly value = element("pre", { class: "viewer-value", attributes: { tabindex: "0", "aria-label": "Value" } });
  private readonly note = element("div", { class: "hint" });
  private text = "";

  constructor(private readonly events: ViewerEvents) {
    const copy = iconButton({ icon: "copy", label: "Copy value", run: () => this.events.copy(this.text) });
    const close = iconButton({ icon: "close", label: "Close value", keys: "Escape", run: () => this.close() });
    const head = element("div", { class: "viewer-head" }, this.title, copy, close);
    this.node = element("aside", { class: "cell-viewer", attributes: { "aria-label": "Cell value" } }, head, this.note, this.value);
    this.node.hidden = true;
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
  }

  get isOpen(): boolean {
    return !this.node.hidden;
  }

  /** Shows where the cell is before its value has come. */
  open(meta: ResultColumn, row: number): void {
    this.node.hidden = false;
    this.title.replaceChildren(
      element("strong", { text: meta.name }),
      element("span", { class: "tone-muted", text: ` ${meta.type}, row ${countText(row + 1)}` }),
    );
  }

  show(cell: Cell, meta: ResultColumn): void {
    const raw = cell === null ? "NULL" : String(cell);
    const indented = cell === null ? undefined : indentJson(raw);
    this.text = cell === null ? "" : (indented ?? raw);
    this.value.textContent = indented ?? raw;
    this.value.classList.toggle("tone-muted", cell === null);
    const shown = cell === null ? raw : cellText(cell, meta, meta.meaning === "bytes");
    const isOtherText = shown !== raw && !/[↵\u2400-\u241f]/.test(shown);
    this.showNote(isOtherText ? shown : raw.length > 200 ? `${countText(raw.length)} characters` : "");
  }

  fail(sentence: string): void {
    this.text = "";
    this.showNote(sentence);
    this.value.textContent = "";
  }

  focus(): void {
    this.value.focus();
  }

  close(): void {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.events.closed();
  }

  private showNote(text: string): void {
    this.note.textContent = text;
    this.note.hidden = text === "";
  }
}
