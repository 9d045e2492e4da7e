import { formatAddress, parseAddress } from "../../base/network/address";
import { isWireTime, timeInRow } from "../../base/wireTime";
import type { PivotSide, PivotStatementParams, PivotSubject } from "../../protocol/pivot";
import type { Cell } from "../../protocol/query";
import { addressQuestions } from "./addressQuestions";
import { shownFlowColumns } from "./flowsStatement";
import { cellLiteral } from "./literals";

type Row = PivotStatementParams["row"];

/**
 * A question about a value as a statement that stands for itself: its values are literals.
 *
 * @returns The statement, or a sentence that says what is missing for it.
 */
export function pivotStatement({ question, subject: asked, row, side }: PivotStatementParams): { readonly sql: string } | string {
  const subject = checkedSubject(asked);
  if (typeof subject === "string") return subject;
  const either = eitherSide(subject, side);
  switch (question) {
    case "source":
    case "destination":
      return ofOneSide(question, subject, side);
    case "either":
      return statement(`Flows of ${nameOf(subject)}`, [either]);
    case "accepted":
      return statement(`Accepted flows of ${nameOf(subject)}`, [either, "action = 'ACCEPT'"]);
    case "rejected":
      return statement(`Rejected flows of ${nameOf(subject)}`, [either, "action = 'REJECT'"]);
    case "same":
      return ofSame(subject, either, row);
    case "conversation":
      return conversation(subject, row, side);
    case "around":
      return around(subject, either, row);
    case "timeline":
    case "peers":
      if (subject.kind !== "address")
        return `Only addresses have ${question === "peers" ? "peers" : "a timeline"}: ask for all flows instead.`;
      return { sql: addressQuestions[question](subject.address) };
  }
}

/** The addresses of packets are those of the interface where records tell no others. */
function addressColumn(name: string, side: PivotSide | undefined): string {
  return side === "packet" && (name === "srcaddr" || name === "dstaddr") ? `coalesce(pkt_${name}, ${name})` : name;
}

function statement(name: string, conditions: readonly string[], order = "start_time DESC"): { readonly sql: string } {
  const where =
    conditions.length === 1
      ? (conditions[0] ?? "")
      : conditions.map((each) => (each.includes(" OR ") ? `(${each})` : each)).join("\n  AND ");
  return { sql: `-- @name ${name}\nSELECT ${shownFlowColumns}\nFROM flows\nWHERE ${where}\nORDER BY ${order};\n` };
}

function ofOneSide(end: "source" | "destination", subject: PivotSubject, side: PivotSide | undefined): { readonly sql: string } | string {
  const address = addressColumn({ source: "srcaddr", destination: "dstaddr" }[end], side);
  const port = { source: "srcport", destination: "dstport" }[end];
  const what = end === "source" ? "from" : "to";
  switch (subject.kind) {
    case "address":
      return statement(`Flows ${what} ${subject.address}`, [`${address} = ${text(subject.address)}`]);
    case "port":
      return statement(`Flows ${what} ${nameOf(subject)}`, [`${port} = ${String(subject.port)}`, ...protocolOf(subject)]);
    case "interface":
    case "account":
    case "instance":
      return `Flows have no ${subject.kind} as their ${end}: ask for all flows of ${subject.id}.`;
  }
}

function eitherSide(subject: PivotSubject, side: PivotSide | undefined): string {
  switch (subject.kind) {
    case "address":
      return ["srcaddr", "dstaddr"].map((name) => `${addressColumn(name, side)} = ${text(subject.address)}`).join(" OR ");
    case "port": {
      const port = `srcport = ${String(subject.port)} OR dstport = ${String(subject.port)}`;
      return subject.protocol === undefined ? port : `(${port}) AND ${protocolOf(subject).join("")}`;
    }
    case "interface":
      return interfaceIs(subject.id);
    case "account":
      return `account_id = ${text(subject.id)}`;
    case "instance":
      return `instance_id = ${text(subject.id)}`;
  }
}

/** What recorded a flow is an interface, but in a transit gateway, whose records name an attachment or what is attached. */
export function interfaceColumns(id: string): readonly string[] {
  return id.startsWith("eni-") ? ["interface_id"] : ["interface_id", "resource_id", "tgw_attachment_id"];
}

function interfaceIs(id: string): string {
  const columns = interfaceColumns(id);
  return `${columns.length === 1 ? columns.join("") : `coalesce(${columns.join(", ")})`} = ${text(id)}`;
}

/** Flows that are like the row: of its port, or on its interface. */
function ofSame(subject: PivotSubject, either: string, row: Row): { readonly sql: string } | string {
  const [port, protocol, id] = [numberIn(row, "port"), numberIn(row, "protocol"), row.interface_id];
  const like: PivotSubject[] = [
    ...(port === undefined ? [] : [{ kind: "port", port, ...(protocol === undefined ? {} : { protocol }) } as const]),
    ...(typeof id === "string" && id !== "" ? [{ kind: "interface", id } as const] : []),
  ];
  if (like.length === 0) return "With which port or interface? Ask from a row that has one.";
  const conditions = [...like.map((each) => eitherSide(each, undefined)), ...onlyAction(row)];
  return statement(`Flows of ${nameOf(subject)} with ${like.map(nameOf).join(" and ")}`, [either, ...conditions]);
}

