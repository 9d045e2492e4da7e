import { assertNever } from "../../src/base/assertNever";
import type { ChartMeasure, ChartSpec, MeasureFunction } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import { charts } from "../charts";
import type { Chart, ChartField } from "../charts/chart";
import { columnNamed, isOrdered } from "../charts/parts/axisColumns";
import { isTime } from "../charts/parts/columnRoles";
import { countRows, functionsFor, usualMeasure } from "../charts/parts/measures";
import { element, iconButton, textButton } from "../elements/element";
import { asKind } from "./asKind";
import type { CompletedChart } from "./completeSpec";
import { checkbox, choiceOf, gallery, labelled, showRows, type Choice } from "./formControls";

export interface FormEvents {
  readonly chosen: (spec: ChartSpec) => void;
}

/** Everything that can be chosen for a chart, at its side. With each choice it is thought through anew, for one decides about others. */
export class ChartForm {
  readonly node = element("aside", { class: "chart-form", attributes: { "aria-label": "Settings of the chart" } });
  private spec: ChartSpec = { kind: "table" };

  constructor(
    private readonly columns: readonly ResultColumn[],
    private readonly rowCount: number,
    private readonly events: FormEvents,
  ) {}

  show({ chart, chosen }: CompletedChart): void {
    this.spec = chosen;
    const key =
      document.activeElement instanceof HTMLElement && this.node.contains(document.activeElement)
        ? document.activeElement.dataset.key
        : undefined;
    showRows(this.node, [this.gallery(chart), ...chart.fields.filter((field) => this.hasUse(field)).map((field) => this.field(field))]);
    if (key !== undefined && !this.node.contains(document.activeElement))
      this.node.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  /** What is said of times changes nothing where none is drawn. */
  private hasUse({ part }: ChartField): boolean {
    if (part !== "step" && part !== "zone") return true;
    const { x, split, y = [] } = this.spec;
    return [x, split, ...y.map(({ column }) => column)].some((name) =>
      this.columns.some((column) => column.name === name && isTime(column)),
    );
  }

  private gallery(current: Chart): HTMLElement {
    const entries = charts.map((chart) => ({
      ...{ kind: chart.kind, label: chart.label, icon: chart.icon },
      possible: chart.propose(this.columns, this.rowCount) !== undefined,
    }));
    return gallery(entries, current.kind, (kind) => {
      const chosen = charts.find((chart) => chart.kind === kind);
      if (chosen !== undefined && chosen !== current) this.events.chosen(asKind(this.spec, chosen.kind, this.columns, this.rowCount));
    });
  }

  private change(change: { readonly [K in keyof ChartSpec]?: ChartSpec[K] | undefined }): void {
    const entries = Object.entries({ ...this.spec, ...change }).filter(([, part]) => part !== undefined);
    this.events.chosen(Object.fromEntries(entries) as unknown as ChartSpec);
  }

  private field(field: ChartField): HTMLElement {
    switch (field.part) {
      case "x":
      case "split":
        return this.columnField(field);
      case "y":
        return this.measuresField(field);
      case "y2":
        return this.measureField(field.label, "y2", this.spec.y2, (y2) => this.change({ y2 }), field.optional === true);
      default:
        return this.choiceField(field);
    }
  }

  /** Parts with a few values to choose from; the first of a list says that nothing was chosen. */
  private choiceField(field: ChoiceField): HTMLElement {
    const { spec } = this;
    const choice = (all: readonly Choice[], value: string, chosen: (text: string) => void): HTMLElement =>
      labelled(field.label, choiceOf(field.part, all, value, chosen));
    switch (field.part) {
      case "log":
        return checkbox("log", field.label, spec.log === true, (log) => this.change({ log: log || undefined }));
      case "other":
        return checkbox("other", field.label, spec.other ?? true, (other) => this.change({ other: other ? undefined : false }));
      case "top":
        return choice(tops(spec.top), String(spec.top ?? field.usual), (text) => this.change({ top: Number(text) }));
      case "stack":
        return choice(stacks, spec.stack ?? "", (text) => this.change({ stack: stackings.find((stack) => stack === text) }));
      case "step":
        return choice(withCurrent(steps, spec.step), spec.step ?? "", (text) => this.change({ step: text || undefined }));
      case "zone":
        return choice(zones(), spec.zone ?? "utc", (text) => this.change({ zone: text === "local" ? text : undefined }));
      case "previous":
        return choice(withCurrent(periods, spec.previous), spec.previous ?? "", (text) => this.change({ previous: text || undefined }));
      default:
        return assertNever(field);
    }
  }

  private columnField(field: Extract<ChartField, { part: "x" | "split" }>): HTMLElement {
    const names = this.columns.filter(field.accepts).map(({ name }) => ({ value: name, label: name }));
    const none = field.optional === true ? [{ value: "", label: "–" }] : [];
    const select = choiceOf(field.part, [...none, ...names], this.spec[field.part] ?? "", (name) =>
      this.change({ [field.part]: name || undefined }),
    );
    return labelled(field.label, select);
  }

  private measuresField({ label, many, raw }: Extract<ChartField, { part: "y" | "y2" }>): HTMLElement {
    if (raw === true) return this.rawField(label, this.measures[0]?.column);
    const put = (index: number, measure: ChartMeasure | undefined): void =>
      this.change({ y: this.measures.flatMap((other, at) => (at === index ? (measure ?? []) : other)) });
    const rows = this.measures.map((measure, index) =>
      this.measureField(index === 0 ? label : "and", `y${index}`, measure, (changed) => put(index, changed), index > 0),
    );
    const group = element("div", { class: "form-group", attributes: { role: "group", "aria-label": label } }, ...rows);
    if (many !== true || this.nextMeasure() === undefined || this.measures.length >= 8) return group;
    const add = textButton({ icon: "add", label: "Add measure", class: "quiet", run: () => this.addMeasure() });
    add.dataset.key = "add";
    group.append(add);
    return group;
  }

  private get measures(): readonly ChartMeasure[] {
    return this.spec.y ?? [countRows];
  }

  private addMeasure(): void {
    const next = this.nextMeasure();
    if (next !== undefined) this.change({ y: [...this.measures, next] });
  }

  /** Of the first column that is not measured yet. */
  private nextMeasure(): ChartMeasure | undefined {
    const isMeasured = (name: string | undefined): boolean => this.measures.some(({ column }) => column === name);
    const fits = ({ fn, column }: ChartMeasure): boolean => functionsFor(columnNamed(this.columns, column)).includes(fn);
    return this.columns.map(usualMeasure).find((measure) => fits(measure) && !isMeasured(measure.column));
  }

  private rawField(label: string, current: string | undefined): HTMLElement {
    const names = this.columns.filter(isOrdered).map(({ name }) => ({ value: name, label: name }));
    const chosen = (column: string): void => this.change({ y: [{ fn: "max", column }] });
    return labelled(label, choiceOf("y raw", names, current ?? "", chosen));
  }

  /** A function and the column that it measures. */
  private measureField(
    label: string,
    key: string,
    measure: ChartMeasure | undefined,
    chosen: (measure: ChartMeasure | undefined) => void,
    removable: boolean,
  ): HTMLElement {
    const column = columnNamed(this.columns, measure?.column);
    const none = removable && measure === undefined ? [{ value: "none", label: "–" }] : [];
    const names = this.columns
      .filter((one) => one.meaning !== "nested" && one.meaning !== "blob")
      .map(({ name }) => ({ value: `=${name}`, label: name }));
    const columns = choiceOf(
      `${key} column`,
      [...none, { value: "rows", label: "number of rows" }, ...names],
      measure === undefined ? "none" : column === undefined ? "rows" : `=${column.name}`,
      (text) => {
        const next = columnNamed(this.columns, text.slice(1));
        chosen(next === undefined || text === "rows" ? countRows : fitting(usualMeasure(next), next));
      },
    );
    const row = labelled(label, columns);
    if (column !== undefined) row.append(this.functionChoice(`${key} function`, column, measure, chosen));
    if (removable && measure !== undefined)
      row.append(iconButton({ icon: "close", label: `Remove ${label.toLowerCase()}`, run: () => chosen(undefined) }));
    return row;
  }

  private functionChoice(
    key: string,
    column: ResultColumn,
    measure: ChartMeasure | undefined,
    chosen: (measure: ChartMeasure) => void,
  ): HTMLElement {
    const choices = functionsFor(column).map((fn) => ({ value: fn, label: functionLabels[fn] }));
    const select = choiceOf(key, choices, measure?.fn ?? "sum", (fn) => chosen({ fn: fn as MeasureFunction, column: column.name }));
    select.classList.add("form-function");
    select.setAttribute("aria-label", `How ${column.name} is measured`);
    return select;
  }
}

/** Fields with a list of values; the others are columns, measures and boxes to tick. */
type ChoiceField = Exclude<ChartField, { part: "x" | "split" | "y" | "y2" }>;

/** Names are counted by how many different ones there are; only numbers have a sum. */
function fitting(measure: ChartMeasure, column: ResultColumn): ChartMeasure {
  return functionsFor(column).includes(measure.fn) ? measure : { fn: "distinct", column: column.name };
}

const functionLabels: Readonly<Record<MeasureFunction, string>> = {
  ...{ count: "count", sum: "sum", avg: "average", min: "least", max: "greatest", median: "median", p95: "95th percentile" },
  distinct: "different",
};

const choices = (labels: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const stackings = ["none", "stack", "percent"] as const;
const stacks = choices({ "": "as fits", none: "side by side", stack: "on each other", percent: "as shares" });
const steps = choices({
  ...{
    "": "as fits",
    "1s": "1 second",
    "10s": "10 seconds",
    "30s": "30 seconds",
    "1m": "1 minute",
    "5m": "5 minutes",
    "10m": "10 minutes",
  },
  ...{ "15m": "15 minutes", "30m": "30 minutes", "1h": "1 hour", "6h": "6 hours", "12h": "12 hours", "1d": "1 day", "7d": "7 days" },
});
const periods = choices({ "": "–", "1h": "1 hour before", "1d": "1 day before", "7d": "7 days before", "28d": "28 days before" });

/** Where one lives in UTC, both would be called the same. */
const zones = (): readonly Choice[] => choices({ utc: "UTC", local: `Local: ${Intl.DateTimeFormat().resolvedOptions().timeZone}` });

function withCurrent(all: readonly Choice[], current: string | undefined): readonly Choice[] {
  return current === undefined || all.some(({ value }) => value === current) ? all : [...all, { value: current, label: current }];
}

function tops(current: number | undefined): readonly Choice[] {
  const numbers = [...new Set([3, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, ...(current === undefined ? [] : [current])])].sort(
    (some, other) => some - other,
  );
  return numbers.map((number) => ({ value: String(number), label: String(number) }));
}
