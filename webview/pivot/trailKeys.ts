/** Compares what is shown with the address that the keyboard is at, or with one that is asked for. */
export const compareKey = "Alt+C";

/** By its place on the keyboard: with Alt the same key gives another letter on macOS. */
export function isCompareKey({ code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return code === "KeyC" && altKey && !ctrlKey && !metaKey && !shiftKey;
}

export function listenToCompareKey(compare: () => void): void {
  document.addEventListener("keydown", (event) => {
    if (!isCompareKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
    compare();
  });
}

/** Alt with the arrows, and the buttons at a mouse's side, go along the trail. */
export function listenToTrailKeys(move: (by: number) => void): void {
  document.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The workbench has keys of its own on these.
    event.preventDefault();
    event.stopPropagation();
    move(by);
  });
  const sideButton = (event: MouseEvent): number => (event.button === 3 ? -1 : event.button === 4 ? 1 : 0);
  document.addEventListener("mouseup", (event) => {
    const by = sideButton(event);
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    move(by);
  });
  // A browser goes back in its own history otherwise, which is none of ours.
  document.addEventListener("mousedown", (event) => {
    if (sideButton(event) !== 0) event.preventDefault();
  });
}
