import type { ChartInput, ChartMark, ChartSeries, ChartTable, DrawnChart } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { groundCanvas, pngOf } from "./picture";
import { isFigure, withEllipsis } from "./wording";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a chart says of itself beside its picture. */
export interface CanvasContents {
  readonly caption: string;
  readonly series?: readonly ChartSeries[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
  readonly marks: readonly ChartMark[];
  boxOf(mark: ChartMark): Box | undefined;
  markAt(x: number, y: number): ChartMark | undefined;
  showSeries?(index: number, visible: boolean): void;
}

/** Which mark stands out. A chart's colours are functions that look here. */
export interface Focus {
  mark: ChartMark | undefined;
}

/** What is needed here of a chart of Chart.js, of whichever type it is. */
export interface DrawnByChartJs {
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  readonly options: { devicePixelRatio?: number | undefined };
  update(mode: "none"): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** A chart that Chart.js draws on a canvas which fills its place. */
export class CanvasChart<Drawn extends DrawnByChartJs> implements DrawnChart {
  readonly chart: Drawn;
  readonly caption: string;
  readonly series: readonly ChartSeries[];
  readonly table: ChartTable;
  readonly notes: readonly string[];
  readonly marks: readonly ChartMark[];
  readonly boxOf: CanvasContents["boxOf"];
  readonly markAt: CanvasContents["markAt"];
  private readonly contents: CanvasContents;

  constructor(
    private readonly place: HTMLElement,
    private readonly style: ChartStyle,
    private readonly focus: Focus,
    drawOn: (canvas: HTMLCanvasElement) => Drawn,
    contentsOf: (chart: Drawn) => CanvasContents,
  ) {
    const canvas = document.createElement("canvas");
    // What it shows is said by the table and the marks.
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.display = "block";
    place.append(canvas);
    this.chart = drawOn(canvas);
    this.chart.resize(place.clientWidth, place.clientHeight);
    this.contents = contentsOf(this.chart);
    this.series = this.contents.series ?? [];
    ({ caption: this.caption, table: this.table, notes: this.notes, marks: this.marks } = this.contents);
    this.boxOf = (mark) => this.contents.boxOf(mark);
    this.markAt = (x, y) => this.contents.markAt(x, y);
  }

  highlight(mark: ChartMark | undefined): void {
    if (this.focus.mark === mark) return;
    this.focus.mark = mark;
    this.chart.update("none");
  }

  showSeries(index: number, visible: boolean): void {
    this.contents.showSeries?.(index, visible);
  }

  resize(): void {
    this.chart.resize(this.place.clientWidth, this.place.clientHeight);
  }

  async picture(pixelRatio: number): Promise<Blob> {
    const { chart } = this;
    const { devicePixelRatio: usual } = chart.options;
    try {
      chart.options.devicePixelRatio = pixelRatio;
      chart.resize(chart.width, chart.height);
      return await pngOf(onGround(chart.canvas, this.style.ground));
    } finally {
      chart.options.devicePixelRatio = usual;
      chart.resize(chart.width, chart.height);
    }
  }

  dispose(): void {
    const { canvas } = this.chart;
    this.chart.destroy();
    canvas.remove();
  }
}

/** What holds for all charts here: nothing moves, and the frame around the chart has its own legend and tooltip. */
export function quietOptions({ style }: ChartInput): {
  readonly animation: false;
  readonly responsive: false;
  readonly maintainAspectRatio: false;
  readonly events: [];
  readonly font: { readonly family: string; readonly size: number };
  readonly plugins: { readonly legend: { readonly display: false }; readonly tooltip: { readonly enabled: false } };
} {
  return {
    animation: false,
    responsive: false,
    maintainAspectRatio: false,
    events: [],
    font: { family: style.font, size: style.fontSize },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
  };
}

export function contains(box: Box | undefined, x: number, y: number): boolean {
  return box !== undefined && x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

/**
 * As much of a text as fits: of a number with a name (`443 https`) the number, of an address its beginning, of others the beginning and
 * the end, which tell ids apart. A number is there whole or not at all: a part of it would read as another one.
 */
export function fitted(context: Pick<CanvasRenderingContext2D, "measureText">, text: string, width: number): string {
  const fits = (part: string): boolean => context.measureText(part).width <= width;
  if (fits(text)) return text;
  if (isFigure(text)) return "";
  const [number] = /^\d+(?= )/.exec(text) ?? [];
  if (number !== undefined) return fits(number) ? number : "";
  for (let kept = text.length - 1; kept > 1; kept--) {
    const short = withEllipsis(text, kept);
    if (fits(short)) return short;
  }
  return "";
}

function onGround(canvas: HTMLCanvasElement, ground: string): HTMLCanvasElement {
  const whole = groundCanvas({ width: canvas.width, height: canvas.height, pixelRatio: 1 }, ground);
  whole.pen.drawImage(canvas, 0, 0);
  return whole.canvas;
}
