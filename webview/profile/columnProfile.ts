import type { ColumnProfile } from "../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../src/protocol/query";
import { element, icon, iconButton, textButton } from "../elements/element";
import { below } from "../elements/menu";
import { placeOverlay, type OverlayPlace } from "../elements/overlay";
import { openPopover } from "../elements/popover";
import { failureOf, type Failure } from "../failure";
import { profileView } from "./profileView";

export interface ProfileOptions {
  readonly column: ResultColumn;
  /** The rows are fewer than the result has. */
  readonly filtered: boolean;
  readonly place: OverlayPlace;
  readonly returnTo: HTMLElement;
  readonly ask: (signal: AbortSignal) => Promise<ColumnProfile>;
  readonly filter: (value: Cell, exclude: boolean) => void;
  /** What else can be done with a value. */
  readonly openValueMenu: (value: Cell, at: OverlayPlace) => void;
  readonly gone: (failure: Failure) => void;
  readonly say: (sentence: string) => void;
}

/** What a column's values are like, over all rows. It is asked for when it opens, and no longer once it is closed. */
export function openColumnProfile(options: ProfileOptions): void {
  const { column, place, returnTo } = options;
  const asked = new AbortController();
  const body = element("div", { class: "profile-body" });
  const close = iconButton({ icon: "close", label: "Close", keys: "Escape", run: () => popover.close() });
  const type = element("span", { class: "profile-type", text: column.type });
  const head = element("div", { class: "profile-head" }, element("h2", { class: "form-title", text: column.name }), type, close);
  const popover = openPopover(`Profile of ${column.name}`, [head, body], place, returnTo, () => asked.abort());
  popover.node.classList.add("profile");
  const load = async (): Promise<void> => {
    body.replaceChildren(waiting());
    placeOverlay(popover.node, place);
    try {
      const profile = await options.ask(asked.signal);
      body.replaceChildren(
        profileView(profile, {
          column,
          filtered: options.filtered,
          filter: (value, exclude) => {
            popover.close();
            options.filter(value, exclude);
          },
          openValueMenu: (value, anchor) => options.openValueMenu(value, below(anchor)),
        }),
      );
      options.say(`${column.name}: ${body.querySelector(".profile-summary")?.textContent ?? ""}`);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "cancelled") return;
      if (failure.kind === "gone") options.gone(failure);
      else body.replaceChildren(trouble(failure.sentence, () => void load()));
    }
    placeOverlay(popover.node, place);
  };
  void load();
}

function waiting(): HTMLElement {
  const line = element("span", { class: "busy" }, icon("loading codicon-modifier-spin"), element("span", { text: "Looking at all rows…" }));
  return element("div", { class: "profile-waiting" }, line);
}

function trouble(sentence: string, retry: () => void): HTMLElement {
  const again = textButton({ icon: "refresh", label: "Try again", run: retry });
  return element("div", { class: "profile-trouble", attributes: { role: "alert" } }, element("p", { text: sentence }), again);
}
