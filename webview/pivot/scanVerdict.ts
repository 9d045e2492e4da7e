import type { PivotRows } from "../../src/protocol/pivot";
import { element, icon } from "../elements/element";
import { rowsTable, type RowsLook } from "./rowsTable";
import type { ValueLinks } from "./valueLinks";

/** Whether somebody scans or is scanned, in a sentence, with the figures that it stands on. */
export function scanVerdict(rows: PivotRows, links: ValueLinks, look: RowsLook): HTMLElement {
  const alarming = rows.alarming === true;
  const verdict = element(
    "p",
    { class: `verdict${alarming ? " alarming" : ""}` },
    icon(alarming ? "warning" : "pass"),
    element("span", { text: rows.sentence ?? "Nothing looks like a port scan." }),
  );
  return element("div", { class: "scan" }, verdict, ...(rows.rows.length > 0 ? [rowsTable(rows, links, look)] : []));
}
