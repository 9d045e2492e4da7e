import { describe, expect, it } from "vitest";
import type { PivotStep } from "../../../src/protocol/pivotPanel";
import { figureLead } from "../../../webview/pivot/figureQuestions";
import type { Row } from "../../../webview/pivot/valueMenu";

const shown: PivotStep = { subject: { kind: "address", address: "10.0.0.5" }, side: "interface" };
const compared: PivotStep = { ...shown, compareWith: "10.0.0.9" };
const about = (address: string) => ({ kind: "address", address }) as const;
const summary: Row = { address: "10.0.0.5", flows: "3", bytes_out: "9", first_seen: "2026-03-14T15:00:02Z" };
const talk: Row = { initiator: "10.0.0.5", responder: "10.0.0.7", port: 443, protocol: 6 };

describe("A figure", () => {
  it.each([
    ["flows", summary, shown, { question: "either", subject: about("10.0.0.5"), row: summary }],
    ["rejected", summary, shown, { question: "rejected", subject: about("10.0.0.5"), row: summary }],
    ["bytes_out", summary, shown, { question: "source", subject: about("10.0.0.5"), row: summary }],
    ["packets_in", summary, shown, { question: "destination", subject: about("10.0.0.5"), row: summary }],
    ["peers", summary, shown, { section: "peers" }],
    ["interfaces", summary, shown, { section: "interfaces" }],
    ["peers", summary, compared, { question: "either", subject: about("10.0.0.5"), row: summary }],
    [
      "bytes_out",
      { peer: "10.0.0.7" },
      shown,
      { question: "conversation", subject: about("10.0.0.7"), row: { srcaddr: "10.0.0.5", dstaddr: "10.0.0.7" } },
    ],
    [
      "bytes_second",
      { peer: "10.0.0.7" },
      compared,
      { question: "conversation", subject: about("10.0.0.7"), row: { srcaddr: "10.0.0.9", dstaddr: "10.0.0.7" } },
    ],
    [
      "rejected",
      { peer: "10.0.0.7" },
      shown,
      { question: "conversation", subject: about("10.0.0.7"), row: { srcaddr: "10.0.0.5", dstaddr: "10.0.0.7", only_action: "REJECT" } },
    ],
    ["rejected", { port: 443 }, shown, { question: "same", subject: about("10.0.0.5"), row: { port: 443, only_action: "REJECT" } }],
    ["bytes_sent", talk, shown, { question: "conversation", subject: about("10.0.0.5"), row: talk }],
    ["peers", { port: 443, protocol: 6 }, shown, { question: "same", subject: about("10.0.0.5"), row: { port: 443, protocol: 6 } }],
    ["flows", { interface_id: "eni-1" }, shown, { question: "same", subject: about("10.0.0.5"), row: { interface_id: "eni-1" } }],
    [
      "targets",
      { initiator: "203.0.113.7", responder: null, port: 445 },
      shown,
      { question: "same", subject: about("203.0.113.7"), row: { initiator: "203.0.113.7", responder: null, port: 445 } },
    ],
    ["records", { something: 5 }, shown, undefined],
    ["unknown", summary, shown, undefined],
  ] as const)("%s of %j leads to the flows that it is made of", (name, row, step, lead) => {
    expect(figureLead(name, false, row, step)).toEqual(lead);
  });

  it("that is a time leads to the flows around it", () => {
    const around = { question: "around", subject: about("10.0.0.5"), row: { start_time: "2026-03-14T15:00:02Z" } };
    expect(figureLead("first_seen", true, summary, shown)).toEqual(around);
  });
});
