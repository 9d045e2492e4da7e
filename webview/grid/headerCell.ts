import type { ResultColumn } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import { element, icon } from "../elements/element";
import { concernsColumn } from "./gridView";

export interface HeaderEvents {
  readonly menu: (at: { readonly x: number; readonly y: number }) => void;
  readonly profile: () => void;
}

/** Puts the signs of a column into its header: how it is sorted, whether it is filtered, and the buttons of its profile and its menu. */
export function dressHeader(node: HTMLElement, meta: ResultColumn, column: number, view: GridViewState, events: HeaderEvents): void {
  node.querySelector(".header-signs")?.remove();
  const signs = element("span", { class: "header-signs" });
  const at = view.sort.findIndex((key) => key.column === column);
  const key = view.sort[at];
  if (key !== undefined) {
    signs.append(icon(key.descending ? "arrow-down" : "arrow-up"));
    if (view.sort.length > 1) signs.append(element("span", { class: "sort-order", text: String(at + 1) }));
  }
  const filtered = view.filters.some((filter) => concernsColumn(filter, column));
  if (filtered) signs.append(icon("filter-filled"));
  const profile = headerButton("graph", `Profile of ${meta.name} (Alt+P)`, events.profile);
  profile.classList.add("header-profile");
  profile.setAttribute("aria-haspopup", "dialog");
  const menu = headerButton("chevron-down", `Column ${meta.name}`, ({ left, bottom }) => events.menu({ x: left, y: bottom }));
  menu.setAttribute("aria-haspopup", "menu");
  signs.append(profile, menu);
  node.append(signs);
  node.classList.toggle("has-signs", key !== undefined || filtered);
  node.setAttribute("aria-sort", key === undefined ? "none" : key.descending ? "descending" : "ascending");
  node.setAttribute("aria-label", filtered ? `${meta.name}, filtered` : meta.name);
}

/** `name`: what it is for, spoken and in its tooltip. */
function headerButton(sign: string, name: string, pressed: (box: DOMRect) => void): HTMLElement {
  const button = element("button", {
    class: "header-button",
    attributes: { type: "button", tabindex: "-1", title: name, "aria-label": name },
  });
  button.append(icon(sign));
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    pressed(button.getBoundingClientRect());
  });
  // Neither a drag of the column nor a sort begins here.
  for (const type of ["pointerdown", "mousedown", "touchstart"]) button.addEventListener(type, (event) => event.stopPropagation());
  return button;
}
