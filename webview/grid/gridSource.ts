import type { ResultColumn } from "../../src/protocol/query";
import type { GridCommand } from "./gridKeys";
import type { FollowKeys } from "./gridPointer";
import type { GridPlace } from "./gridSelection";
import type { LoadedCell } from "./pageCache";

/** Where the grid takes its cells from. */
export interface GridSource {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  cell(row: number, column: number): LoadedCell | undefined;
}

export interface GridEvents {
  /** These rows are on the screen. */
  readonly looking: (firstRow: number, lastRow: number) => void;
  readonly scrolled: () => void;
  readonly selected: () => void;
  readonly resized: (widths: Readonly<Record<number, number>>) => void;
  /** A header was dragged from its place to the one before another. */
  readonly moved: (from: number, before: number) => void;
  readonly fit: (column: number) => void;
  readonly profile: (column: number) => void;
  readonly command: (command: GridCommand) => void;
  readonly headerClicked: (column: number, event: MouseEvent) => void;
  readonly cornerClicked: () => void;
  readonly menu: (place: GridPlace, at: { readonly x: number; readonly y: number }) => void;
  /** The text of a value that leads on was clicked. */
  readonly followed: (place: GridPlace, at: { readonly x: number; readonly y: number }, keys: FollowKeys) => void;
  /** A cell was double-clicked. */
  readonly opened: () => void;
}
