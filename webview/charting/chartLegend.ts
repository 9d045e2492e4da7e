import type { ResultColumn } from "../../src/protocol/query";
import type { ChartSeries } from "../charts/chart";
import { isAdditive } from "../charts/parts/grouped";
import { measureText } from "../charts/parts/wording";
import { element } from "../elements/element";
import { WholeFigures } from "../elements/wholeFigures";
import { swatch } from "./swatch";
import { statisticsOf, type Statistics } from "./statistics";

const figures: readonly { readonly key: keyof Statistics; readonly label: string }[] = [
  { key: "min", label: "Min" },
  { key: "max", label: "Max" },
  { key: "mean", label: "Mean" },
  { key: "p95", label: "p95" },
  { key: "total", label: "Total" },
];

/** The series of a chart, each with a button that hides it and with what its values are like. */
export class ChartLegend {
  readonly node = element("div", { class: "chart-legend", attributes: { role: "region", "aria-label": "Series", tabindex: "0" } });
  /** By label: series come and go with each drawing, and what was hidden stays so. */
  private readonly hidden = new Set<string>();
  private series: readonly ChartSeries[] = [];
  private readonly wholeFigures = new WholeFigures(this.node);

  constructor(
    private readonly columns: readonly ResultColumn[],
    private readonly changed: (index: number, visible: boolean) => void,
  ) {}

  show(series: readonly ChartSeries[]): void {
    this.series = series;
    this.node.hidden = series.length === 0;
    const heads = this.figures.map(({ label }) => element("th", { text: label, attributes: { scope: "col" } }));
    const first = element("th", { attributes: { scope: "col" } }, element("span", { class: "for-screen-readers", text: "Series" }));
    const head = element("thead", {}, element("tr", {}, first, ...heads));
    const body = element("tbody", {}, ...series.map((one, index) => this.row(one, index)));
    this.node.replaceChildren(element("table", { class: "chart-statistics" }, head, body));
    this.wholeFigures.update();
    for (const [index, { label }] of series.entries()) if (this.hidden.has(label)) this.changed(index, false);
  }

  dispose(): void {
    this.wholeFigures.dispose();
  }

  isVisible(index: number): boolean {
    return !this.hidden.has(this.series[index]?.label ?? "");
  }

  /** What is one value alone, as a slice, has no mean that would say more. */
  private get figures(): typeof figures {
    return this.series.some(({ values }) => values.length > 1) ? figures : figures.filter(({ key }) => key === "total");
  }

  private row(one: ChartSeries, index: number): HTMLElement {
    const button = element(
      "button",
      { class: "legend-button", attributes: { type: "button", "aria-pressed": String(this.isVisible(index)), title: one.label } },
      swatch(one),
      element("span", { class: "legend-label", text: one.label }),
    );
    button.addEventListener("click", (event) => this.toggle(index, event.ctrlKey || event.metaKey));
    button.addEventListener("keydown", (event) => {
      // With Ctrl, Enter clicks nothing by itself.
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      this.toggle(index, true);
    });
    const name = element("th", { attributes: { scope: "row" } }, button);
    const statistics = statisticsOf(one.values);
    const cells = this.figures.map(({ key }) => {
      const adds = key !== "total" || isAdditive(one.measure);
      const value = statistics[key];
      return element("td", { class: "number", text: adds && value !== null ? measureText(value, one.measure, this.columns) : "" });
    });
    return element("tr", {}, name, ...cells);
  }

  /** `alone`: this one is shown and all others are hidden, or all are shown again. */
  private toggle(at: number, alone: boolean): void {
    const others = this.series.filter((_, index) => index !== at);
    const isAlone = this.isVisible(at) && others.every(({ label }) => this.hidden.has(label));
    for (const [index, { label }] of this.series.entries()) {
      const visible = alone ? isAlone || index === at : index === at ? !this.isVisible(at) : this.isVisible(index);
      if (visible === this.isVisible(index)) continue;
      if (visible) this.hidden.delete(label);
      else this.hidden.add(label);
      this.buttons[index]?.setAttribute("aria-pressed", String(visible));
      this.changed(index, visible);
    }
  }

  private get buttons(): readonly HTMLElement[] {
    return [...this.node.querySelectorAll<HTMLElement>(".legend-button")];
  }
}
