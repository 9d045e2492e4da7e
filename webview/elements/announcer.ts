import { element } from "./element";

/** Speaks to screen readers without moving the focus. */
export class Announcer {
  readonly node = element("div", { class: "for-screen-readers", attributes: { role: "status", "aria-live": "polite" } });

  say(sentence: string): void {
    // The same text twice is no change and would not be spoken, so each announcement is a node of its own.
    this.node.replaceChildren(element("span", { text: sentence }));
  }
}
