import { formatBytes } from "../../src/base/bytes";
import type { SelectionSums } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element } from "../elements/element";
import { groupDigits } from "./cellText";
import { cellCount, type GridRange } from "./gridSelection";

export interface StatusEvents {
  /** Counted from 0. */
  readonly goToRow: (row: number) => void;
  readonly left: () => void;
}

/** Below the grid: what is selected, its sums, and the box that leads to a row. */
export class StatusLine {
  readonly node: HTMLElement;
  private readonly place = element("span", { class: "status-place" });
  private readonly sums = element("span", { class: "status-sums" });
  private readonly rowBox = element("input", {
    class: "field row-box",
    attributes: { type: "text", inputmode: "numeric", placeholder: "Go to row", "aria-label": "Go to row", title: "Go to row (Ctrl+G)" },
  });

  constructor(events: StatusEvents) {
    this.node = element("div", { class: "status-line" }, this.place, this.sums, this.rowBox);
    this.rowBox.addEventListener("keydown", (event) => {
      if (event.key === "Escape") events.left();
      else if (event.key === "Enter") this.go(events);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  focusRowBox(): void {
    this.rowBox.focus();
    this.rowBox.select();
  }

  showSelection(range: GridRange | undefined, rowCount: number): void {
    this.sums.textContent = "";
    if (range === undefined) this.place.textContent = "";
    else if (cellCount(range) === 1) this.place.textContent = `Row ${countText(range.startRow + 1)} of ${countText(rowCount)}`;
    else {
      const rows = range.endRow - range.startRow + 1;
      const columns = range.endColumn - range.startColumn + 1;
      this.place.textContent = `${countText(rows)} × ${countText(columns)} cells selected`;
    }
  }

  /** Gives back what it shows. */
  showSums(sums: SelectionSums, of: SummedKind): string {
    this.sums.textContent = sumsText(sums, of);
    return this.sums.textContent;
  }

  showNoSums(sentence: string): void {
    this.sums.textContent = sentence;
  }

  private go(events: StatusEvents): void {
    const row = Number(this.rowBox.value.replace(/[\s,.']/g, ""));
    this.rowBox.classList.toggle("wrong", !Number.isInteger(row) || row < 1);
    if (Number.isInteger(row) && row >= 1) events.goToRow(row - 1);
  }
}

export interface SummedKind {
  /** False for ports, ids and the like: they are only counted. */
  readonly amounts: boolean;
  readonly areBytes: boolean;
}

/** `Sum 1,234 (1.21 KiB) · Average 12.3 · …`, or counts alone where nothing is a number. */
export function sumsText(sums: SelectionSums, { amounts, areBytes }: SummedKind): string {
  const parts: string[] = [];
  if (amounts && sums.numbers > 0 && sums.sum !== undefined) {
    parts.push(`Sum ${groupDigits(sums.sum)}${areBytes && /^-?\d+$/.test(sums.sum) ? ` (${formatBytes(BigInt(sums.sum))})` : ""}`);
    if (sums.average !== undefined) parts.push(`Average ${groupDigits(rounded(sums.average))}`);
    if (sums.min !== undefined) parts.push(`Min ${groupDigits(sums.min)}`);
    if (sums.max !== undefined) parts.push(`Max ${groupDigits(sums.max)}`);
  }
  parts.push(`Distinct ${countText(sums.distinct)}`);
  if (sums.nulls > 0) parts.push(`NULL ${countText(sums.nulls)}`);
  return parts.join(" · ");
}

function rounded(value: number): string {
  return Math.abs(value) >= 1e15 ? String(value) : String(Number(value.toFixed(Math.abs(value) >= 100 ? 1 : 3)));
}
