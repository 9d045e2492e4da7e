import type { ResultColumn } from "../../src/protocol/query";
import { element } from "../elements/element";
import { mayLead, subjectOf } from "../pivot/valueSubject";
import { cellParts, groupDigits } from "./cellText";
import type { LoadedCell } from "./pageCache";

/** The content of a cell; a grey bar while its page is on the way. `searched` is lower case, empty when nothing is searched. */
export function renderCell(loaded: LoadedCell | undefined, column: ResultColumn, humanized: boolean, searched: string): HTMLElement {
  if (loaded === undefined) return element("span", { class: "placeholder", attributes: { "aria-label": "loading" } });
  const node = element("span", { class: "cell-text" });
  for (const { text, tone } of cellParts(loaded.value, column, humanized)) {
    if (node.childNodes.length > 0) node.append(" ");
    node.append(tone === "plain" ? text : element("span", { class: `tone-${tone}`, text }));
  }
  if (mayLead(column) && subjectOf(column, loaded.value) !== undefined) node.classList.add("leads");
  if (loaded.cut) node.append(element("span", { class: "tone-muted", text: "…" }));
  const matches = searched !== "" && loaded.value !== null && contains(loaded, node, searched);
  if (matches) node.classList.add("search-hit");
  return node;
}

export function renderRowNumber(row: number): HTMLElement {
  return element("span", { class: "cell-text", text: groupDigits(String(row + 1)) });
}

/** The server searches the value's own text; what is shown can be another one, as with times. */
function contains(loaded: LoadedCell, node: HTMLElement, searched: string): boolean {
  return String(loaded.value).toLowerCase().includes(searched) || node.textContent.toLowerCase().includes(searched);
}
