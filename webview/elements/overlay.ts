export interface OverlayPlace {
  readonly x: number;
  readonly y: number;
}

/** Told to an overlay that has to go: another one opens, or what it belongs to is gone. */
const dismissed = "overlay-dismissed";
const margin = 4;

/**
 * Puts a menu or a dialog over the page, at a place and wholly in view. Only one is open at a time. It goes by the function that
 * comes back, by a press elsewhere, and with the window's focus; `gone` is called when it has gone, whatever the reason.
 */
export function showOverlay(node: HTMLElement, place: OverlayPlace, gone?: () => void): () => void {
  dismissOverlays();
  const remove = (): void => {
    document.removeEventListener("pointerdown", pressedElsewhere, true);
    window.removeEventListener("blur", remove);
    if (!node.isConnected) return;
    node.remove();
    gone?.();
  };
  const pressedElsewhere = (event: Event): void => {
    if (!(event.target instanceof Node && node.contains(event.target))) remove();
  };
  node.classList.add("overlay");
  node.addEventListener(dismissed, remove);
  document.addEventListener("pointerdown", pressedElsewhere, true);
  window.addEventListener("blur", remove);
  (document.querySelector("main") ?? document.body).append(node);
  placeOverlay(node, place);
  return remove;
}

/** Wholly in view; call it again when the size has changed. */
export function placeOverlay(node: HTMLElement, place: OverlayPlace): void {
  const { width, height } = node.getBoundingClientRect();
  node.style.left = `${Math.max(margin, Math.min(place.x, window.innerWidth - width - margin))}px`;
  node.style.top = `${Math.max(margin, Math.min(place.y, window.innerHeight - height - margin))}px`;
}

export function dismissOverlays(): void {
  for (const node of document.querySelectorAll(".overlay")) node.dispatchEvent(new Event(dismissed));
}
