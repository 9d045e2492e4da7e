import type { ChartStyle } from "../chartStyle";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/** The first rows of a table as a picture, as many as there is room for. */
export function tablePicture(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  style: ChartStyle,
  size: PictureSize,
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(size.width * size.pixelRatio);
  canvas.height = Math.round(size.height * size.pixelRatio);
  const pen = canvas.getContext("2d");
  if (pen === null) return Promise.reject(new Error("The browser has no memory for a picture of this size. Make the chart smaller."));
  pen.scale(size.pixelRatio, size.pixelRatio);
  pen.fillStyle = style.ground;
  pen.fillRect(0, 0, size.width, size.height);
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
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("The browser could not make a picture of the chart. Make the chart smaller."));
      else resolve(blob);
    }, "image/png");
  });
}
