import { describe, expect, it } from "vitest";
import { gridCommand, type GridCommand, type Key } from "../../webview/grid/gridKeys";

/** `Ctrl+Shift+C` as the browser tells it. */
function key(text: string): Key {
  const parts = text.split("+");
  const has = (name: string): boolean => parts.includes(name);
  const last = parts.at(-1) ?? "";
  return {
    key: last === "Space" ? " " : last,
    ctrlKey: has("Ctrl"),
    metaKey: has("Cmd"),
    shiftKey: has("Shift"),
    altKey: has("Alt"),
  };
}

describe("Keys", () => {
  it.each<{ keys: string; command: GridCommand | undefined }>([
    { keys: "ArrowDown", command: { kind: "step", by: "down", extend: false } },
    { keys: "Shift+ArrowDown", command: { kind: "step", by: "down", extend: true } },
    { keys: "Ctrl+ArrowDown", command: { kind: "step", by: "columnEnd", extend: false } },
    { keys: "Ctrl+Shift+End", command: { kind: "step", by: "last", extend: true } },
    { keys: "Cmd+Home", command: { kind: "step", by: "first", extend: false } },
    { keys: "Ctrl+a", command: { kind: "selectAll" } },
    { keys: "Cmd+c", command: { kind: "copy" } },
    { keys: "Ctrl+Shift+C", command: { kind: "copyWithHeaders" } },
    { keys: "Shift+Space", command: { kind: "selectRow" } },
    { keys: "Alt+Enter", command: { kind: "valueMenu" } },
    { keys: "Ctrl+Enter", command: { kind: "valueMenu" } },
    { keys: "Cmd+Enter", command: { kind: "valueMenu" } },
    { keys: "Alt+p", command: { kind: "profile" } },
    { keys: "Ctrl+Space", command: { kind: "selectColumn" } },
    { keys: "Ctrl+f", command: { kind: "find" } },
    { keys: "Shift+F3", command: { kind: "findPrevious" } },
    { keys: "Ctrl+g", command: { kind: "goToRow" } },
    { keys: "Enter", command: { kind: "openCell" } },
    { keys: "Shift+F10", command: { kind: "menu" } },
    { keys: "Alt+ArrowDown", command: { kind: "filter" } },
    { keys: "Alt+ArrowLeft", command: undefined },
    { keys: "Ctrl+p", command: undefined },
    { keys: "Tab", command: undefined },
    { keys: "x", command: undefined },
  ])("$keys on a cell", ({ keys, command }) => {
    expect(gridCommand(key(keys), false)).toEqual(command);
  });

  it.each<{ keys: string; command: GridCommand | undefined }>([
    { keys: "Enter", command: { kind: "sort", add: false } },
    { keys: "Shift+Enter", command: { kind: "sort", add: true } },
    { keys: "Space", command: { kind: "sort", add: false } },
    { keys: "Shift+ArrowRight", command: { kind: "resize", by: 10 } },
    { keys: "Shift+ArrowLeft", command: { kind: "resize", by: -10 } },
    { keys: "Alt+Shift+ArrowRight", command: { kind: "move", by: 1 } },
    { keys: "Shift+Home", command: { kind: "fit" } },
    { keys: "ArrowDown", command: { kind: "step", by: "down", extend: false } },
    { keys: "Alt+ArrowDown", command: { kind: "filter" } },
    { keys: "Alt+ArrowRight", command: undefined },
  ])("$keys on a header", ({ keys, command }) => {
    expect(gridCommand(key(keys), true)).toEqual(command);
  });
});
