import type { ColumnFilter, ResultColumn } from "../../src/protocol/query";
import { element, textButton } from "../elements/element";
import type { OverlayPlace } from "../elements/overlay";
import { openPopover } from "../elements/popover";

export type FilterOperation = ColumnFilter["op"];

const operations: Readonly<Record<FilterOperation, string>> = {
  contains: "contains",
  "=": "= is",
  "!=": "≠ is not",
  "<": "< less than",
  "<=": "≤ at most",
  ">": "> greater than",
  ">=": "≥ at least",
  in: "is one of",
  notIn: "is none of",
  isNull: "is NULL",
  isNotNull: "is not NULL",
};

export interface FilterFormOptions {
  readonly column: number;
  readonly meta: ResultColumn;
  /** Present when a filter is changed and not added. */
  readonly current?: ColumnFilter;
  readonly place: OverlayPlace;
  readonly returnTo: HTMLElement;
  readonly apply: (filter: ColumnFilter) => void;
}

/** A small form with which a condition on one column is made or changed. */
export function openFilterForm({ column, meta, current, place, returnTo, apply }: FilterFormOptions): void {
  const operation = element("select", { class: "field", attributes: { "aria-label": "Condition" } });
  for (const [op, text] of Object.entries(operations)) operation.append(new Option(text, op));
  operation.value = current?.op ?? firstOperation(meta);
  const single = element("input", { class: "field", attributes: { type: "text", "aria-label": "Value", spellcheck: "false" } });
  const several = element("textarea", { class: "field", attributes: { rows: "4", "aria-label": "Values, one on each line", spellcheck: "false" } });
  single.value = current !== undefined && "text" in current ? current.text : "";
  several.value = current !== undefined && "texts" in current ? current.texts.join("\n") : "";
  const hint = element("div", { class: "hint" });
  const form = element("form", { class: "filter-form" }, element("div", { class: "form-title", text: meta.name }), operation, single, several, hint);
  const buttons = element("div", { class: "form-buttons" });
  const submit = textButton({ label: "Apply", class: "primary", run: () => undefined });
  submit.type = "submit";
  buttons.append(submit, textButton({ label: "Cancel", run: () => popover.close() }));
  form.append(buttons);
  const showFields = (): void => {
    const op = operation.value as FilterOperation;
    single.hidden = op === "in" || op === "notIn" || op === "isNull" || op === "isNotNull";
    several.hidden = op !== "in" && op !== "notIn";
    hint.textContent = hintFor(op, meta);
  };
  operation.addEventListener("change", showFields);
  showFields();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    popover.close();
    apply(filterOf(column, operation.value as FilterOperation, single.value, several.value));
  });
  const popover = openPopover(`Filter ${meta.name}`, [form], place, returnTo);
  if (!single.hidden) single.focus();
}

export function filterOf(column: number, op: FilterOperation, text: string, lines: string): ColumnFilter {
  switch (op) {
    case "isNull":
    case "isNotNull":
      return { column, op };
    case "in":
    case "notIn": {
      const texts = lines
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
      return { column, op, texts };
    }
    default:
      return { column, op, text };
  }
}

function firstOperation(meta: ResultColumn): FilterOperation {
  const exact = ["integer", "decimal", "bytes", "packets", "port", "protocol", "tcpFlags", "action", "boolean"];
  return exact.includes(meta.meaning) ? "=" : "contains";
}

function hintFor(op: FilterOperation, meta: ResultColumn): string {
  if (op === "contains") return "In any place, upper or lower case.";
  if (op === "in" || op === "notIn") return "One value on each line.";
  if (op === "isNull" || op === "isNotNull") return "";
  return meta.meaning === "time" ? "Such as 2026-03-14 15:00, in UTC." : `Compared as ${meta.type}.`;
}
