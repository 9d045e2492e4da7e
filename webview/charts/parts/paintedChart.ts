import type { ChartMark, ChartSeries, ChartTable, DrawnChart } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { contains, type Box } from "./canvasChart";

type Pen = CanvasRenderingContext2D;

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
    this.paintOn(this.canvas, window.devicePixelRatio);
    this.canvas.style.width = `${this.place.clientWidth}px`;
    this.canvas.style.height = `${this.place.clientHeight}px`;
  }

  picture(pixelRatio: number): Promise<Blob> {
    const canvas = document.createElement("canvas");
    this.paintOn(canvas, pixelRatio);
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error("The browser could not make a picture of the chart. Make the chart smaller."));
        else resolve(blob);
      }, "image/png");
    });
  }

  dispose(): void {
    this.canvas.remove();
  }

  private paintOn(canvas: HTMLCanvasElement, pixelRatio: number): void {
    const { clientWidth, clientHeight } = this.place;
    canvas.width = Math.round(clientWidth * pixelRatio);
    canvas.height = Math.round(clientHeight * pixelRatio);
    const pen = penOf(canvas);
    pen.scale(pixelRatio, pixelRatio);
    pen.fillStyle = this.style.ground;
    pen.fillRect(0, 0, clientWidth, clientHeight);
    this.painting.paint(pen, clientWidth, clientHeight, this.focused);
  }
}

function penOf(canvas: HTMLCanvasElement): Pen {
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("The browser has no memory for a picture of this size. Make the chart smaller.");
  return pen;
}
