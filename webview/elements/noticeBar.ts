import { element, icon, iconButton } from "./element";

export interface Notice {
  readonly kind: "info" | "warning" | "error";
  readonly sentence: string;
  readonly retry?: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const icons: Readonly<Record<Notice["kind"], string>> = { info: "info", warning: "warning", error: "error" };

/** Lines of notice above a grid: at most one of each kind, spoken when they come, closable. */
export class NoticeBar {
  readonly node = element("div", { class: "notices", attributes: { "aria-live": "polite" } });

  show({ kind, sentence, retry, action = retry && { label: "Try again", run: retry } }: Notice): void {
    this.clear(kind);
    const line = element(
      "div",
      { class: `notice notice-${kind}` },
      icon(icons[kind]),
      element("span", { class: "notice-text", text: sentence }),
    );
    if (action !== undefined) {
      const button = element("button", { class: "link", text: action.label, attributes: { type: "button" } });
      button.addEventListener("click", () => {
        line.remove();
        action.run();
      });
      line.append(button);
    }
    line.append(iconButton({ icon: "close", label: "Close notice", run: () => line.remove() }));
    this.node.append(line);
  }

  clear(kind: Notice["kind"]): void {
    for (const line of this.node.querySelectorAll(`.notice-${kind}`)) line.remove();
  }
}
