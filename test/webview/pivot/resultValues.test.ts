import { describe, expect, it } from "vitest";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { AskPivot, NarrowStatement } from "../../../src/protocol/resultsPanel";
import { ResultValues } from "../../../webview/pivot/resultValues";
import { markMenu, type StandsFor } from "../../../webview/pivot/markMenu";

const columns: readonly ResultColumn[] = [
  { name: "srcaddr", type: "VARCHAR", meaning: "address" },
  { name: "dstaddr", type: "VARCHAR", meaning: "address" },
  { name: "slot", type: "TIMESTAMP", meaning: "time" },
  { name: "action", type: "VARCHAR", meaning: "action" },
];

/** Values of a result, and what was asked of the host through them. */
function valuesOf(): { readonly values: ResultValues; readonly asked: { readonly method: string; readonly params: unknown }[] } {
  const asked: { method: string; params: unknown }[] = [];
  const host = { notify: (type: { readonly method: string }, params: unknown) => void asked.push({ method: type.method, params }) };
  return { values: new ResultValues(host, "tab", columns), asked };
}

function labels(mark: readonly StandsFor[]): readonly string[] {
  return valuesOf()
    .values.markEntries(mark)
    .map((entry) => (entry.kind === "separator" ? "-" : entry.label));
}

describe("A mark of a chart", () => {
  const source: StandsFor = { column: 0, value: "10.0.0.5" };
  const hour: StandsFor = { column: 2, from: "2026-03-14T15:00:00Z", to: "2026-03-14T16:00:00Z" };

  it.each<{ mark: readonly StandsFor[]; entries: readonly string[] }>([
    { mark: [source], entries: ["Who is 10.0.0.5", "-", "As source", "As destination", "As either side"] },
    { mark: [source, hour], entries: ["Who is 10.0.0.5", "-", "As source", "As destination", "As either side", "From 15:00 to 16:00"] },
    {
      mark: [source, { column: 1, value: "10.0.0.9" }],
      entries: [
        "Who is 10.0.0.5",
        "Who is 10.0.0.9",
        "-",
        "This conversation",
        "10.0.0.5 as source",
        "10.0.0.5 as destination",
        "10.0.0.5 as either side",
        "10.0.0.9 as source",
        "10.0.0.9 as destination",
        "10.0.0.9 as either side",
      ],
    },
    { mark: [{ column: 3, value: "REJECT" }, hour], entries: [] },
  ])("$mark leads to $entries", ({ mark, entries }) => {
    expect(labels(mark)).toEqual(entries);
  });

  const either: StandsFor = { column: 0, orColumn: 1, value: "10.0.0.5" };

  it("on either side leads to the questions about its address, as none of a known side", () => {
    const { values, asked } = valuesOf();
    const entries = values.markEntries([either]).filter((entry) => entry.kind === "item");
    expect(entries.map(({ label }) => label)).toEqual(["Who is 10.0.0.5", "As source", "As destination", "As either side"]);
    entries.at(-1)?.run({ shiftKey: false, altKey: false });
    expect(asked[0]?.params).toMatchObject({ question: "either", row: {} });
  });

  it("on either side filters and narrows by both columns", () => {
    const said: unknown[] = [];
    const menu = markMenu({
      values: [either],
      columns,
      rangeName: () => "",
      filter: (filters) => said.push(filters),
      narrow: (terms, mode) => said.push([terms, mode]),
    });
    for (const entry of menu) if (entry.kind === "item") entry.run({ shiftKey: false, altKey: false });
    const both = { column: "srcaddr", orColumn: "dstaddr", values: ["10.0.0.5"] };
    expect(said).toEqual([
      [{ column: 0, orColumn: 1, op: "=", text: "10.0.0.5" }],
      [{ column: 0, orColumn: 1, op: "!=", text: "10.0.0.5" }],
      [[{ ...both, op: "in" }], "add"],
      [[{ ...both, op: "notIn" }], "add"],
    ]);
  });

  it("asks for the flows of its range of time", () => {
    const { values, asked } = valuesOf();
    const around = values.markEntries([source, hour]).find((entry) => entry.kind === "item" && entry.label === "From 15:00 to 16:00");
    if (around?.kind === "item") around.run({ shiftKey: false, altKey: false });
    const row = { srcaddr: "10.0.0.5", from: "2026-03-14T15:00:00Z", to: "2026-03-14T16:00:00Z" };
    expect(asked).toEqual([
      { method: AskPivot.method, params: { tabId: "tab", question: "around", subject: { kind: "address", address: "10.0.0.5" }, row } },
    ]);
  });
});

describe("A value of a result", () => {
  it("heads its menu with its name, and with its column where it says little by itself", () => {
    const { values } = valuesOf();
    expect(values.heading(0, "10.0.0.5")).toBe("10.0.0.5");
    expect(values.heading(3, "REJECT")).toBe("action: REJECT");
    const port: ResultColumn = { name: "dstport", type: "INTEGER", meaning: "port" };
    expect(new ResultValues({ notify: () => undefined }, "tab", [port]).heading(0, 443)).toBe("Port 443");
  });

  it.each<{ how: "only" | "not" | "instead"; op: string; mode: string }>([
    { how: "only", op: "in", mode: "add" },
    { how: "not", op: "notIn", mode: "add" },
    { how: "instead", op: "in", mode: "replace" },
  ])("goes into the statement: $how", ({ how, op, mode }) => {
    const { values, asked } = valuesOf();
    const value: Cell = null;
    values.narrow([{ column: 3, value }], how);
    expect(asked).toEqual([
      { method: NarrowStatement.method, params: { tabId: "tab", terms: [{ column: "action", op, values: [null] }], mode } },
    ]);
  });
});
