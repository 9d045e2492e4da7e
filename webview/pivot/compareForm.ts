import { element, textButton } from "../elements/element";
import { below } from "../elements/menu";
import { openPopover } from "../elements/popover";
import { AddressField } from "./addressField";

export interface CompareFormOptions {
  readonly anchor: HTMLElement;
  /** Addresses of the trail, the last one first. */
  readonly seen: readonly string[];
  readonly compare: (address: string) => void;
}

/** Asks which address to lay beside the one that is shown. */
export function openCompareForm({ anchor, seen, compare }: CompareFormOptions): void {
  const choose = (address: string): void => {
    popover.close();
    compare(address);
  };
  const field = new AddressField("Compare with", choose);
  const list = element("div", { class: "seen-addresses", attributes: { role: "group", "aria-label": "Addresses that you looked at" } });
  for (const address of seen) {
    const button = element("button", { class: "link", text: address, attributes: { type: "button" } });
    button.addEventListener("click", () => choose(address));
    list.append(button);
  }
  const buttons = element(
    "div",
    { class: "form-buttons" },
    textButton({ label: "Compare", class: "primary", run: () => field.submit() }),
    textButton({ label: "Cancel", run: () => popover.close() }),
  );
  const title = element("div", { class: "form-title", text: "Compare with" });
  const popover = openPopover("Compare with", [title, field.node, ...(seen.length > 0 ? [list] : []), buttons], below(anchor), anchor);
  field.focus();
}
