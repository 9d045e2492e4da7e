import type { Cell, ResultColumn } from "../../src/protocol/query";
import { cellText } from "./cellText";
import { countText } from "../elements/countText";

/** Padding and border of a cell, both sides. */
const cellPadding = 18;
/** Room in a header for its signs: sort, filter, menu. */
const headerSigns = 46;
const narrowest = 56;
/** The first rows do not tell how large counts become further down, so a column of counts has room for millions. */
const countsReach = "9,999,999";
const counts: ReadonlySet<ResultColumn["meaning"]> = new Set(["integer", "packets", "bytes"]);

/** Measures text in the fonts of the grid, so that columns can be as wide as what they show. */
export class ColumnRuler {
  private readonly cells: CanvasRenderingContext2D | null;
  private readonly headers: CanvasRenderingContext2D | null;

  constructor(cellFont: string, headerFont: string) {
    this.cells = context(cellFont);
    this.headers = context(headerFont);
  }

  /** The width in which all of these cells and the name fit, within limits. */
  width(column: ResultColumn, cells: readonly Cell[], humanized: boolean, widest: number): number {
    const name = measure(this.headers, column.name) + headerSigns;
    const texts = cells.map((cell) => cellText(cell, column, humanized).slice(0, 400));
    const reach = counts.has(column.meaning) ? measure(this.cells, countsReach) : 0;
    const longest = texts.reduce((width, text) => Math.max(width, measure(this.cells, text)), reach);
    return Math.ceil(Math.max(narrowest, Math.min(widest, Math.max(name, longest + cellPadding))));
  }

  /** Of the column with the row numbers. */
  rowNumberWidth(rowCount: number): number {
    return Math.ceil(Math.max(44, measure(this.cells, countText(rowCount)) + 22));
  }
}

function context(font: string): CanvasRenderingContext2D | null {
  const made = document.createElement("canvas").getContext("2d");
  if (made !== null) made.font = font;
  return made;
}

function measure(made: CanvasRenderingContext2D | null, text: string): number {
  return made?.measureText(text).width ?? text.length * 8;
}
