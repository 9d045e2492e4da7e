import type { ChartTable } from "../charts/chart";
import { countText } from "../elements/countText";
import { element } from "../elements/element";
import { WholeFigures } from "../elements/wholeFigures";
import { groupDigits } from "../grid/cellText";

const mostRows = 1000;

/** All that a chart shows, as rows: always there for screen readers, and for the eye when somebody asks. */
export class ChartDataTable {
  readonly node = element("div", { class: "chart-data", attributes: { role: "region", "aria-label": "Data of the chart" } });
  private readonly wholeFigures = new WholeFigures(this.node);
  private visible = false;

  constructor() {
    this.showVisible(false);
  }

  show(table: ChartTable, caption: string): void {
    const cut = table.rows.length > mostRows;
    const head = element("tr", {}, ...table.columns.map((name) => element("th", { text: name, attributes: { scope: "col" } })));
    const rows = table.rows.slice(0, mostRows).map((cells) => element("tr", {}, ...cells.map(cellNode)));
    const parts = [
      element("caption", { class: "for-screen-readers", text: caption }),
      element("thead", {}, head),
      element("tbody", {}, ...rows),
    ];
    const note = `The first ${countText(mostRows)} of ${countText(table.rows.length)} rows. Save the data as CSV to have all of them.`;
    this.node.replaceChildren(element("table", { class: "chart-table" }, ...parts));
    this.wholeFigures.update();
    if (cut) this.node.append(element("p", { class: "tone-muted", text: note }));
  }

  dispose(): void {
    this.wholeFigures.dispose();
  }

  clear(): void {
    this.node.replaceChildren();
  }

  get isVisible(): boolean {
    return this.visible;
  }

  showVisible(visible: boolean): void {
    this.visible = visible;
    this.node.classList.toggle("for-screen-readers", !visible);
    // What scrolls must be reached by the keyboard; what is not seen must not.
    if (visible) this.node.tabIndex = 0;
    else this.node.removeAttribute("tabindex");
  }
}

function cellNode(cell: ChartTable["rows"][number][number]): HTMLElement {
  if (cell === null) return element("td", { class: "tone-muted", text: "–" });
  if (typeof cell === "number") return element("td", { class: "number", text: groupDigits(String(cell)) });
  return element("td", { text: String(cell) });
}
