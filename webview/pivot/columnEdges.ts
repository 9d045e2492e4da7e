import { element, icon } from "../elements/element";

/** So much of the box its edge takes at least, to be seen. */
const narrowestPx = 18;

/** A column, measured from the left side of the box. */
interface Column {
  readonly name: string;
  readonly left: number;
  readonly right: number;
}

/**
 * Columns that do not fit are scrolled to sideways. An edge tells that there are more, and stands over the column that is only partly in
 * sight: half of a number is another number.
 */
export function withColumnEdges(scroll: HTMLElement): HTMLElement {
  const [before, after] = [new ColumnEdge("left", scroll), new ColumnEdge("right", scroll)];
  const measure = (): void => {
    const columns = columnsOf(scroll);
    before.show(columns);
    after.show(columns);
  };
  scroll.addEventListener("scroll", measure, { passive: true });
  scroll.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) bringIntoSight(scroll, target);
  });
  // Rows that are unfolded may make columns wider; the box grows with them.
  new ResizeObserver(measure).observe(scroll);
  return element("div", { class: "rows-place" }, scroll, before.node, after.node);
}

class ColumnEdge {
  readonly node: HTMLElement;
  private next = 0;

  constructor(
    private readonly side: "left" | "right",
    private readonly scroll: HTMLElement,
  ) {
    // The keyboard goes through the cells, and brings them into sight by itself.
    this.node = element("div", { class: `rows-edge ${side}`, attributes: { "aria-hidden": "true" } }, icon(`chevron-${side}`));
    this.node.hidden = true;
    this.node.addEventListener("click", () => (scroll.scrollLeft = this.next));
    this.node.addEventListener("wheel", ({ deltaX }) => (scroll.scrollLeft += deltaX), { passive: true });
  }

  show(columns: readonly Column[]): void {
    const { scroll, side, node } = this;
    const { clientWidth: width, scrollLeft } = scroll;
    node.hidden = side === "left" ? scrollLeft < 1 : scroll.scrollWidth - scrollLeft - width < 1;
    if (node.hidden) return;
    const isWhole = (column: Column): boolean =>
      (scrollLeft < 1 || column.left >= narrowestPx - 1) && column.right <= width - narrowestPx + 1;
    const whole = columns.filter(side === "left" ? ({ left }) => left >= narrowestPx - 1 : isWhole);
    const [first, last] = [whole[0], whole.at(-1)];
    const covers = side === "left" ? (first?.left ?? 0) : width - (last?.right ?? width);
    // A column that is wider than the box has to be read as it goes by.
    const coveredPx = covers > narrowestPx && columns.some(isWhole) ? covers : narrowestPx;
    node.style.width = `${coveredPx}px`;
    node.style.bottom = `${scroll.offsetHeight - scroll.clientHeight}px`;
    const hidden = columns.filter(({ left, right }) => (side === "left" ? left < coveredPx - 1 : right > width - coveredPx + 1));
    node.title = `More columns: ${hidden.map(({ name }) => name).join(", ")}`;
    this.next =
      side === "right"
        ? scrollLeft + (hidden[0]?.left ?? width) - narrowestPx
        : scrollLeft + (hidden.at(-1)?.right ?? 0) + narrowestPx - width;
  }
}

function columnsOf(scroll: HTMLElement): readonly Column[] {
  const { left: origin } = scroll.getBoundingClientRect();
  return [...scroll.querySelectorAll("thead th")].map((head) => {
    const { left, right } = head.getBoundingClientRect();
    return { name: head.textContent, left: left - origin, right: right - origin };
  });
}

/** The whole cell, of which what has the keyboard may be only a part. */
function bringIntoSight(scroll: HTMLElement, target: HTMLElement): void {
  const cell = target.closest("td, th");
  if (cell === null || scroll.scrollWidth <= scroll.clientWidth) return;
  const box = scroll.getBoundingClientRect();
  const behind = cell.getBoundingClientRect().right - box.right + narrowestPx;
  if (behind > 0) scroll.scrollLeft += behind;
  const before = box.left + narrowestPx - cell.getBoundingClientRect().left;
  if (before > 0) scroll.scrollLeft -= before;
}
