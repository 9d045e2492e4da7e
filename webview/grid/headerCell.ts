import type { ResultColumn } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import { element, icon } from "../elements/element";

/** Puts the signs of a column into its header: how it is sorted, whether it is filtered, and the button of its menu. */
export function dressHeader(
  node: HTMLElement,
  meta: ResultColumn,
  column: number,
  view: GridViewState,
  openMenu: (at: { readonly x: number; readonly y: number }) => void,
): void {
  node.querySelector(".header-signs")?.remove();
  const signs = element("span", { class: "header-signs" });
  const at = view.sort.findIndex((key) => key.column === column);
  const key = view.sort[at];
  if (key !== undefined) {
    signs.append(icon(key.descending ? "arrow-down" : "arrow-up"));
    if (view.sort.length > 1) signs.append(element("span", { class: "sort-order", text: String(at + 1) }));
  }
  const filtered = view.filters.some((filter) => filter.column === column);
  if (filtered) signs.append(icon("filter-filled"));
  signs.append(menuButton(meta, openMenu));
  node.append(signs);
  node.classList.toggle("has-signs", key !== undefined || filtered);
  node.setAttribute("aria-sort", key === undefined ? "none" : key.descending ? "descending" : "ascending");
  node.setAttribute("aria-label", filtered ? `${meta.name}, filtered` : meta.name);
}

function menuButton(meta: ResultColumn, openMenu: (at: { readonly x: number; readonly y: number }) => void): HTMLElement {
  const button = element("button", {
    class: "header-menu",
    attributes: {
      type: "button",
      tabindex: "-1",
      title: `Column ${meta.name}`,
      "aria-label": `Column ${meta.name}`,
      "aria-haspopup": "menu",
    },
  });
  button.append(icon("chevron-down"));
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const box = button.getBoundingClientRect();
    openMenu({ x: box.left, y: box.bottom });
  });
  // Neither a drag of the column nor a sort begins here.
  for (const type of ["pointerdown", "mousedown", "touchstart"]) button.addEventListener(type, (event) => event.stopPropagation());
  return button;
}
