import type { NarrowTerm, PivotQuestion, PivotSubject } from "../../src/protocol/pivot";
import type { Cell, ResultColumn } from "../../src/protocol/query";
import { AskPivot, NarrowStatement, OpenPivot } from "../../src/protocol/resultsPanel";
import type { MenuEntry } from "../elements/menu";
import { cellText } from "../grid/cellText";
import type { Host } from "../host";
import type { StandsFor } from "./markMenu";
import { questionsOfAll, valueMenu, type Narrowing, type Row } from "./valueMenu";
import { subjectHeading, subjectOf, withProtocol } from "./valueSubject";

/** From the values of a result to the next question: about one, or put into the statement that gave it. */
export class ResultValues {
  constructor(
    private readonly host: Pick<Host, "notify">,
    private readonly tabId: string,
    private readonly columns: readonly ResultColumn[],
  ) {}

  subject(column: number, value: Cell): PivotSubject | undefined {
    const meta = this.columns[column];
    return meta && subjectOf(meta, value);
  }

  /** What the menu of a value is about: the value, and where that says nothing by itself, its column as well. */
  heading(column: number, value: Cell): string {
    const subject = this.subject(column, value);
    if (subject !== undefined) return subjectHeading(subject);
    const meta = this.columns[column];
    return meta === undefined ? "" : `${meta.name}: ${cellText(value, meta, false)}`;
  }

  /** All that can be done with a value of a column. `row`: the row that it stands in, column by column, where it stands in one. */
  menu(column: number, value: Cell, row: readonly Cell[]): readonly MenuEntry[] {
    const subject = this.subject(column, value);
    const named = Object.fromEntries(this.columns.map(({ name }, index) => [name, row[index] ?? null]));
    return valueMenu({
      ...(subject === undefined ? {} : { subject: withProtocol(subject, named) }),
      row: named,
      narrow: (how) => this.narrow([{ column, value }], how),
      whoIs: (address) => this.whoIs(address),
      ask: (question, about) => this.ask(question, about, named),
    });
  }

  /** What a mark of a chart leads to: who the addresses are that it stands for, and the questions that its values answer together. */
  markEntries(mark: readonly StandsFor[]): readonly MenuEntry[] {
    const row: Record<string, Cell> = {};
    for (const one of mark) {
      const name = this.columns[one.column]?.name;
      if ("from" in one) Object.assign(row, { from: one.from, to: one.to });
      // A value on either side of a row is on no known one.
      else if (name !== undefined && one.orColumn === undefined) row[name] = one.value;
    }
    const subjects = mark.flatMap((one) => ("value" in one ? (this.subject(one.column, one.value) ?? []) : []));
    const known = { row, whoIs: (address: string) => this.whoIs(address) };
    const ask = (question: PivotQuestion, about: PivotSubject): void => this.ask(question, about, row);
    const [first, second] = subjects;
    if (first === undefined) return [];
    if (second === undefined) return valueMenu({ ...known, subject: first, ask });
    const who = subjects.flatMap((subject) => valueMenu({ ...known, subject }));
    const together = questionsOfAll(subjects, row).map(({ question, subject, label }): MenuEntry => ({
      kind: "item",
      label,
      run: () => ask(question, subject),
    }));
    return together.length === 0 ? who : [...who, ...(who.length > 0 ? [{ kind: "separator" } as const] : []), ...together];
  }

  whoIs(address: string): void {
    this.host.notify(OpenPivot, { subject: { kind: "address", address } });
  }

  /** Puts these values into the statement, and runs it again. */
  narrow(values: readonly { readonly column: number; readonly value: Cell }[], how: Narrowing): void {
    const op = how === "not" ? "notIn" : "in";
    const terms = values.flatMap(({ column, value }): NarrowTerm[] => {
      const meta = this.columns[column];
      return meta === undefined ? [] : [{ column: meta.name, op, values: [value] }];
    });
    if (terms.length > 0) this.host.notify(NarrowStatement, { tabId: this.tabId, terms, mode: how === "instead" ? "replace" : "add" });
  }

  private ask(question: PivotQuestion, subject: PivotSubject, row: Row): void {
    this.host.notify(AskPivot, { tabId: this.tabId, question, subject, row });
  }
}
