import { describe, expect, it } from "vitest";
import type { ResultColumn } from "../../../src/protocol/query";
import { completeChart } from "../../../webview/charting/completeSpec";
import { withResultNames } from "../../../webview/charting/resultNames";

const columns: readonly ResultColumn[] = [
  { name: "dstport", type: "INTEGER", meaning: "port" },
  { name: "Bytes", type: "BIGINT", meaning: "bytes" },
  { name: "BYTES", type: "BIGINT", meaning: "bytes" },
];

describe("The names in a chart that was written", () => {
  it("are those of the result, whichever case they are written in", () => {
    expect(withResultNames({ kind: "bar", x: "DstPort", split: "dstport", y2: { fn: "count" } }, columns)).toEqual({
      kind: "bar",
      x: "dstport",
      split: "dstport",
      y2: { fn: "count" },
    });
  });

  it("are those that are written just so, where several differ by case alone", () => {
    const y = ["BYTES", "Bytes", "bytes", "other"].map((column) => ({ fn: "sum", column }) as const);
    expect(withResultNames({ y }, columns).y?.map(({ column }) => column)).toEqual(["BYTES", "Bytes", "Bytes", "other"]);
  });

  it("name what is drawn", () => {
    const completed = completeChart({ kind: "bar", x: "DSTPORT", y: [{ fn: "sum", column: "bytes" }] }, columns, 10);
    expect(completed?.missing).toEqual([]);
    expect(completed?.spec).toMatchObject({ x: "dstport", y: [{ fn: "sum", column: "Bytes" }] });
  });
});
