import type { ResultTab } from "../../src/protocol/resultsPanel";
import { element, iconButton } from "../elements/element";

export interface StatementEvents {
  readonly copy: () => void;
  readonly open: () => void;
  readonly reveal: () => void;
  readonly runAgain: () => void;
}

/** The statement that made what is shown: one line that unfolds, its parameters, and what can be done with it. */
export function statementHeader(tab: ResultTab, events: StatementEvents): HTMLElement {
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
  const top = element("div", { class: "statement-top" }, unfold, line, buttons);
  const header = element("div", { class: "statement-header" }, top, whole);
  if (tab.parameters.length > 0) header.append(parameterLine(tab));
  return header;
}

function parameterLine(tab: ResultTab): HTMLElement {
  const line = element("div", { class: "parameters", attributes: { role: "group", "aria-label": "Parameters" } });
  for (const { name, text } of tab.parameters) {
    const value = text === null ? element("span", { class: "tone-muted", text: "NULL" }) : element("span", { text });
    line.append(element("span", { class: "parameter" }, element("span", { class: "tone-muted", text: `$${name} = ` }), value));
  }
  return line;
}
