import { describe, expect, it } from "vitest";
import type { ColumnMeaning, ResultColumn } from "../../../src/protocol/query";
import { proposals } from "../../../webview/charting/completeSpec";
import { column } from "../charts/groupedInput";

/** `first_seen:time bytes`: what says no meaning is named as it is. */
function columnsOf(text: string): readonly ResultColumn[] {
  return text.split(" ").map((each) => {
    const [name = "", meaning = name] = each.split(":");
    return column(name, meaning as ColumnMeaning);
  });
}

function first(columns: string, rows = 100): unknown {
  return proposals(columnsOf(columns), rows)[0]?.spec;
}

describe("What is drawn first", () => {
  it.each([
    ["a host", "srcaddr:address records:integer packets first_seen:time last_seen:time", { kind: "rowBar", x: "srcaddr" }],
    ["a pair of hosts", "srcaddr:address dstaddr:address bytes min(start_time):time max(end_time):time", { kind: "sankey", x: "srcaddr" }],
    ["a port of a host", "dstaddr:address dstport:port hosts:integer bytes first_seen:time", { kind: "rowBar", x: "dstaddr" }],
    ["a gap", "log_status:text interface_id:text windows:integer first_attempt:time", { kind: "rowBar", x: "log_status" }],
    ["a host with some time of it", "srcaddr:address records:integer noticed:time", { kind: "rowBar", x: "srcaddr" }],
  ])("of rows that are each about %s is no line from one to the next", (_what, columns, spec) => {
    expect(first(columns)).toMatchObject(spec);
    expect(first(columns, 2)).toMatchObject(spec);
  });

  it.each([
    ["steps", "time records:integer", { x: "time", y: [{ fn: "sum", column: "records" }] }],
    ["steps and what is counted in them", "accepted:integer rejected:integer hour:time", { x: "hour" }],
    ["steps of each host", "seen:time srcaddr:address bytes", { x: "seen", split: "srcaddr" }],
    ["steps with a name of their own", "slot:time dstport:port srcaddr:address dstaddr:address bytes", { x: "slot" }],
    ["records", "srcaddr:address bytes start_time:time end_time:time", { x: "start_time", y: [{ column: "bytes" }] }],
    [
      "whole records",
      "start_time:time end_time:time action srcaddr:address packets bytes",
      { split: "action", y: [{ column: "packets" }] },
    ],
    ["records without an amount", "start_time:time action srcaddr:address dstaddr:address", { y: [{ fn: "count" }], split: "action" }],
  ])("of %s is a line over time", (_what, columns, spec) => {
    expect(first(columns)).toMatchObject({ kind: "line", ...spec });
  });

  it("of two moments is no line where there is something else to be seen", () => {
    expect(first("hour:time provider:text bytes", 2)).toMatchObject({ kind: "rowBar", x: "provider" });
  });

  it("divides bars by what was accepted and rejected", () => {
    expect(first("action dstport:port protocol records:integer")).toMatchObject({ kind: "rowBar", x: "dstport", split: "action" });
  });
});
