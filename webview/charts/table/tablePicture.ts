import type { ChartStyle } from "../chartStyle";
import { groundCanvas, pngOf, type PictureSize } from "../parts/picture";

/** The first rows of a table as a picture, as many as there is room for. */
export function tablePicture(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  style: ChartStyle,
  size: PictureSize,
): Promise<Blob> {
  const { canvas, pen } = groundCanvas(size, style.ground);
  pen.font = `${style.fontSize}px ${style.font}`;
  pen.textBaseline = "middle";
  const lineHeight = style.fontSize * 1.6;
  const shown = rows.slice(0, Math.max(0, Math.floor(size.height / lineHeight) - 1));
  const widths = heads.map((head, column) =>
    [head, ...shown.map((row) => row[column] ?? "")].reduce((most, text) => Math.max(most, pen.measureText(text).width), 0),
  );
  for (const [line, row] of [heads, ...shown].entries()) {
    pen.fillStyle = line === 0 ? style.muted : style.text;
    let x = 0;
    for (const [column, text] of row.entries()) {
      pen.fillText(text, x, (line + 0.5) * lineHeight);
      x += (widths[column] ?? 0) + style.fontSize * 1.5;
    }
  }
  return pngOf(canvas);
}
