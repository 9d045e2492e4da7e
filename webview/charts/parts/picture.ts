/** What a chart is painted with: all its coordinates are pixels of the screen, however many of the picture's there are to one. */
export type Pen = CanvasRenderingContext2D;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each of the screen. */
  readonly pixelRatio: number;
}

/** A canvas with nothing on it but the ground, and its pen. */
export function groundCanvas(size: PictureSize, ground: string): { readonly canvas: HTMLCanvasElement; readonly pen: Pen } {
  const canvas = document.createElement("canvas");
  return { canvas, pen: penOnGround(canvas, size, ground) };
}

/** Gives a canvas its size, and leaves nothing on it but the ground. */
export function penOnGround(canvas: HTMLCanvasElement, { width, height, pixelRatio }: PictureSize, ground: string): Pen {
  canvas.width = Math.round(width * pixelRatio);
  canvas.height = Math.round(height * pixelRatio);
  const pen = penOf(canvas);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(pixelRatio, pixelRatio);
  return pen;
}

export function penOf(canvas: HTMLCanvasElement): Pen {
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("The browser has no memory for a picture of this size. Make the chart smaller.");
  return pen;
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("The browser could not make a picture of the chart. Make the chart smaller."));
      else resolve(blob);
    }, "image/png");
  });
}
