/**
 * Who gets the page's focus when nothing in the page has it: by a key of the editor, or a click on the panel's tab, the page gets it as
 * a whole, and keys would do nothing. It goes to what had it last, where that is still to be seen, else `home`, which tells whether
 * there was anything to give it to.
 */
export class FocusHome {
  private last: HTMLElement | undefined;
  /** The page got the focus before there was anything in it to use. */
  private waiting = false;
  private pressed = false;

  constructor(private readonly home: () => boolean) {
    document.addEventListener("focusin", ({ target }) => {
      this.waiting = false;
      if (target instanceof HTMLElement && target.closest(".overlay") === null) this.last = target;
    });
    for (const press of ["pointerdown", "mousedown"])
      document.addEventListener(press, () => ((this.pressed = true), (this.waiting = false)), { capture: true });
    window.addEventListener("focus", () => this.entered());
    window.addEventListener("blur", () => (this.waiting = false));
  }

  /** Something came that was waited for, maybe in the place of what had the focus. */
  settle(): void {
    if (this.waiting || this.last?.isConnected === false) this.give();
  }

  /** A press in the page gives it the focus as well, and does by itself with it what it should: that is known a frame later. */
  private entered(): void {
    this.pressed = false;
    requestAnimationFrame(() => {
      if (!this.pressed) this.give();
    });
  }

  private give(): void {
    if (!document.hasFocus() || !hasNone() || document.querySelector(".overlay") !== null) return;
    const { last } = this;
    if (last?.checkVisibility() === true) last.focus({ preventScroll: true });
    this.waiting = hasNone() && !this.home();
  }
}

function hasNone(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
