import type { PivotQuestion, PivotSectionId, PivotSubject } from "../../src/protocol/pivot";
import type { PivotStep } from "../../src/protocol/pivotPanel";
import type { Row } from "./valueMenu";

/** What a figure of the panel stands for: a question about flows, or a section below it. */
export type FigureLead =
  { readonly question: PivotQuestion; readonly subject: PivotSubject; readonly row: Row } | { readonly section: PivotSectionId };

/** Figures about one address, by the names of their columns. */
const ofAddress: Readonly<Record<string, PivotQuestion>> = {
  flows: "either",
  accepted: "accepted",
  rejected: "rejected",
  bytes_out: "source",
  packets_out: "source",
  bytes_in: "destination",
  packets_in: "destination",
  peers: "either",
  interfaces: "either",
};

const sections: Readonly<Record<string, PivotSectionId>> = { peers: "peers", interfaces: "interfaces" };

/** Where a count, an amount or a time leads to: to the flows that it is made of. `undefined` where they cannot be told apart. */
export function figureLead(name: string, isTime: boolean, row: Row, shown: PivotStep): FigureLead | undefined {
  const about = addressIn(row, "address") ?? shown.subject;
  if (isTime) return { question: "around", subject: about, row: { start_time: row[name] ?? null } };
  const section = sections[name];
  if (section !== undefined && row.address !== undefined && shown.compareWith === undefined) return { section };
  if (row.address !== undefined) return withQuestion(ofAddress[name], about, row);
  const peer = addressIn(row, "peer");
  if (peer !== undefined) {
    const other = name.endsWith("_second") ? (shown.compareWith ?? "") : shown.subject.address;
    return { question: "conversation", subject: peer, row: counted(name, { srcaddr: other, dstaddr: peer.address }) };
  }
  if (typeof row.initiator === "string" && typeof row.responder === "string") return { question: "conversation", subject: about, row };
  if (typeof row.interface_id !== "string" && typeof row.port !== "number") return undefined;
  return { question: "same", subject: addressIn(row, "initiator") ?? about, row: counted(name, row) };
}

/** Of rejected ones, only those. */
function counted(name: string, row: Row): Row {
  return name === "rejected" ? { ...row, only_action: "REJECT" } : row;
}

function withQuestion(question: PivotQuestion | undefined, subject: PivotSubject, row: Row): FigureLead | undefined {
  return question && { question, subject, row };
}

function addressIn(row: Row, name: string): Extract<PivotSubject, { kind: "address" }> | undefined {
  const address = row[name];
  return typeof address === "string" ? { kind: "address", address } : undefined;
}
