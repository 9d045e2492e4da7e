import type { ResultColumn } from "../../src/protocol/query";
import { element, textButton } from "../elements/element";
import type { OverlayPlace } from "../elements/overlay";
import { openPopover } from "../elements/popover";

export interface ColumnChooserOptions {
  readonly columns: readonly ResultColumn[];
  /** Column indices in their order on the screen, hidden ones included. */
  readonly order: readonly number[];
  readonly hidden: readonly number[];
  readonly place: OverlayPlace;
  readonly returnTo: HTMLElement;
  /** Gives back what is hidden now: the last visible column stays. */
  readonly change: (column: number, visible: boolean) => readonly number[];
  readonly showAll: () => void;
}

/** A list of all columns with a tick at those that are shown. */
export function openColumnChooser(options: ColumnChooserOptions): void {
  const { columns, order, hidden, place, returnTo, change, showAll } = options;
  const search = element("input", {
    class: "field",
    attributes: { type: "text", placeholder: "Search columns", "aria-label": "Search columns" },
  });
  const list = element("div", { class: "chooser-list", attributes: { role: "group", "aria-label": "Columns" } });
  const boxes = order.map((column) => {
    const { box, item } = chooserItem(column, columns[column]);
    box.checked = !hidden.includes(column);
    list.append(item);
    return box;
  });
  const tick = (nowHidden: readonly number[]): void => {
    for (const box of boxes) box.checked = !nowHidden.includes(Number(box.value));
  };
  for (const box of boxes) box.addEventListener("change", () => tick(change(Number(box.value), box.checked)));
  search.addEventListener("input", () => {
    const wanted = search.value.toLowerCase();
    for (const item of list.children) (item as HTMLElement).hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  const all = textButton({
    label: "Show all",
    run: () => {
      showAll();
      tick([]);
    },
  });
  const popover = openPopover(
    "Columns",
    [search, list, element("div", { class: "form-buttons" }, all, textButton({ label: "Close", run: () => popover.close() }))],
    place,
    returnTo,
  );
}

function chooserItem(column: number, meta: ResultColumn | undefined): { readonly box: HTMLInputElement; readonly item: HTMLElement } {
  const box = element("input", { attributes: { type: "checkbox", value: String(column) } });
  const name = element("span", { text: meta?.name ?? "" });
  const type = element("span", { class: "tone-muted", text: meta?.type ?? "" });
  return { box, item: element("label", { class: "chooser-item" }, box, name, type) };
}
