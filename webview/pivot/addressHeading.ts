import type { PivotAddress } from "../../src/protocol/pivot";
import { element, icon, iconButton } from "../elements/element";
import { below } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";

export interface HeadingEvents {
  /** 0, or 1 for the address that it is compared with. */
  readonly place: number;
  readonly copy: (text: string) => void;
  /** Of the address that it is compared with: compares no more. */
  readonly end?: () => void;
  readonly menuOf: (address: string, at: OverlayPlace, anchor: HTMLElement) => void;
}

/** An address as the title of what stands below, with what is known of it without looking at a flow. */
export function addressHeading({ address, kind, meaning, names }: PivotAddress, events: HeadingEvents): HTMLElement {
  const title = element("h1", { class: "pivot-address", text: address });
  const more = iconButton({
    icon: "chevron-down",
    label: `Ask about ${address}`,
    run: (button) => events.menuOf(address, below(button), button),
  });
  more.setAttribute("aria-haspopup", "menu");
  const copy = iconButton({ icon: "copy", label: `Copy ${address}`, run: () => events.copy(address) });
  const signs = element("p", { class: "pivot-signs" });
  if (kind !== "") signs.append(element("span", { class: "pivot-badge", text: kind }));
  for (const name of names) signs.append(element("span", { class: "pivot-badge named" }, icon("symbol-namespace"), name));
  if (meaning !== undefined) signs.append(element("span", { class: "tone-muted", text: meaning }));
  const who = element("div", { class: "pivot-who" }, title, copy, more);
  const { end } = events;
  if (end !== undefined) who.append(iconButton({ icon: "close", label: "Stop comparing", run: () => end() }));
  return element("div", { class: `pivot-subject place-${events.place}` }, who, signs);
}
