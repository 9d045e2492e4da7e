import { describe, expect, it } from "vitest";
import type { WrittenChart } from "../../../src/protocol/chart";
import { completeChart, proposals } from "../../../webview/charting/completeSpec";
import { column } from "../charts/groupedInput";

const flows = [
  column("start_time", "time"),
  column("srcaddr", "address"),
  column("dstport", "port"),
  column("action", "action"),
  column("bytes", "bytes"),
  column("packets", "packets"),
];
const complete = (written: WrittenChart): unknown => completeChart(written, flows, 100);

describe("A chart that says little", () => {
  it("is what fits the columns best", () => {
    expect(complete({})).toMatchObject({
      spec: { kind: "line", x: "start_time", split: "action", y: [{ fn: "sum", column: "bytes" }], top: 6 },
    });
    expect(proposals(flows, 100)[0]?.spec.kind).toBe("line");
  });

  it("gets what its kind cannot do without, and nothing that nobody asked for once columns are named", () => {
    expect(complete({ kind: "line", y: [{ fn: "max", column: "packets" }] })).toMatchObject({
      spec: { kind: "line", x: "start_time", y: [{ fn: "max", column: "packets" }] },
    });
    expect(complete({ kind: "line", x: "start_time" })).not.toHaveProperty("spec.split");
  });

  it("keeps what it says of how it is drawn", () => {
    expect(complete({ kind: "bar", step: "1h", stack: "percent", zone: "local" })).toMatchObject({
      spec: { kind: "bar", x: "start_time", step: "1h", stack: "percent", zone: "local" },
    });
  });
});

describe("A chart that names columns which are not there", () => {
  it("is drawn with others, and says which it misses", () => {
    const written = { kind: "rowBar", x: "port", y: [{ fn: "sum", column: "octets" }], split: "action" } as const;
    expect(complete(written)).toMatchObject({
      missing: ["port", "action", "octets"].filter((name) => name !== "action"),
      spec: { x: "srcaddr", split: "action" },
    });
  });
});

describe("Another kind of chart", () => {
  it("of one measure keeps the first of several", () => {
    const y = [
      { fn: "sum", column: "bytes" },
      { fn: "sum", column: "packets" },
    ] as const;
    expect(complete({ kind: "pie", x: "dstport", y })).toMatchObject({ spec: { y: [{ fn: "sum", column: "bytes" }] } });
  });
});
