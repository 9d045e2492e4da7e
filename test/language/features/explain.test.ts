import { describe, expect, it } from "vitest";
import { readPlan } from "../../../src/language/features/explain/plan";
import { planText } from "../../../src/language/features/explain/planText";

const scan = (table: string, seconds: number, rows: number) => ({
  operator_name: "TABLE_SCAN ",
  operator_timing: seconds,
  operator_cardinality: rows,
  extra_info: { Table: table, Type: "Sequential Scan", Projections: ["a", "b"], "Estimated Cardinality": "200" },
  children: [],
});
const analyzed = {
  latency: 0.25,
  children: [
    {
      operator_name: "EXPLAIN_ANALYZE",
      operator_timing: 0.0001,
      children: [
        {
          operator_name: "HASH_JOIN",
          operator_timing: 0.3,
          operator_cardinality: 12,
          extra_info: { "Join Type": "INNER", Conditions: "a = b" },
          children: [scan("flows", 0.1, 1_000_000), scan("hosts", 0, 200)],
        },
      ],
    },
  ],
};

describe("A plan", () => {
  it("is a tree with the share, the time and the rows of each step", () => {
    const plan = readPlan(JSON.stringify(analyzed));
    expect(plan && planText("Who", plan).split("\n")).toEqual([
      "Who",
      "Took 250 ms. Its steps took 400 ms on all threads together, most of it HASH_JOIN (75 %).",
      "A step reads from those below it. Rows are what it gives.",
      "",
      " share       time         rows  step",
      "  75 %     300 ms           12  HASH_JOIN  ◀ most time  Join Type INNER · a = b",
      "  25 %     100 ms    1,000,000  ├─ TABLE_SCAN  (expected 200 rows)  flows · a, b",
      "   0 %    0.00 ms          200  └─ TABLE_SCAN  hosts · a, b",
      "",
    ]);
  });

  it("is a list where each step reads from one other, without what the engine does for itself", () => {
    const step = (name: string, info: object, children: object[]) => ({ operator_name: name, extra_info: info, children });
    const inner = step("SEQ_SCAN", { Table: "flow_index.store.flows_1", Filters: 'flow_index.main.flows.\\"action\\"=1' }, []);
    const outer = step("PROJECTION", { Projections: ["__internal_decompress_string(#0)"] }, [inner]);
    const plan = readPlan(JSON.stringify({ latency: 0, children: [outer] }));
    const lines = plan && planText("List", plan).split("\n").slice(4);
    expect(lines?.map((line) => line.slice(32))).toEqual(["step", "PROJECTION", 'SEQ_SCAN  flows_1 · Filters flows."action"=1', ""]);
  });

  it.each(["", "[]", "null", "1", "{}", "┌───┐"])("is none in %j", (text) => expect(readPlan(text)).toBeUndefined());

  it("is read though parts of it are missing", () => {
    const plan = readPlan('{"children":[{"children":[{}]}]}');
    expect(plan && planText("Empty", plan)).toContain("0 %    0.00 ms            0");
  });
});
