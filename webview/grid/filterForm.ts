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
  const fields = new FilterFields(meta, current);
  const submit = textButton({ label: "Apply", class: "primary", run: () => undefined });
  submit.type = "submit";
  const buttons = element("div", { class: "form-buttons" }, submit, textButton({ label: "Cancel", run: () => popover.close() }));
  const form = element(
    "form",
    { class: "filter-form" },
    element("div", { class: "form-title", text: meta.name }),
    ...fields.nodes,
    buttons,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    popover.close();
    apply(fields.filter(column));
  });
  const popover = openPopover(`Filter ${meta.name}`, [form], place, returnTo);
  fields.focus();
}

/** The condition, its value or values, and a line that explains it. */
class FilterFields {
  private readonly operation = element("select", { class: "field", attributes: { "aria-label": "Condition" } });
  private readonly single = element("input", { class: "field", attributes: { type: "text", "aria-label": "Value", spellcheck: "false" } });
  private readonly several = element("textarea", {
    class: "field",
    attributes: { rows: "4", "aria-label": "Values, one on each line", spellcheck: "false" },
  });
  private readonly hint = element("div", { class: "hint" });

  constructor(
    private readonly meta: ResultColumn,
    current: ColumnFilter | undefined,
  ) {
    for (const [op, text] of Object.entries(operations)) this.operation.append(new Option(text, op));
    this.operation.value = current?.op ?? firstOperation(meta);
    this.single.value = current !== undefined && "text" in current ? current.text : "";
    this.several.value = current !== undefined && "texts" in current ? current.texts.join("\n") : "";
    this.operation.addEventListener("change", () => this.showFields());
    this.showFields();
  }

  get nodes(): readonly Node[] {
    return [this.operation, this.single, this.several, this.hint];
  }

  filter(column: number): ColumnFilter {
    return filterOf(column, this.op, this.single.value, this.several.value);
  }

  focus(): void {
    [this.single, this.several].find((field) => !field.hidden)?.focus();
  }

  private get op(): FilterOperation {
    return this.operation.value as FilterOperation;
  }

  private showFields(): void {
    const { op } = this;
    this.single.hidden = op === "in" || op === "notIn" || op === "isNull" || op === "isNotNull";
    this.several.hidden = op !== "in" && op !== "notIn";
    this.hint.textContent = hintFor(op, this.meta);
  }
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
