import { openMenu, openMenuForMouse, type MenuEntry } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { failureOf, type Failure } from "../failure";
import type { ResultValues } from "../pivot/resultValues";
import { narrowingOf, type Narrowing } from "../pivot/valueMenu";
import { subjectName } from "../pivot/valueSubject";
import type { FollowKeys } from "./gridPointer";
import { headerRow, type GridPlace } from "./gridSelection";
import type { ResultData } from "./resultData";
import type { ResultGrid } from "./resultGrid";

/** What can be done with the value of a cell: its menu, following it as a link, and the first entries of the cell's own menu. */
export class CellValues {
  constructor(
    private readonly data: ResultData,
    private readonly values: ResultValues,
    private readonly grid: () => ResultGrid | undefined,
    private readonly failed: (failure: Failure) => void,
  ) {}

  /** At the active cell, for the keyboard. */
  openAtActiveCell(): void {
    const grid = this.grid();
    if (grid === undefined) return;
    const { left, bottom } = grid.activeBox();
    void this.open(grid.selection.active, { x: left, y: bottom + 2 });
  }

  /** Opens the menu, or does at once what the held keys stand for. */
  follow(place: GridPlace, at: OverlayPlace, keys: FollowKeys): void {
    const column = this.columnAt(place);
    const loaded = column === undefined ? undefined : this.data.cell(place.row, column);
    const subject = column === undefined || loaded === undefined ? undefined : this.values.subject(column, loaded.value);
    const held = narrowingOf(keys);
    if (held !== undefined && column !== undefined) void this.narrow(place.row, column, held);
    else if (keys.direct && subject?.kind === "address") this.values.whoIs(subject.address);
    else void this.open(place, at, openMenuForMouse);
  }

  /** The most used of it, and the way to the rest. */
  shortMenu(place: GridPlace, at: OverlayPlace): readonly MenuEntry[] {
    const column = this.columnAt(place);
    const loaded = column === undefined ? undefined : this.data.cell(place.row, column);
    if (column === undefined || loaded === undefined) return [];
    const subject = this.values.subject(column, loaded.value);
    const open = (): void => void this.open(place, at);
    if (subject === undefined) return [{ kind: "item", label: "Put into the statement…", keys: "Alt+Enter", run: open }];
    const more: MenuEntry = { kind: "item", label: `Ask about ${subjectName(subject)}…`, keys: "Alt+Enter", run: open };
    if (subject.kind !== "address") return [more];
    const { address } = subject;
    return [{ kind: "item", label: `Who is ${address}`, keys: "Ctrl+Click", run: () => this.values.whoIs(address) }, more];
  }

  private async narrow(row: number, column: number, how: Narrowing): Promise<void> {
    try {
      this.values.narrow([{ column, value: await this.data.wholeCell(row, column) }], how);
    } catch (error) {
      this.failed(failureOf(error));
    }
  }

  private async open(place: GridPlace, at: OverlayPlace, show = openMenu): Promise<void> {
    const grid = this.grid();
    const column = this.columnAt(place);
    if (grid === undefined || column === undefined) return;
    try {
      const [row, value] = await Promise.all([this.data.row(place.row), this.data.wholeCell(place.row, column)]);
      const { active } = grid.selection;
      // Meanwhile somebody may have gone on.
      if (active.row !== place.row || active.column !== place.column) return;
      show({ heading: this.values.heading(column, value) }, this.values.menu(column, value, row), at, grid.node);
    } catch (error) {
      this.failed(failureOf(error));
    }
  }

  private columnAt({ row, column }: GridPlace): number | undefined {
    return row === headerRow || column < 0 ? undefined : this.grid()?.visible[column];
  }
}
