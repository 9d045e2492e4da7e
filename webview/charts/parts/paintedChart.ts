import type { ChartMark, ChartSeries, ChartTable, DrawnChart } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { contains, type Box } from "./canvasChart";
import { groundCanvas, penOf, penOnGround, pngOf, type Pen, type PictureSize } from "./picture";

export interface Painting {
  readonly caption: string;
  readonly series: readonly ChartSeries[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
  readonly marks: readonly ChartMark[];
  paint(pen: Pen, width: number, height: number, focused: ChartMark | undefined): void;
  boxOf(mark: ChartMark, pen: Pen, width: number, height: number): Box | undefined;
}

/** A chart that needs no library: it is painted on a canvas of its own, on the screen and in pictures alike. */
export class PaintedChart implements DrawnChart {
  readonly caption: string;
  readonly series: readonly ChartSeries[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
  readonly marks: readonly ChartMark[];
  private readonly canvas = document.createElement("canvas");
  private focused: ChartMark | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly style: ChartStyle,
    private readonly painting: Painting,
  ) {
    ({ caption: this.caption, series: this.series, table: this.table, notes: this.notes, marks: this.marks } = painting);
    // What it shows is said by the table and the marks.
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.style.display = "block";
    place.append(this.canvas);
    this.resize();
  }

  markAt(x: number, y: number): ChartMark | undefined {
    return this.marks.find((mark) => contains(this.boxOf(mark), x, y));
  }

  boxOf(mark: ChartMark): Box | undefined {
    const { clientWidth, clientHeight } = this.place;
    return this.painting.boxOf(mark, penOf(this.canvas), clientWidth, clientHeight);
  }

  highlight(mark: ChartMark | undefined): void {
    if (mark === this.focused) return;
    this.focused = mark;
    this.resize();
  }

  /** Its marks are no series. */
  showSeries(): void {
    return undefined;
  }

  resize(): void {
    this.paintWith(penOnGround(this.canvas, this.sizeAt(window.devicePixelRatio), this.style.ground));
    this.canvas.style.width = `${this.place.clientWidth}px`;
    this.canvas.style.height = `${this.place.clientHeight}px`;
  }

  picture(pixelRatio: number): Promise<Blob> {
    const { canvas, pen } = groundCanvas(this.sizeAt(pixelRatio), this.style.ground);
    this.paintWith(pen);
    return pngOf(canvas);
  }

  dispose(): void {
    this.canvas.remove();
  }

  private sizeAt(pixelRatio: number): PictureSize {
    const { clientWidth: width, clientHeight: height } = this.place;
    return { width, height, pixelRatio };
  }

  private paintWith(pen: Pen): void {
    this.painting.paint(pen, this.place.clientWidth, this.place.clientHeight, this.focused);
  }
}
