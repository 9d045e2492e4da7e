import type { Disposable } from "../../src/base/disposable";
import { element } from "../elements/element";

/** Pixels that the pointer moves before a press on a header is a drag and no longer a click. */
const threshold = 5;

/**
 * Moves columns by dragging their headers. By pointer and not by the browser's drag and drop: VS Code takes a drag that begins in
 * a panel for one of its own, and lays its drop targets over the panel.
 *
 * @param moved The place of the column on the screen, and the place before which it was dropped.
 */
export function listenToColumnDrag(grid: HTMLElement, moved: (from: number, before: number) => void): Disposable {
  let end = (): void => undefined;
  const press = (event: PointerEvent): void => {
    const header = event.target instanceof Element ? event.target.closest<HTMLElement>(".slick-header-column[data-place]") : null;
    const onHandle = event.target instanceof Element && event.target.closest(".slick-resizable-handle, .header-button") !== null;
    if (header === null || onHandle || event.button !== 0) return;
    end();
    end = followDrag(grid, header, event.clientX, moved);
  };
  grid.addEventListener("pointerdown", press);
  return { dispose: () => end() };
}

function followDrag(grid: HTMLElement, header: HTMLElement, startX: number, moved: (from: number, before: number) => void): () => void {
  const mark = element("div", { class: "column-drop" });
  let before: number | undefined;
  const move = (event: PointerEvent): void => {
    if (before === undefined && Math.abs(event.clientX - startX) < threshold) return;
    header.classList.add("dragged");
    before = showDropPlace(grid, mark, event.clientX);
  };
  const end = (): void => {
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", end);
    document.removeEventListener("keydown", cancel, true);
    header.classList.remove("dragged");
    mark.remove();
  };
  const cancel = (event: KeyboardEvent): void => {
    if (event.key === "Escape") end();
  };
  const drop = (): void => {
    end();
    if (before === undefined) return;
    // The click that ends a drag must not sort.
    window.addEventListener("click", swallow, { capture: true, once: true });
    requestAnimationFrame(() => window.removeEventListener("click", swallow, { capture: true }));
    moved(Number(header.dataset.place), before);
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", cancel, true);
  return end;
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

/** Draws the mark at the border of two columns that is nearest to the pointer; gives back the place behind it. */
function showDropPlace(grid: HTMLElement, mark: HTMLElement, x: number): number {
  const headers = [...grid.querySelectorAll<HTMLElement>(".slick-header-column[data-place]")];
  const whole = grid.getBoundingClientRect();
  const boxes = headers.map((node) => ({ place: Number(node.dataset.place), box: node.getBoundingClientRect() }));
  const next = boxes.find(({ box }) => x < box.left + box.width / 2);
  const last = boxes.at(-1);
  mark.style.left = `${(next?.box.left ?? last?.box.right ?? whole.left) - whole.left - 1}px`;
  grid.append(mark);
  return next?.place ?? (last?.place ?? 0) + 1;
}
