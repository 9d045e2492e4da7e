import type { PivotSection } from "../../src/protocol/pivot";
import { element, icon, iconButton, textButton } from "../elements/element";

export interface StatementLineEvents {
  readonly copy: (sql: string) => void;
  readonly openSql: (sql: string) => void;
}

/** The statement behind a section: always one line of it, which unfolds to the whole, to be copied and opened. */
export function statementLine({ id, title, sql }: PivotSection, events: StatementLineEvents): HTMLElement {
  const text = element("pre", { class: "card-sql", text: sql, attributes: { tabindex: "0", "aria-label": `Statement of ${title}` } });
  const buttons = element(
    "div",
    { class: "card-sql-buttons" },
    iconButton({ icon: "copy", label: `Copy the statement of ${title}`, run: () => events.copy(sql) }),
    textButton({ icon: "new-file", label: "Open as .flowsql", run: () => events.openSql(sql) }),
  );
  const whole = element("div", { class: "card-statement", attributes: { id: `statement-${id}` } }, text, buttons);
  whole.hidden = true;
  const attributes = {
    type: "button",
    "aria-expanded": "false",
    "aria-controls": whole.id,
    title: "The statement that gives these rows",
  };
  const line = element(
    "button",
    { class: "card-sql-line", attributes },
    icon("chevron-right"),
    element("span", { text: "SQL" }),
    element("span", { class: "for-screen-readers", text: ` of ${title}` }),
    element("code", { text: inOneLine(sql), attributes: { "aria-hidden": "true" } }),
  );
  line.addEventListener("click", () => {
    whole.hidden = !whole.hidden;
    line.setAttribute("aria-expanded", String(!whole.hidden));
  });
  return element("div", { class: "card-sql-place" }, line, whole);
}

/** As high as the line that will stand there. */
export function waitingLine(): HTMLElement {
  return element(
    "div",
    { class: "card-sql-place", attributes: { "aria-hidden": "true" } },
    element("div", { class: "card-sql-line", text: "\u00a0" }),
  );
}

/** Its name and chart, which are comments, say what the section's head says already. */
function inOneLine(sql: string): string {
  return sql
    .replace(/^(?:--.*\n)+/, "")
    .replace(/\s+/g, " ")
    .trim();
}
