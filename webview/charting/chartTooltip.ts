import type { ChartMark, DrawnChart } from "../charts/chart";
import { measureText } from "../charts/parts/wording";
import type { ResultColumn } from "../../src/protocol/query";
import { element } from "../elements/element";
import { swatch } from "./swatch";

const gap = 14;
const mostRows = 12;

/** Says what a mark is, beside it. Where series share an axis, it says what all of them have there. */
export class ChartTooltip {
  /** Screen readers are told by the announcer. */
  readonly node = element("div", { class: "chart-tooltip", attributes: { "aria-hidden": "true", hidden: "" } });

  constructor(private readonly columns: readonly ResultColumn[]) {}

  /** `at`: pixels within the node that the tooltip stands in. */
  show(drawn: DrawnChart, mark: ChartMark, at: { readonly x: number; readonly y: number }, visible: (series: number) => boolean): void {
    const [title = "", ...lines] = mark.lines;
    const rows = mark.place === undefined ? lines.map((text) => element("div", { text })) : this.rowsAt(drawn, mark, visible);
    this.node.replaceChildren(element("strong", { text: title }), ...rows);
    this.node.hidden = false;
    this.moveTo(at);
  }

  hide(): void {
    this.node.hidden = true;
  }

  private rowsAt({ series }: DrawnChart, mark: ChartMark, visible: (series: number) => boolean): readonly HTMLElement[] {
    const { step = -1, series: own = -1 } = mark.place ?? {};
    const there = series.flatMap((one, index) => {
      const value = one.values[step] ?? null;
      return visible(index) && value !== null ? [{ one, index, value }] : [];
    });
    const shown = there.length <= mostRows ? there : there.filter(({ index }) => index === own || index < mostRows - 1);
    const rows = shown.map(({ one, index, value }) =>
      element(
        "div",
        { class: index === own ? "tooltip-row own" : "tooltip-row" },
        swatch(one),
        element("span", { class: "tooltip-label", text: one.label }),
        element("span", { class: "tooltip-value", text: measureText(value, one.measure, this.columns) }),
      ),
    );
    const rest = there.length - shown.length;
    return rest === 0 ? rows : [...rows, element("div", { class: "tone-muted", text: `and ${rest} more` })];
  }

  /** At the right of the place, or at the left where there is no room; always within what it stands in. */
  private moveTo({ x, y }: { readonly x: number; readonly y: number }): void {
    const around = this.node.parentElement;
    if (around === null) return;
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const left = x + gap + width <= around.clientWidth ? x + gap : Math.max(0, x - gap - width);
    this.node.style.left = `${left}px`;
    this.node.style.top = `${Math.max(0, Math.min(y - height / 2, around.clientHeight - height))}px`;
  }
}