function onlyAction({ only_action: action }: Row): readonly string[] {
  return action === "ACCEPT" || action === "REJECT" ? [`action = ${text(action)}`] : [];
}

/** Both directions between two ends, with their ports where the row has them. */
function conversation(subject: PivotSubject, row: Row, side: PivotSide | undefined): { readonly sql: string } | string {
  const ends = sides.flatMap((pair) => endsOf(row, pair));
  const [first] = ends.filter(({ one, other }) => subject.kind !== "address" || one === subject.address || other === subject.address);
  if (first === undefined) return "A conversation has two ends: ask from a row that has both addresses.";
  const { one, other, onePort, otherPort } = first;
  const [source, destination] = first.columns.map((name) => addressColumn(name, side));
  const direction = (from: string, fromPort: number | undefined, to: string, toPort: number | undefined): string => {
    const ports =
      fromPort === undefined || toPort === undefined ? "" : ` AND srcport = ${String(fromPort)} AND dstport = ${String(toPort)}`;
    return `${source ?? ""} = ${text(from)} AND ${destination ?? ""} = ${text(to)}${ports}`;
  };
  const there = direction(one, onePort, other, otherPort);
  const back = direction(other, otherPort, one, onePort);
  const protocol = numberIn(row, "protocol");
  return statement(
    `Conversation of ${one} and ${other}`,
    [`(${there})\n  OR (${back})`, ...(protocol === undefined ? [] : [`protocol = ${String(protocol)}`]), ...onlyAction(row)],
    "start_time",
  );
}

/** Names of two ends and their ports in a row, and the columns of `flows` that have them. */
const sides = [
  { ends: ["srcaddr", "dstaddr"], ports: ["srcport", "dstport"], columns: ["srcaddr", "dstaddr"] },
  { ends: ["initiator", "responder"], ports: ["initiator_port", "port"], columns: ["srcaddr", "dstaddr"] },
  { ends: ["pkt_srcaddr", "pkt_dstaddr"], ports: ["srcport", "dstport"], columns: ["pkt_srcaddr", "pkt_dstaddr"] },
] as const;

interface Ends {
  readonly one: string;
  readonly other: string;
  readonly onePort: number | undefined;
  readonly otherPort: number | undefined;
  readonly columns: readonly [string, string];
}

function endsOf(row: Row, { ends, ports, columns: names }: (typeof sides)[number]): readonly Ends[] {
  const [one, other] = ends.map((name) => addressIn(row, name));
  if (one === undefined || other === undefined) return [];
  return [{ one, other, onePort: numberIn(row, ports[0]), otherPort: numberIn(row, ports[1]), columns: names }];
}

function around(subject: PivotSubject, either: string, row: Row): { readonly sql: string } | string {
  const [from, to] = [row.from, row.to];
  if (isWireTime(from) && isWireTime(to)) {
    const within = `start_time >= ${cellLiteral(from, "TIMESTAMP")} AND start_time < ${cellLiteral(to, "TIMESTAMP")}`;
    return statement(`${nameOf(subject)} from ${from} to ${to}`, [either, within], "start_time");
  }
  const time = timeInRow(row);
  if (time === undefined) return "Around which time? Ask from a row that has one.";
  const at = cellLiteral(time, "TIMESTAMP");
  const near = `start_time BETWEEN ${at} - INTERVAL 5 MINUTE AND ${at} + INTERVAL 5 MINUTE`;
  return statement(`${nameOf(subject)} around ${time}`, [either, near], "start_time");
}

function addressIn(row: Row, name: string): string | undefined {
  const parsed = parseAddress(String(row[name] ?? ""));
  return parsed && formatAddress(parsed);
}

function numberIn(row: Row, name: string): number | undefined {
  const cell: Cell = row[name] ?? null;
  const number = cell === null || cell === "" ? Number.NaN : Number(cell);
  return Number.isInteger(number) && number >= 0 && number <= 65_535 ? number : undefined;
}

function protocolOf({ protocol }: Extract<PivotSubject, { kind: "port" }>): string[] {
  return protocol === undefined ? [] : [`protocol = ${String(protocol)}`];
}

function nameOf(subject: PivotSubject): string {
  if (subject.kind === "address") return subject.address;
  // A name is one line, and what ends a comment must not end it.
  return subject.kind === "port" ? `port ${String(subject.port)}` : `${subject.kind} ${subject.id.replaceAll(/\s+/g, " ")}`;
}

/** The subject as records spell it, or a sentence about what is wrong with it. */
export function checkedSubject(subject: PivotSubject): PivotSubject | string {
  if (subject.kind === "address") {
    const parsed = parseAddress(subject.address);
    return parsed === undefined ? `“${subject.address}” is no IP address.` : { kind: "address", address: formatAddress(parsed) };
  }
  if (subject.kind !== "port") return subject.id === "" ? `Which ${subject.kind}? Its id is empty.` : subject;
  const isPort = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 65_535;
  return isPort(subject.port) && isPort(subject.protocol ?? 0) ? subject : `${String(subject.port)} is no port.`;
}

function text(value: string): string {
  return cellLiteral(value, "VARCHAR");
}
