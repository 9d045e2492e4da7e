import type { GridStep } from "./gridSelection";

/** What a key asks of the grid. */
export type GridCommand =
  | { readonly kind: "step"; readonly by: GridStep; readonly extend: boolean }
  | { readonly kind: "selectAll" | "selectRow" }
  | { readonly kind: "copy" | "copyWithHeaders" }
  | { readonly kind: "find" | "findNext" | "findPrevious" }
  | { readonly kind: "goToRow" | "openCell" | "menu" | "valueMenu" | "escape" }
  | ColumnCommand;

/** What a key asks of the column that the keyboard is in. */
export type ColumnCommand =
  | { readonly kind: "selectColumn" | "filter" | "fit" | "profile" }
  | { readonly kind: "sort"; readonly add: boolean }
  /** Pixels. */
  | { readonly kind: "resize"; readonly by: number }
  /** Places. */
  | { readonly kind: "move"; readonly by: number };

export type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"> & Partial<Pick<KeyboardEvent, "code">>;

const widthStep = 10;

export function gridCommand(event: Key, inHeader: boolean): GridCommand | undefined {
  const main = event.ctrlKey || event.metaKey;
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) return { kind: "menu" };
  if (event.key === "F3") return { kind: event.shiftKey ? "findPrevious" : "findNext" };
  if (event.key === "Escape") return { kind: "escape" };
  if (event.altKey && event.key === "ArrowDown") return { kind: "filter" };
  // On a Mac, Option makes another letter of it.
  if (event.altKey && !main && (event.key.toLowerCase() === "p" || event.code === "KeyP")) return { kind: "profile" };
  if (event.key === "Enter" && !inHeader && event.altKey !== main && !event.shiftKey) return { kind: "valueMenu" };
  if (main && !event.altKey) return commandWithMainKey(event) ?? stepCommand(event, true);
  if (inHeader) return headerCommand(event) ?? (event.altKey ? undefined : stepCommand(event, false));
  if (event.altKey) return undefined;
  if (event.key === "Enter") return { kind: "openCell" };
  if (event.key === " ") return event.shiftKey ? { kind: "selectRow" } : undefined;
  return stepCommand(event, false);
}

function commandWithMainKey(event: Key): GridCommand | undefined {
  switch (event.key.toLowerCase()) {
    case "a":
      return { kind: "selectAll" };
    case "c":
      return { kind: event.shiftKey ? "copyWithHeaders" : "copy" };
    case "f":
      return { kind: "find" };
    case "g":
      return { kind: "goToRow" };
    case " ":
      return { kind: "selectColumn" };
    default:
      return undefined;
  }
}

function headerCommand(event: Key): GridCommand | undefined {
  if (event.key === "Enter" || event.key === " ") return { kind: "sort", add: event.shiftKey };
  if (!event.shiftKey) return undefined;
  const direction = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  if (direction !== 0) return event.altKey ? { kind: "move", by: direction } : { kind: "resize", by: direction * widthStep };
  return event.key === "Home" ? { kind: "fit" } : undefined;
}

const steps: Readonly<Record<string, { readonly plain: GridStep; readonly main: GridStep }>> = {
  ArrowUp: { plain: "up", main: "columnStart" },
  ArrowDown: { plain: "down", main: "columnEnd" },
  ArrowLeft: { plain: "left", main: "rowStart" },
  ArrowRight: { plain: "right", main: "rowEnd" },
  PageUp: { plain: "pageUp", main: "columnStart" },
  PageDown: { plain: "pageDown", main: "columnEnd" },
  Home: { plain: "rowStart", main: "first" },
  End: { plain: "rowEnd", main: "last" },
};

function stepCommand(event: Key, main: boolean): GridCommand | undefined {
  const entry = steps[event.key];
  return entry === undefined ? undefined : { kind: "step", by: main ? entry.main : entry.plain, extend: event.shiftKey };
}
