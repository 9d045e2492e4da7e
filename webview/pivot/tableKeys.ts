/** Makes a table one stop of the keyboard: arrows, Home and End go through its cells, to the link in a cell where there is one. */
export function listenToTableKeys(table: HTMLTableElement): void {
  const rows = [...table.rows].map((row) => [...row.cells].map(stopOf));
  const first = rows[1]?.[0] ?? rows[0]?.[0];
  for (const stop of rows.flat()) stop.tabIndex = stop === first ? 0 : -1;
  const moveTo = (stop: HTMLElement): void => {
    for (const other of rows.flat()) if (other.tabIndex === 0) other.tabIndex = -1;
    stop.tabIndex = 0;
  };
  table.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && rows.some((row) => row.includes(target))) moveTo(target);
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const row = rows.findIndex((stops) => stops.includes(document.activeElement as HTMLElement));
    const column = rows[row]?.indexOf(document.activeElement as HTMLElement) ?? -1;
    const next = column < 0 ? undefined : target(event.key, event.ctrlKey, rows, row, column);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
}

function stopOf(cell: HTMLTableCellElement): HTMLElement {
  return cell.querySelector<HTMLElement>("button") ?? cell;
}

function target(
  key: string,
  far: boolean,
  rows: readonly (readonly HTMLElement[])[],
  row: number,
  column: number,
): HTMLElement | undefined {
  const here = rows[row] ?? [];
  switch (key) {
    case "ArrowUp":
      return rows[far ? 0 : row - 1]?.[column];
    case "ArrowDown":
      return rows.at(far ? -1 : Math.min(row + 1, rows.length - 1))?.[column];
    case "ArrowLeft":
      return here[column - 1];
    case "ArrowRight":
      return here[column + 1];
    case "Home":
      return (far ? rows[0] : here)?.[0];
    case "End":
      return (far ? rows.at(-1) : here)?.at(-1);
    default:
      return undefined;
  }
}
