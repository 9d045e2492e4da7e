/** What the keyboard stops at in a cell: its links, else the cell. */
type Stops = readonly HTMLElement[];

/** Makes a table one stop of the keyboard: arrows, Home and End go through its cells, and through the links in them. */
export function listenToTableKeys(table: HTMLTableElement): void {
  const rows = [...table.rows].map((row) => [...row.cells].map(stopsOf));
  const all = rows.flat(2);
  const [first] = rows[1]?.flat() ?? all;
  for (const stop of all) stop.tabIndex = stop === first ? 0 : -1;
  table.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || !all.includes(target)) return;
    for (const other of all) if (other.tabIndex === 0) other.tabIndex = -1;
    target.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement)) return;
    const next = stopFrom(event.target, event.key, event.ctrlKey, rows);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
}

/** Makes a list of links one stop of the keyboard: arrows, Home and End go through them. */
export function listenToListKeys(list: HTMLElement): void {
  const stops = [...list.querySelectorAll<HTMLElement>("button")];
  for (const [index, stop] of stops.entries()) stop.tabIndex = index === 0 ? 0 : -1;
  list.addEventListener("focusin", ({ target }) => {
    for (const stop of stops) stop.tabIndex = stop === target ? 0 : -1;
  });
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = stops.indexOf(event.target as HTMLElement);
    const next = at < 0 ? undefined : stopAlong(stops, at, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
}

function stopAlong(stops: Stops, at: number, key: string): HTMLElement | undefined {
  if (key === "ArrowRight" || key === "ArrowDown") return stops[at + 1];
  if (key === "ArrowLeft" || key === "ArrowUp") return stops[at - 1];
  return key === "Home" ? stops[0] : key === "End" ? stops.at(-1) : undefined;
}

function stopsOf(cell: HTMLTableCellElement): Stops {
  const links = [...cell.querySelectorAll<HTMLElement>("button")];
  return links.length > 0 ? links : [cell];
}

function stopFrom(from: HTMLElement, key: string, far: boolean, rows: readonly (readonly Stops[])[]): HTMLElement | undefined {
  const row = rows.findIndex((cells) => cells.some((stops) => stops.includes(from)));
  const cells = rows[row] ?? [];
  const column = cells.findIndex((stops) => stops.includes(from));
  const line = cells.flat();
  const at = line.indexOf(from);
  switch (key) {
    case "ArrowUp":
      return rows[far ? 0 : row - 1]?.[column]?.[0];
    case "ArrowDown":
      return rows.at(far ? -1 : Math.min(row + 1, rows.length - 1))?.[column]?.[0];
    case "ArrowLeft":
      return line[at - 1];
    case "ArrowRight":
      return line[at + 1];
    case "Home":
      return (far ? rows[0]?.flat() : line)?.[0];
    case "End":
      return (far ? rows.at(-1)?.flat() : line)?.at(-1);
    default:
      return undefined;
  }
}
