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

  it("of parts takes the first of several measures that adds up", () => {
    const y = [
      { fn: "avg", column: "packets" },
      { fn: "sum", column: "packets" },
    ] as const;
    expect(complete({ kind: "treemap", x: "dstport", y })).toMatchObject({ spec: { y: [y[1]] }, chosen: { y: [y[1]] } });
    expect(complete({ kind: "treemap", x: "dstport", y })).not.toHaveProperty("note");
  });
});

describe("A chart of parts with a measure that cannot be added up", () => {
  const most = { fn: "max", column: "packets" } as const;

  it.each(["pie", "doughnut", "treemap", "sankey", "network"] as const)("is a %s of what adds up, and says so", (kind) => {
    const note = `A ${kind} shows parts of a whole, and “Greatest of packets” cannot be added up. “Sum of bytes” is drawn instead.`;
    const places = { x: "srcaddr", split: "dstport" };
    expect(complete({ kind, ...places, y: [most] })).toMatchObject({ note, spec: { kind, y: [{ fn: "sum", column: "bytes" }] } });
  });

  it("keeps what was chosen, for the form, the file and other kinds", () => {
    expect(complete({ kind: "pie", x: "dstport", y: [most] })).toMatchObject({ chosen: { x: "dstport", y: [most] } });
  });

  it("counts rows where the columns have nothing that adds up", () => {
    const means = [column("dstport", "port"), column("avg_bytes", "bytes")];
    const average: WrittenChart = { kind: "pie", x: "dstport", y: [{ fn: "avg", column: "avg_bytes" }] };
    expect(completeChart(average, means, 100)).toMatchObject({
      spec: { y: [{ fn: "count" }] },
      note: expect.stringContaining("“Rows” is drawn instead") as string,
    });
  });

  it("stays as it is in another kind", () => {
    expect(complete({ kind: "rowBar", x: "dstport", y: [most] })).toMatchObject({ spec: { y: [most] } });
  });
});
