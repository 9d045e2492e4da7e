import { element, icon } from "./element";
import { dismissOverlays, showOverlay, type OverlayPlace } from "./overlay";

export type HeldKeys = Pick<MouseEvent, "shiftKey" | "altKey">;

export type MenuEntry =
  | { readonly kind: "separator" }
  | {
      readonly kind: "item";
      readonly label: string;
      readonly keys?: string;
      /** Told which keys were held when it was chosen. */
      readonly run: (held: HeldKeys) => void;
      readonly enabled?: boolean;
      /** Present for an entry that is on or off. */
      readonly checked?: boolean;
    };

/**
 * What a menu is about. Many are plain by where they open and are only named for screen readers; a heading says it to everybody, as of
 * which value its entries speak when they say "this".
 */
export type MenuName = string | { readonly heading: string };

/**
 * Opens a menu and moves the focus into it. It closes by Escape, Tab, a choice or a click elsewhere, and gives the focus back to
 * `returnTo` unless the chosen entry moved it.
 */
export function openMenu(name: MenuName, entries: readonly MenuEntry[], place: OverlayPlace, returnTo: HTMLElement): void {
  items(showMenu(name, entries, place, returnTo))[0]?.focus();
}

/** The same for the mouse alone: the focus stays where it is, and the next key closes the menu and does there what it always does. */
export function openMenuForMouse(name: MenuName, entries: readonly MenuEntry[], place: OverlayPlace, returnTo: HTMLElement): void {
  const keyPressed = (event: KeyboardEvent): void => {
    if (modifiers.includes(event.key) || (event.target instanceof Node && menu.contains(event.target))) return;
    if (event.key === "Escape") event.stopPropagation();
    dismissOverlays();
  };
  const menu = showMenu(name, entries, place, returnTo, () => document.removeEventListener("keydown", keyPressed, true));
  document.addEventListener("keydown", keyPressed, true);
}

function showMenu(
  name: MenuName,
  entries: readonly MenuEntry[],
  place: OverlayPlace,
  returnTo: HTMLElement,
  gone?: () => void,
): HTMLElement {
  const label = typeof name === "string" ? name : name.heading;
  const menu = element("div", { class: "menu", attributes: { role: "menu", "aria-label": label, tabindex: "-1" } });
  if (typeof name !== "string")
    menu.append(element("div", { class: "menu-heading", text: label, attributes: { "aria-hidden": "true", title: label } }));
  const leave = (): void => {
    remove();
    returnTo.focus({ preventScroll: true });
  };
  for (const entry of entries) menu.append(entryNode(entry, leave));
  menu.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) passOn(event, leave, returnTo);
    else handleKey(event, menu, leave);
  });
  const remove = showOverlay(menu, place, gone);
  return menu;
}

/** Held while an entry is chosen, they say how. */
const modifiers: readonly string[] = ["Shift", "Alt", "Control", "Meta"];

/** Below an element, for buttons that open a menu. */
export function below(anchor: HTMLElement): OverlayPlace {
  const box = anchor.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 2 };
}

function entryNode(entry: MenuEntry, leave: () => void): HTMLElement {
  if (entry.kind === "separator") return element("div", { class: "menu-separator", attributes: { role: "separator" } });
  const attributes: Record<string, string> = { role: entry.checked === undefined ? "menuitem" : "menuitemcheckbox", tabindex: "-1" };
  if (entry.checked !== undefined) attributes["aria-checked"] = String(entry.checked);
  if (entry.enabled === false) attributes["aria-disabled"] = "true";
  const node = element("div", { class: "menu-item", attributes });
  node.append(element("span", { class: "menu-check" }), element("span", { class: "menu-label", text: entry.label }));
  if (entry.checked === true) node.firstElementChild?.append(icon("check"));
  if (entry.keys !== undefined)
    node.append(element("span", { class: "menu-keys", text: entry.keys, attributes: { "aria-hidden": "true" } }));
  const choose = (event: HeldKeys): void => {
    if (entry.enabled === false) return;
    leave();
    entry.run(event);
  };
  node.addEventListener("click", choose);
  node.addEventListener("pointermove", (event) => {
    // Where the menu came up under a mouse at rest, or was scrolled under it, browsers tell of a move that was none.
    if (event.movementX !== 0 || event.movementY !== 0) node.focus({ preventScroll: true });
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    choose(event);
  });
  return node;
}

/** Keys such as Ctrl+C are not about the menu, but about what it was opened on. */
function passOn(event: KeyboardEvent, leave: () => void, returnTo: HTMLElement): void {
  if (modifiers.includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  leave();
  returnTo.dispatchEvent(new KeyboardEvent("keydown", event));
}

function handleKey(event: KeyboardEvent, menu: HTMLElement, leave: () => void): void {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const target = keyTarget(event.key, at, all);
  if (event.key === "Escape" || event.key === "Tab") leave();
  else if (target === undefined) return;
  else target.focus();
  event.preventDefault();
  event.stopPropagation();
}

function keyTarget(key: string, at: number, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key.length !== 1) return undefined;
  const rotated = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return rotated.find((item) => item.querySelector(".menu-label")?.textContent.toLowerCase().startsWith(key.toLowerCase()) === true);
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(".menu-item")];
}
