import { element } from "./element";
import type { MenuPlace } from "./menu";

export interface Popover {
  readonly node: HTMLElement;
  close(): void;
}

/** A small dialog at a place. Escape and a click elsewhere close it; the focus goes back to `returnTo`, as it does on `close()`. */
export function openPopover(label: string, content: readonly Node[], place: MenuPlace, returnTo: HTMLElement): Popover {
  for (const open of document.querySelectorAll(".popover")) open.dispatchEvent(new Event("replaced"));
  const node = element("div", { class: "popover", attributes: { role: "dialog", "aria-label": label } });
  node.append(...content);
  const remove = (): void => {
    document.removeEventListener("pointerdown", closeOutside, true);
    node.remove();
  };
  const closeOutside = (event: Event): void => {
    if (!(event.target instanceof Node && node.contains(event.target))) remove();
  };
  const close = (): void => {
    remove();
    returnTo.focus({ preventScroll: true });
  };
  node.addEventListener("replaced", remove);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Tab") keepInside(event, node);
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", closeOutside, true);
  document.body.append(node);
  moveIntoView(node, place);
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

function moveIntoView(node: HTMLElement, place: MenuPlace): void {
  const margin = 8;
  const { width, height } = node.getBoundingClientRect();
  node.style.left = `${Math.max(margin, Math.min(place.x, window.innerWidth - width - margin))}px`;
  node.style.top = `${Math.max(margin, Math.min(place.y, window.innerHeight - height - margin))}px`;
}
