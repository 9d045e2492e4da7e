import type { Cell } from "../../src/protocol/query";
import type { ChartMark, DrawnChart } from "../charts/chart";
import { element, textButton } from "../elements/element";
import { placeOverlay } from "../elements/overlay";
import { openPopover } from "../elements/popover";

export interface TimeRange {
  readonly column: number;
  /** ISO 8601 UTC; up to and without `to`. */
  readonly from: string;
  readonly to: string;
}

export interface BrushEvents {
  readonly drawn: () => DrawnChart | undefined;
  /** How the range is told. */
  readonly text: (range: TimeRange) => string;
  /** What can be done with it; the usual one first. */
  readonly choices: () => readonly RangeChoice[];
}

export interface RangeChoice {
  readonly label: string;
  readonly run: (range: TimeRange) => void;
}

/** Pixels that a press may move and still be a click. */
const clickSlack = 4;
/** The last point of a line is at the end of its axis: its band still has to be seen. */
const thinnest = 3;
const besideBand = 6;

/** Chooses a range on a time axis, by dragging or from mark to mark, and asks what to do with it. */
export class TimeBrush {
  private readonly band = element("div", { class: "chart-brush", attributes: { hidden: "" } });
  /** What the band stands for, while it is drawn. Who cannot see it is told by the question that follows. */
  private readonly times = element("div", { class: "chart-brush-times", attributes: { hidden: "", "aria-hidden": "true" } });
  private range: TimeRange | undefined;
  private from: number | undefined;
  /** The click that ends a drag is none. */
  private dragged = false;

  constructor(
    private readonly stage: HTMLElement,
    private readonly events: BrushEvents,
  ) {
    stage.append(this.band, this.times);
    stage.addEventListener("pointerdown", (event) => this.begin(event));
    stage.addEventListener("pointermove", (event) => this.drag(event));
    stage.addEventListener("pointerup", (event) => this.end(event));
    stage.addEventListener("pointercancel", () => this.clear());
    stage.addEventListener("click", (event) => this.swallow(event), true);
  }

  clear(): void {
    this.range = undefined;
    this.from = undefined;
    this.band.hidden = true;
    this.times.hidden = true;
  }

  get isThere(): boolean {
    return this.range !== undefined;
  }

  /** From one mark to another, in whichever order. */
  extend(from: ChartMark, to: ChartMark): void {
    const column = this.events.drawn()?.timeAxis?.column;
    const [some, other] = [timesOf(from, column), timesOf(to, column)];
    const boxes = [from, to].map((mark) => this.events.drawn()?.boxOf(mark));
    const [first, second] = boxes;
    if (column === undefined || some === undefined || other === undefined || first === undefined || second === undefined) return;
    this.range = { column, from: some.from < other.from ? some.from : other.from, to: some.to > other.to ? some.to : other.to };
    this.showBand(this.range, Math.min(first.x, second.x), Math.max(first.x + first.width, second.x + second.width));
  }

  /** Asks what to do with the range. Whether there is one. */
  choose(): boolean {
    const { range } = this;
    if (range === undefined) return false;
    const { left, bottom } = this.band.getBoundingClientRect();
    const run = (work: (range: TimeRange) => void): void => {
      popover.close();
      work(range);
    };
    const buttons = element(
      "div",
      { class: "form-buttons" },
      ...this.events
        .choices()
        .map(({ label, run: work }, index) => textButton({ label, ...(index === 0 ? { class: "primary" } : {}), run: () => run(work) })),
      textButton({ label: "Cancel", run: () => popover.close() }),
    );
    const text = element("div", { class: "range-text", text: this.events.text(range) });
    const place = { x: left, y: bottom + 4 };
    const popover = openPopover("Range of time", [text, buttons], place, this.stage, () => this.clear());
    popover.node.classList.add("range-bar");
    placeOverlay(popover.node, place);
    return true;
  }

  private begin(event: PointerEvent): void {
    this.clear();
    this.dragged = false;
    const axis = this.events.drawn()?.timeAxis;
    const { x, y } = this.placeOf(event);
    if (event.button !== 0 || axis === undefined || x < axis.left || x > axis.right || y < axis.top || y > axis.bottom) return;
    this.from = x;
  }

  private drag(event: PointerEvent): void {
    const axis = this.events.drawn()?.timeAxis;
    if (this.from === undefined || axis === undefined || (event.buttons & 1) === 0) return;
    const x = Math.max(axis.left, Math.min(axis.right, this.placeOf(event).x));
    if (!this.dragged && Math.abs(x - this.from) < clickSlack) return;
    if (!this.dragged) this.stage.setPointerCapture(event.pointerId);
    this.dragged = true;
    const [left, right] = [Math.min(this.from, x), Math.max(this.from, x)];
    // What is drawn is of all of a step or of none of it.
    const taken = axis.stepsBetween(left, right) ?? { from: axis.timeAt(left), to: axis.timeAt(right), left, right };
    this.range = { column: axis.column, from: taken.from, to: taken.to };
    this.showBand(this.range, taken.left, taken.right);
  }

  private end(event: PointerEvent): void {
    this.from = undefined;
    if (!this.dragged) return;
    if (this.stage.hasPointerCapture(event.pointerId)) this.stage.releasePointerCapture(event.pointerId);
    this.choose();
  }

  private swallow(event: Event): void {
    if (!this.dragged) return;
    this.dragged = false;
    event.stopPropagation();
    event.preventDefault();
  }

  private showBand(range: TimeRange, left: number, right: number): void {
    const axis = this.events.drawn()?.timeAxis;
    if (axis === undefined) return;
    this.band.hidden = false;
    const { style } = this.band;
    style.left = `${left}px`;
    style.width = `${Math.max(thinnest, right - left)}px`;
    style.top = `${axis.top}px`;
    style.height = `${axis.bottom - axis.top}px`;
    this.showTimes(this.events.text(range), { left, right, top: axis.top });
  }

  /** Behind the band; before it where there is no room. */
  private showTimes(text: string, { left, right, top }: { readonly left: number; readonly right: number; readonly top: number }): void {
    const { times, stage } = this;
    times.hidden = false;
    times.textContent = text;
    const width = times.offsetWidth;
    const behind = right + besideBand;
    const before = Math.max(0, left - besideBand - width);
    times.style.left = `${behind + width <= stage.clientWidth ? behind : before}px`;
    times.style.top = `${top + besideBand}px`;
  }

  private placeOf(event: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

function stepOf({ values }: ChartMark, column: number): { readonly from: string; readonly to: string } | undefined {
  const value = values.find((one) => one.column === column);
  return value !== undefined && "from" in value ? { from: String(value.from), to: String(value.to) } : undefined;
}

/** A mark without a step is of one moment, and a range that ends there has it in. */
function timesOf(mark: ChartMark, column: number | undefined): { readonly from: string; readonly to: string } | undefined {
  const value = mark.values.find((one) => one.column === column);
  if (value === undefined || column === undefined) return undefined;
  return stepOf(mark, column) ?? ("value" in value ? { from: String(value.value), to: justAfter(value.value) } : undefined);
}

function justAfter(time: Cell): string {
  return new Date(new Date(String(time)).getTime() + 1000).toISOString().replace(".000Z", "Z");
}
