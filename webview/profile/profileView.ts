import type { ColumnProfile } from "../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element } from "../elements/element";
import { shareText } from "../elements/shareText";
import { cellParts } from "../grid/cellText";
import { histogram } from "./histogram";
import { figuresOf, isScale, summaryText } from "./profileFigures";

export interface ProfileViewOptions {
  readonly column: ResultColumn;
  readonly filtered: boolean;
  readonly filter: (value: Cell, exclude: boolean) => void;
  readonly openValueMenu: (value: Cell, anchor: HTMLElement) => void;
}

/** A column's profile as it is read: how full it is, its most frequent values, how they lie on their scale, its figures. */
export function profileView(profile: ColumnProfile, options: ProfileViewOptions): HTMLElement {
  const { column, filtered } = options;
  const summary = `${summaryText(profile)}${filtered ? ", filtered" : ""}`;
  const view = element("div", { class: "profile-view" }, element("p", { class: "profile-summary", text: summary }));
  if (profile.empty > 0) view.append(fullness(profile, options));
  if (profile.histogram !== undefined && isScale(column) && profile.histogram.counts.length > 1) {
    view.append(part("Distribution", histogram(column, profile.histogram)));
  }
  const figures = figuresOf(column, profile);
  if (figures.length > 0) {
    const list = element("dl", { class: `profile-figures meaning-${column.meaning}` });
    for (const { name, text } of figures) list.append(element("div", {}, element("dt", { text: name }), element("dd", { text })));
    view.append(list);
  }
  if (profile.top.length > 0) view.append(part(topTitle(profile), allDiffer(profile) ? onceEach() : topValues(profile, options)));
  return view;
}

function part(title: string, ...content: readonly Node[]): HTMLElement {
  return element("section", { class: "profile-part" }, element("h3", { text: title }), ...content);
}

/** A list of the first twenty of them would say nothing about the others. */
function allDiffer({ top, distinct }: ColumnProfile): boolean {
  return top[0]?.count === 1 && top.length < distinct;
}

function onceEach(): HTMLElement {
  return element("p", { class: "profile-note", text: "Each value is there once." });
}

function topTitle({ top, distinct }: ColumnProfile): string {
  return top.length < distinct ? "Most frequent values" : "All values";
}

/** How many rows have no value, with a bar of those that have one. */
function fullness({ rows, empty }: ColumnProfile, { column, filter }: ProfileViewOptions): HTMLElement {
  const bar = element("span", { class: "fullness", attributes: { "aria-hidden": "true" } }, share(rows - empty, rows, "fullness-filled"));
  const button = element("button", {
    class: "link",
    text: `${countText(empty)} empty (${shareText(empty, rows)})`,
    attributes: { type: "button", title: `Filter to rows without ${column.name} (Shift+click: to those with one)` },
  });
  button.addEventListener("click", (event) => filter(null, event.shiftKey));
  return element("div", { class: "profile-empty" }, bar, button);
}

function topValues({ top, rows }: ColumnProfile, options: ProfileViewOptions): HTMLElement {
  const largest = top[0]?.count ?? 1;
  const list = element("ul", { class: "profile-top" });
  for (const { value, count } of top) list.append(element("li", {}, topValue(value, count, { rows, largest }, options)));
  return list;
}

interface Scale {
  readonly rows: number;
  readonly largest: number;
}

function topValue(
  value: Cell,
  count: number,
  { rows, largest }: Scale,
  { column, filter, openValueMenu }: ProfileViewOptions,
): HTMLElement {
  const name = element("span", { class: "profile-value" });
  for (const [index, { text, tone }] of cellParts(value, column, false).entries()) {
    if (index > 0) name.append(" ");
    name.append(tone === "plain" ? text : element("span", { class: `tone-${tone}`, text }));
  }
  if (value === "") name.append(element("span", { class: "tone-muted", text: "empty text" }));
  const figures = element("span", { class: "profile-count", text: `${countText(count)}  ${shareText(count, rows)}` });
  const title = "Filter to this value (Shift+click: exclude it, Alt+Enter: more)";
  const button = element(
    "button",
    { class: "profile-row", attributes: { type: "button", title } },
    share(count, largest, "bar"),
    name,
    figures,
  );
  button.addEventListener("click", (event) => filter(value, event.shiftKey));
  button.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    openValueMenu(value, button);
  });
  button.addEventListener("keydown", (event) => {
    const opensMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) || (event.key === "Enter" && event.altKey);
    if (!opensMenu) return;
    event.preventDefault();
    openValueMenu(value, button);
  });
  return button;
}

function share(part: number, whole: number, className: string): HTMLElement {
  const node = element("span", { class: className, attributes: { "aria-hidden": "true" } });
  node.style.width = `${whole === 0 ? 0 : Math.max(0.5, (part / whole) * 100).toFixed(1)}%`;
  return node;
}
