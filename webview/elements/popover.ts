import { element } from "./element";
import { showOverlay, type OverlayPlace } from "./overlay";

export interface Popover {
  readonly node: HTMLElement;
  close(): void;
}

/** A small dialog at a place. Escape and a click elsewhere close it; the focus goes back to `returnTo`, as it does on `close()`. */
export function openPopover(
  label: string,
  content: readonly Node[],
  place: OverlayPlace,
  returnTo: HTMLElement,
  gone?: () => void,
): Popover {
  const node = element("div", { class: "popover", attributes: { role: "dialog", "aria-label": label } });
  node.append(...content);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Tab") keepInside(event, node);
    // Keys of the page itself are not meant here. All others may be the editor's, such as those of its palette.
    else if (!event.altKey) return;
    event.stopPropagation();
  });
  const remove = showOverlay(node, place, gone);
  const close = (): void => {
    remove();
    returnTo.focus({ preventScroll: true });
  };
  node.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  return { node, close };
}

function keepInside(event: KeyboardEvent, node: HTMLElement): void {
  const stops = [...node.querySelectorAll<HTMLElement>("input, select, textarea, button")].filter((stop) => stop.offsetParent !== null);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  event.preventDefault();
}
