import { kindOfAwsId } from "../../src/base/awsId";
import { formatAddress, parseAddress } from "../../src/base/network/address";
import { parsePort } from "../../src/base/network/port";
import type { PivotSubject } from "../../src/protocol/pivot";
import type { Cell, ResultColumn } from "../../src/protocol/query";

/**
 * What a value can be asked about as: by what its column means, and where that says only "text", by the column's name and the
 * value itself, for a statement may call its columns as it likes. `undefined` for values that lead nowhere.
 */
export function subjectOf(column: ResultColumn, cell: Cell): PivotSubject | undefined {
  if (cell === null || cell === "" || typeof cell === "boolean") return undefined;
  const text = String(cell);
  switch (column.meaning) {
    case "address":
      return addressSubject(text);
    case "port":
      return portSubject(text);
    case "text":
      return namedSubject(column.name, text) ?? subjectByLooks(text);
    default:
      return undefined;
  }
}

/** Whether values of a column may lead on at all: what does not can be drawn without looking at each value. */
export function mayLead({ meaning }: ResultColumn): boolean {
  return meaning === "address" || meaning === "port" || meaning === "text";
}

/** A port is one of TCP and another one of UDP, where the row says which. */
export function withProtocol(subject: PivotSubject, row: Readonly<Record<string, Cell>>): PivotSubject {
  const protocol = row.protocol;
  return subject.kind === "port" && typeof protocol === "number" ? { ...subject, protocol } : subject;
}

/** A subject as it is called in menus: `10.0.0.5`, `port 443`, `eni-0a1b`. */
export function subjectName(subject: PivotSubject): string {
  switch (subject.kind) {
    case "address":
      return subject.address;
    case "port":
      return `port ${subject.port}`;
    case "interface":
    case "account":
    case "instance":
      return subject.id;
  }
}

/** The same at the head of a menu. */
export function subjectHeading(subject: PivotSubject): string {
  const name = subjectName(subject);
  return subject.kind === "port" ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

function addressSubject(text: string): PivotSubject | undefined {
  const address = parseAddress(text);
  return address === undefined ? undefined : { kind: "address", address: formatAddress(address) };
}

function portSubject(text: string): PivotSubject | undefined {
  const port = parsePort(text);
  return port === undefined ? undefined : { kind: "port", port };
}

const namedKinds: readonly { readonly name: RegExp; readonly kind: "interface" | "account" | "instance" }[] = [
  { name: /^interface(_id)?$/i, kind: "interface" },
  { name: /^account(_id)?$/i, kind: "account" },
  { name: /^instance(_id)?$/i, kind: "instance" },
];

function namedSubject(name: string, id: string): PivotSubject | undefined {
  const named = namedKinds.find((candidate) => candidate.name.test(name));
  return named && { kind: named.kind, id };
}

function subjectByLooks(text: string): PivotSubject | undefined {
  const kind = kindOfAwsId(text);
  if (kind !== undefined) return { kind, id: text };
  // Shorter texts are no addresses, and reading each text of a column as one is not for nothing.
  return text.length >= 3 && text.length <= 45 && /^[0-9a-fA-F:.]+$/.test(text) ? addressSubject(text) : undefined;
}
