import { color } from "chart.js/helpers";
import type { ChartStyle } from "../chartStyle";

/** Colours for marks of a canvas, which knows no `color-mix`. */

/** From least (0) to most (1) on a theme's scale. */
export function scaleColour(style: ChartStyle, position: number): string {
  const { scale } = style;
  const place = Math.min(Math.max(position, 0), 1) * (scale.length - 1);
  const below = Math.min(Math.floor(place), scale.length - 2);
  return mixed(scale[below] as string, scale[below + 1] as string, place - below);
}

/** So much of the second colour in the first. */
export function mixed(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `rgb(${a.map((value, index) => Math.round(value + ((b[index] as number) - value) * share)).join(", ")})`;
}

export function transparent(colour: string, alpha: number): string {
  return `rgba(${channels(colour).join(", ")}, ${alpha})`;
}

/** The theme's text or its ground, whichever is read better on a colour. */
export function textOn(colour: string, style: ChartStyle): string {
  return contrast(colour, style.text) >= contrast(colour, style.ground) ? style.text : style.ground;
}

/** WCAG's ratio of two colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour of a series; `index` goes round when there are more of them than colours. */
export function seriesColour(style: ChartStyle, index: number): string {
  return style.series[index % style.series.length] as string;
}

/**
 * A fill that can be told from its neighbours without its colour: lines in one of four directions on the ground. `index` chooses
 * the direction.
 */
export function hatched(colour: string, style: ChartStyle, index: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = tile.height = tileSize;
  const context = tile.getContext("2d");
  if (context === null) return colour;
  context.fillStyle = style.ground;
  context.fillRect(0, 0, tileSize, tileSize);
  paintTile(context, colour, index);
  return context.createPattern(tile, "repeat") ?? colour;
}

/** The same lines in a small box at the origin, with nothing below them. */
export function paintHatching(
  pen: CanvasRenderingContext2D,
  colour: string,
  index: number,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  for (let x = 0; x < width; x += tileSize) {
    for (let y = 0; y < height; y += tileSize) {
      pen.save();
      pen.translate(x, y);
      paintTile(pen, colour, index);
      pen.restore();
    }
  }
  pen.restore();
}

function paintTile(pen: CanvasRenderingContext2D, colour: string, index: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const [x1, y1, x2, y2] of hatchings[index % hatchings.length] as (typeof hatchings)[number]) {
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
  }
  pen.stroke();
}

const tileSize = 8;

/** Lines within a tile, which go on in the next one. */
const hatchings: readonly (readonly (readonly [number, number, number, number])[])[] = [
  [
    [-2, 2, 2, -2],
    [-2, 10, 10, -2],
    [6, 10, 10, 6],
  ],
  [
    [-2, 6, 2, 10],
    [-2, -2, 10, 10],
    [6, -2, 10, 2],
  ],
  [[0, 4, 8, 4]],
  [[4, 0, 4, 8]],
];

function channels(colour: string): readonly [number, number, number] {
  const { r, g, b } = color(colour).rgb as { readonly r: number; readonly g: number; readonly b: number };
  return [r, g, b];
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
