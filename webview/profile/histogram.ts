import type { ColumnProfile } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element } from "../elements/element";
import { figureText } from "./profileFigures";

/** How the values of a column lie on their scale. Each bar says its range and how many there are when it is pointed at. */
export function histogram(column: ResultColumn, { edges, counts }: NonNullable<ColumnProfile["histogram"]>): HTMLElement {
  const largest = Math.max(...counts);
  const bars = counts.map((count, index) => {
    const from = figureText(column, edges[index] ?? null);
    const to = figureText(column, edges[index + 1] ?? null);
    const bar = element("span", { class: "histogram-bar" });
    // What is there must be seen beside what is a thousand times as frequent.
    bar.style.height = count === 0 ? "0" : `${Math.max(3, (count / largest) * 100).toFixed(1)}%`;
    return element("span", { class: "histogram-step", attributes: { title: `${from} to ${to}: ${countText(count)}` } }, bar);
  });
  const label = `From ${figureText(column, edges[0] ?? null)} to ${figureText(column, edges.at(-1) ?? null)}`;
  const scale = element("div", { class: "histogram-scale", attributes: { "aria-hidden": "true" } });
  for (const edge of [edges[0], edges.at(-1)]) scale.append(element("span", { text: figureText(column, edge ?? null) }));
  return element(
    "div",
    { class: "histogram" },
    element("div", { class: "histogram-bars", attributes: { role: "img", "aria-label": `Histogram. ${label}` } }, ...bars),
    scale,
  );
}
