const figures = new Intl.NumberFormat("en-US");

/** A whole number as people read it: `1,234,567`. */
export function countText(count: number): string {
  return figures.format(count);
}
