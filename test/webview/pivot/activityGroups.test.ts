import { describe, expect, it } from "vitest";
import type { PivotColumn, PivotRows } from "../../../src/protocol/pivot";
import type { Cell } from "../../../src/protocol/query";
import { activityGroups, activityMeasures, activityShapes } from "../../../webview/pivot/activityGroups";

const names = ["time", "accepted", "rejected", "without_action", "bytes_out", "bytes_in"];
const columns: readonly PivotColumn[] = names.map((name) => ({ name, type: "BIGINT", meaning: name === "time" ? "time" : "integer" }));

function section(rows: readonly (readonly Cell[])[]): PivotRows {
  return { columns, rows, stepSeconds: 3600, elapsedMs: 1 };
}

describe("The groups of the activity", () => {
  it("are one for each time and action that has records", () => {
    const groups = activityGroups(
      section([
        ["2026-03-14T03:00:00Z", "5", "700", "0", "1500", "0"],
        ["2026-03-14T05:00:00Z", "2", "0", "0", "40", "3650722201"],
      ]),
      "flows",
    );
    expect(groups.keys).toEqual([
      { values: ["2026-03-14T03:00:00Z", "2026-03-14T05:00:00Z"], distinct: 2, stepSeconds: 3600 },
      { values: ["ACCEPT", "REJECT"], distinct: 2 },
    ]);
    expect(groups.codes).toEqual([
      [0, 0, 1],
      [0, 1, 0],
    ]);
    expect(groups.measures).toEqual([[5, 700, 2]]);
    expect(groups.rows).toBe(707);
  });

  it("have records that say nothing of an action as a series of their own", () => {
    const groups = activityGroups(section([["2026-03-14T03:00:00Z", "0", "0", "9", "0", null]]), "flows");
    expect(groups.keys[1]?.values).toEqual(["No action"]);
    expect(groups.measures).toEqual([[9]]);
  });

  it("are the bytes each way where these are asked for", () => {
    const groups = activityGroups(
      section([
        ["2026-03-14T03:00:00Z", "5", "700", "0", "1500", "0"],
        ["2026-03-14T05:00:00Z", "2", "0", "0", "40", "3650722201"],
      ]),
      "bytes",
    );
    expect(groups.keys[1]?.values).toEqual(["Sent", "Received"]);
    expect(groups.codes).toEqual([
      [0, 1, 1],
      [0, 0, 1],
    ]);
    expect(groups.measures).toEqual([[1500, 40, 3650722201]]);
    expect(groups.rows).toBe(707);
  });

  it.each(activityMeasures)("are of the columns that the chart of %s names", (measure) => {
    const { columns: known, spec } = activityShapes[measure];
    expect([spec.x, spec.split, spec.y?.[0]?.column]).toEqual(known.map(({ name }) => name));
  });
});
