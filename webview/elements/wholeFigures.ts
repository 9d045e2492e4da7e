/** Pixels by which a figure may be beyond an edge: browsers round. */
const slack = 1;

interface Visible {
  readonly from: number;
  readonly to: number;
}

/** Figures of a table that scrolls sideways are seen whole or not at all: cut by an edge, 634 MiB would read as 634 M or as 4 MiB. */
export class WholeFigures {
  private readonly watch = new ResizeObserver(() => this.update());
  private readonly scrolled = (): void => this.update();

  /** `scroller`: has one table in it. Figures are its cells of the class `number`. */
  constructor(private readonly scroller: HTMLElement) {
    scroller.addEventListener("scroll", this.scrolled, { passive: true });
    this.watch.observe(scroller);
    this.update();
  }

  /** When the table is another one. */
  update(): void {
    const { scrollLeft, scrollWidth, clientWidth } = this.scroller;
    this.scroller.classList.toggle("more-at-right", scrollLeft + clientWidth < scrollWidth - slack);
    const table = this.scroller.querySelector("table");
    const heads = [...(table?.tHead?.rows[0]?.cells ?? [])];
    const visible = this.visible(heads[0]);
    const beyond = heads.map((head) => isBeyond(head.getBoundingClientRect(), visible));
    const figures = [...(table?.tBodies[0]?.rows ?? [])].flatMap(({ cells }) =>
      [...cells].flatMap((cell, column) => (cell.classList.contains("number") ? [{ cell, column }] : [])),
    );
    const cut = figures.map(({ cell, column }) => beyond[column] === true && isBeyond(textBox(cell), visible));
    for (const [index, { cell }] of figures.entries()) cell.classList.toggle("cut-figure", cut[index]);
  }

  dispose(): void {
    this.watch.disconnect();
    this.scroller.removeEventListener("scroll", this.scrolled);
  }

  /** A first column that stays where it is covers what is scrolled under it. */
  private visible(first: HTMLElement | undefined): Visible {
    const { clientLeft, clientWidth } = this.scroller;
    const from = this.scroller.getBoundingClientRect().left + clientLeft;
    const covers = first !== undefined && getComputedStyle(first).left !== "auto";
    return { from: covers ? first.getBoundingClientRect().right : from, to: from + clientWidth };
  }
}

function isBeyond({ left, right }: DOMRect, { from, to }: Visible): boolean {
  return left < from - slack || right > to + slack;
}

function textBox(cell: HTMLElement): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getBoundingClientRect();
}
