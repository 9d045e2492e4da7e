import type { ResultTab } from "../../src/protocol/resultsPanel";
import { element, icon, iconButton } from "../elements/element";

export interface StatementEvents {
  readonly copy: () => void;
  readonly open: () => void;
  readonly reveal: () => void;
  readonly runAgain: () => void;
  readonly runAsWritten: () => void;
}

export interface StatementHeader {
  readonly node: HTMLElement;
  /** Says what became of the statement in its file since; nothing where it is what it was. */
  showStale(stale: ResultTab["stale"]): void;
}

/** The statement that made what is shown: one line that unfolds, its parameters, and what can be done with it. */
export function statementHeader(tab: ResultTab, events: StatementEvents): StatementHeader {
  const line = element("code", { class: "statement-line", text: tab.sql.replace(/\s+/g, " ").trim() });
  const whole = element("pre", {
    class: "statement-whole",
    text: tab.sql.trim(),
    attributes: { tabindex: "0", "aria-label": "Statement" },
  });
  whole.hidden = true;
  const unfold = iconButton({
    icon: "chevron-right",
    label: "Show the whole statement",
    run: (button) => {
      whole.hidden = !whole.hidden;
      line.classList.toggle("unfolded", !whole.hidden);
      button.setAttribute("aria-expanded", String(!whole.hidden));
    },
  });
  unfold.setAttribute("aria-expanded", "false");
  unfold.classList.add("unfold");
  line.addEventListener("click", () => unfold.click());
  const buttons = element(
    "div",
    { class: "toolbar-buttons", attributes: { role: "toolbar", "aria-label": "Statement" } },
    iconButton({ icon: "copy", label: "Copy statement", run: () => events.copy() }),
    iconButton({ icon: "new-file", label: "Open statement as .flowsql", run: () => events.open() }),
    iconButton({ icon: "go-to-file", label: "Show statement in its file", run: () => events.reveal() }),
    iconButton({ icon: "refresh", label: "Run again", run: () => events.runAgain() }),
  );
  const stale = element("div", { class: "statement-stale" });
  stale.hidden = true;
  const top = element("div", { class: "statement-top" }, unfold, line, stale, buttons);
  const node = element("div", { class: "statement-header" }, top, whole);
  if (tab.parameters.length > 0) node.append(parameterLine(tab));
  return { node, showStale: (how) => fillStale(stale, how, events) };
}

/** In the line of the statement, so that nothing below it moves while somebody types in the editor. */
function fillStale(node: HTMLElement, stale: ResultTab["stale"], events: StatementEvents): void {
  node.hidden = stale === undefined;
  if (stale === undefined) {
    node.replaceChildren();
    return;
  }
  const { short, whole } = staleTexts[stale];
  node.title = whole;
  const text = element("span", { class: "stale-text", text: short });
  if (stale === "gone") {
    node.replaceChildren(icon("history"), text);
    return;
  }
  const run = element("button", {
    class: "link",
    text: "Run as it is now",
    attributes: { type: "button", "aria-description": whole },
  });
  run.addEventListener("click", () => events.runAsWritten());
  node.replaceChildren(icon("history"), text, run);
}

/** In the line, and in full. */
export const staleTexts: Readonly<Record<NonNullable<ResultTab["stale"]>, { readonly short: string; readonly whole: string }>> = {
  changed: {
    short: "Changed since",
    whole: "The statement has changed in its file since. This is what it gave before.",
  },
  gone: {
    short: "No longer in its file",
    whole: "The statement no longer stands in its file. This is what it gave.",
  },
};

function parameterLine(tab: ResultTab): HTMLElement {
  const line = element("div", { class: "parameters", attributes: { role: "group", "aria-label": "Parameters" } });
  for (const { name, text } of tab.parameters) {
    const value = text === null ? element("span", { class: "tone-muted", text: "NULL" }) : element("span", { text });
    line.append(element("span", { class: "parameter" }, element("span", { class: "tone-muted", text: `$${name} = ` }), value));
  }
  return line;
}
