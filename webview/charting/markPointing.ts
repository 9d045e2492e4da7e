import type { ChartMark, DrawnChart } from "../charts/chart";
import type { HeldKeys } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { element } from "../elements/element";
import type { ChartTooltip } from "./chartTooltip";
import { markByKey } from "./markSteps";

export interface PointingEvents {
  readonly drawn: () => DrawnChart | undefined;
  readonly visible: (series: number) => boolean;
  readonly say: (sentence: string) => void;
  /** A mark was clicked, or Enter was pressed on it. `at`: on the page. */
  readonly chosen: (mark: ChartMark, at: OverlayPlace, keys: HeldKeys) => void;
  /** Shift and an arrow: from the mark where the keyboard was to the one where it is. */
  readonly extended: (from: ChartMark, to: ChartMark) => void;
  /** Enter while a range stands. Whether there was one. */
  readonly rangeChosen: () => boolean;
  /** Escape. Whether there was something to give up. */
  readonly escaped: () => boolean;
}

/** Leads mouse and keyboard from mark to mark. What is pointed at stands out and is told beside it. */
export class MarkPointing {
  private readonly frame = element("div", { class: "chart-focus", attributes: { hidden: "" } });
  private current: ChartMark | undefined;
  /** Where a range began. */
  private anchor: ChartMark | undefined;

  constructor(
    private readonly stage: HTMLElement,
    private readonly tooltip: ChartTooltip,
    private readonly events: PointingEvents,
  ) {
    stage.append(this.frame, tooltip.node);
    stage.addEventListener("pointermove", (event) => this.hover(event));
    stage.addEventListener("pointerleave", () => this.point(undefined, false));
    stage.addEventListener("click", (event) => this.click(event));
    stage.addEventListener("keydown", (event) => this.handleKey(event));
    stage.addEventListener("blur", () => this.point(undefined, false));
  }

  /** Another chart is there: its marks are other ones. */
  forget(): void {
    this.current = undefined;
    this.anchor = undefined;
    this.point(undefined, false);
  }

  private hover(event: PointerEvent): void {
    if (event.buttons !== 0) return this.point(undefined, false);
    const at = this.placeOf(event);
    const mark = this.isOnDrawing(event) ? this.events.drawn()?.markAt(at.x, at.y) : undefined;
    this.stage.classList.toggle("on-mark", mark !== undefined);
    this.point(mark, false, at);
  }

  private click(event: MouseEvent): void {
    const at = this.placeOf(event);
    const mark = this.isOnDrawing(event) ? this.events.drawn()?.markAt(at.x, at.y) : undefined;
    if (mark === undefined) return;
    this.current = mark;
    this.events.chosen(mark, { x: event.clientX, y: event.clientY }, event);
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.target !== this.stage || !this.runKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private runKey(event: KeyboardEvent): boolean {
    const { events, current } = this;
    if (event.key === "Escape") return this.escape();
    const isMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    if (event.key === "Enter" || event.key === " " || isMenu) {
      if (!isMenu && events.rangeChosen()) return true;
      if (current === undefined) return false;
      events.chosen(current, this.pagePlaceOf(current), isMenu ? { shiftKey: false, altKey: false } : event);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    return this.step(event.key, event.shiftKey);
  }

  private step(key: string, extend: boolean): boolean {
    const { events } = this;
    const drawn = events.drawn();
    const next = markByKey(key, drawn?.marks ?? [], this.current, (series) => events.visible(series));
    if (next === undefined) return false;
    if (extend) this.anchor ??= this.current ?? next;
    else this.anchor = undefined;
    this.point(next, true);
    events.say(next.lines.join(", "));
    if (this.anchor !== undefined) events.extended(this.anchor, next);
    return true;
  }

  private escape(): boolean {
    this.anchor = undefined;
    if (this.events.escaped()) return true;
    if (this.current === undefined) return false;
    this.current = undefined;
    this.point(undefined, false);
    return true;
  }

  private point(mark: ChartMark | undefined, byKeyboard: boolean, at?: OverlayPlace): void {
    const drawn = this.events.drawn();
    if (byKeyboard || mark !== undefined) this.current = mark;
    drawn?.highlight(mark);
    this.frame.hidden = !byKeyboard;
    const box = mark === undefined ? undefined : drawn?.boxOf(mark);
    if (drawn === undefined || mark === undefined || (box === undefined && at === undefined)) return this.tooltip.hide();
    if (byKeyboard && box !== undefined) this.showFrame(box);
    const center = box === undefined ? undefined : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    this.tooltip.show(drawn, mark, at ?? center ?? { x: 0, y: 0 }, this.events.visible);
  }

  private showFrame({
    x,
    y,
    width,
    height,
  }: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }): void {
    const { style } = this.frame;
    style.left = `${x - 2}px`;
    style.top = `${y - 2}px`;
    style.width = `${width + 4}px`;
    style.height = `${height + 4}px`;
  }

  /** Pixels within the drawing, which fills the stage. */
  private placeOf(event: MouseEvent): OverlayPlace {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private isOnDrawing({ target }: MouseEvent): boolean {
    return target instanceof Element && target.closest(".chart-place") !== null;
  }

  private pagePlaceOf(mark: ChartMark): OverlayPlace {
    const { left, top } = this.stage.getBoundingClientRect();
    const box = this.events.drawn()?.boxOf(mark);
    return box === undefined ? { x: left, y: top } : { x: left + box.x + box.width / 2, y: top + box.y + box.height / 2 };
  }
}
