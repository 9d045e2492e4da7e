import type { ChartSeries, SeriesSign } from "../charts/chart";
import { paintHatching } from "../charts/parts/colours";
import { element } from "../elements/element";

/** Pixels of the screen: a hatching needs room for its lines, and dashes for some of them. */
const sizes = { hatching: { width: 14, height: 12 }, dashes: { width: 24, height: 10 } } as const;

type Signed = Pick<ChartSeries, "color" | "sign">;

/** A series beside its name: its colour, with what tells it apart besides. */
export function swatch({ color, sign }: Signed): HTMLElement {
  if (sign === undefined) {
    const node = element("span", { class: "swatch", attributes: { "aria-hidden": "true" } });
    node.style.backgroundColor = color;
    return node;
  }
  const { width, height } = swatchSize({ sign });
  const canvas = element("canvas", { class: "swatch swatch-sign", attributes: { "aria-hidden": "true" } });
  const ratio = Math.max(1, window.devicePixelRatio);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.color = color;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext("2d");
  pen?.scale(ratio, ratio);
  if (pen !== null) paintSwatch(pen, { color, sign }, { x: 0, y: 0 });
  return canvas;
}

export function swatchSize(
  { sign }: { readonly sign?: SeriesSign | undefined },
  plain = 10,
): { readonly width: number; readonly height: number } {
  return sign === undefined ? { width: plain, height: plain } : sizes[sign.kind];
}

/** The same on a picture. `at`: its upper left corner. */
export function paintSwatch(
  pen: CanvasRenderingContext2D,
  { color, sign }: Signed,
  { x, y }: { readonly x: number; readonly y: number },
  plain?: number,
): void {
  const { width, height } = swatchSize({ sign }, plain);
  pen.save();
  pen.translate(x, y);
  pen.strokeStyle = pen.fillStyle = color;
  if (sign === undefined) pen.fillRect(0, 0, width, height);
  else if (sign.kind === "hatching") {
    paintHatching(pen, color, sign.direction, { width, height });
    pen.lineWidth = 1;
    pen.strokeRect(0.5, 0.5, width - 1, height - 1);
  } else {
    pen.lineWidth = 2;
    pen.setLineDash([...sign.dashes]);
    pen.beginPath();
    pen.moveTo(0, height / 2);
    pen.lineTo(width, height / 2);
    pen.stroke();
  }
  pen.restore();
}
