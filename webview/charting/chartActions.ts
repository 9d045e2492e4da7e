import type { NarrowTerm } from "../../src/protocol/pivot";
import type { Cell, ColumnFilter } from "../../src/protocol/query";
import { NarrowStatement, OpenFlowsBehind } from "../../src/protocol/resultsPanel";
import type { ChartMark } from "../charts/chart";
import { millisOf, wholeRangeText, zoneOf } from "../charts/parts/times";
import { openMenu, type HeldKeys, type MenuEntry } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { addFilter } from "../grid/gridView";
import { ResultValues } from "../pivot/resultValues";
import { markHeading, markMenu, onlyTerms, valueToLeaveOut, withoutTerm } from "../pivot/markMenu";
import { narrowingOf } from "../pivot/valueMenu";
import type { ChartSurroundings } from "./chartSurroundings";
import type { StageActions } from "./chartStage";
import type { RangeChoice, TimeRange } from "./timeBrush";

/** What comes of choosing a mark or a range: filters on this result, or conditions in its statement. */
export class ChartActions implements StageActions {
  private readonly values: ResultValues;

  constructor(private readonly surroundings: ChartSurroundings) {
    const { host, tabId, data } = surroundings;
    this.values = new ResultValues(host, tabId, data.summary.columns);
  }

  /** A menu; as on any value, with Shift the statement leaves the mark out at once, and with Alt it asks for it alone. */
  choose(mark: ChartMark, at: OverlayPlace, keys: HeldKeys, returnTo: HTMLElement): void {
    const { columns } = this.surroundings.data.summary;
    const { values } = mark;
    if (values.length === 0) return this.surroundings.look.say("This stands for many values, none of which can be chosen alone");
    const held = narrowingOf(keys);
    if (held === "instead") return this.narrow(onlyTerms(values, columns), "replace");
    if (held === "not") return this.leaveOut(mark);
    const options = {
      ...{ values, columns, rangeName: this.rangeName },
      filter: (filters: readonly ColumnFilter[]) => this.filter(filters),
      narrow: (terms: readonly NarrowTerm[], mode: "add" | "replace") => this.narrow(terms, mode),
    };
    const separator: MenuEntry = { kind: "separator" };
    const onward = this.values.markEntries(values);
    const behind = this.behindEntries(onlyTerms(values, columns));
    const entries = [...markMenu(options), separator, ...behind, ...(onward.length > 0 ? [separator, ...onward] : [])];
    openMenu({ heading: markHeading(options) }, entries, at, returnTo);
  }

  rangeChoices(): readonly RangeChoice[] {
    return [
      { label: "Write into the statement", run: (range) => this.writeRange(range) },
      { label: "Flows of this time", run: (range) => this.openBehind(this.rangeTerms(range), "flows") },
      { label: "Sources of this time", run: (range) => this.openBehind(this.rangeTerms(range), "sources") },
      { label: "Leave out of the statement", run: (range) => this.leaveOutRange(range) },
      { label: "Only look at this range", run: (range) => this.lookAtRange(range) },
    ];
  }

  /** As the chart writes it, in its zone. */
  private readonly rangeName = ({ from, to }: { readonly from: Cell; readonly to: Cell }): string => {
    const { look, fromFile } = this.surroundings;
    const [start, end] = [millisOf(from), millisOf(to)];
    if (Number.isNaN(start) || Number.isNaN(end)) return `${String(from)} – ${String(to)}`;
    return wholeRangeText(start, end, zoneOf(look.view().chart ?? fromFile ?? {}));
  };

  /** To what a mark sums up: the rows themselves, and who sent them unless the mark is one sender. */
  private behindEntries(terms: readonly NarrowTerm[]): readonly MenuEntry[] {
    const flows: MenuEntry = { kind: "item", label: "Flows of this", run: () => this.openBehind(terms, "flows") };
    if (terms.some((term) => term.column === "srcaddr" && !("orColumn" in term))) return [flows];
    return [flows, { kind: "item", label: "Sources of this", run: () => this.openBehind(terms, "sources") }];
  }

  private openBehind(terms: readonly NarrowTerm[], as: "flows" | "sources"): void {
    const { host, tabId } = this.surroundings;
    host.notify(OpenFlowsBehind, { tabId, terms, as });
  }

  private rangeTerms(range: TimeRange): readonly NarrowTerm[] {
    return onlyTerms([range], this.surroundings.data.summary.columns);
  }

  private writeRange({ column, from, to }: TimeRange): void {
    const name = this.surroundings.data.summary.columns[column]?.name;
    // A range that was chosen on the axis takes the place of the one that made the axis.
    if (name !== undefined) this.narrow([{ column: name, op: "range", from, to }], "replace");
  }

  private lookAtRange({ column, from, to }: TimeRange): void {
    const { look } = this.surroundings;
    const others = look.view().filters.filter((filter) => filter.column !== column || !["<", "<=", ">", ">="].includes(filter.op));
    look.rearrange({ filters: [...others, { column, op: ">=", text: from }, { column, op: "<", text: to }] });
  }

  private leaveOut({ values }: ChartMark): void {
    const value = valueToLeaveOut(values);
    if (value !== undefined) this.narrow([withoutTerm(value, this.surroundings.data.summary.columns)], "add");
  }

  private leaveOutRange(range: TimeRange): void {
    this.narrow([withoutTerm(range, this.surroundings.data.summary.columns)], "add");
  }

  private filter(filters: readonly ColumnFilter[]): void {
    const { look } = this.surroundings;
    look.rearrange({ filters: filters.reduce((all, filter) => addFilter(all, filter), look.view().filters) });
  }

  private narrow(terms: readonly NarrowTerm[], mode: "add" | "replace"): void {
    const { host, tabId } = this.surroundings;
    host.notify(NarrowStatement, { tabId, terms, mode });
  }
}
