import { NotificationType, RequestType } from "vscode-jsonrpc";
import type { ErrorData } from "./errors";

/** Server → host: what a query can name is not what it was before: tables, columns, functions, or what is known of their values. */
export const CatalogChanged = new NotificationType<Record<string, never>>("flowlog/catalog/changed");

export interface AddressParams {
  /** IPv4 or IPv6, in any spelling. */
  readonly address: string;
}

/** What the index knows of an address, as source and as destination of flows. */
export interface AddressFacts {
  /** 0 when it never was either. */
  readonly flows: number;
  /** Beginning of its first flow and end of its last, ISO 8601 UTC; absent where no flow tells. */
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  /** That it sent, and that it was sent. */
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly accepts: number;
  readonly rejects: number;
  /** How many addresses it has flows with; how many were the source of flows to it, and the destination of flows from it. */
  readonly peers: number;
  readonly sources: number;
  readonly destinations: number;
  /** The ports of most flows, at most ten. */
  readonly topPorts: readonly AddressPort[];
}

export interface AddressPort {
  readonly port: number;
  /** Number of the protocol; absent where the records do not tell. */
  readonly protocol?: number;
  /** Whose port it is: the address's own, from which it sent something, or that of whom it spoke with. */
  readonly side: "own" | "other";
  readonly flows: number;
}

/** Reads the flows of one address. It takes some tens of milliseconds over ten million rows, and is read again every time. */
export const GetAddressFacts = new RequestType<AddressParams, AddressFacts, ErrorData>("flowlog/catalog/address");
