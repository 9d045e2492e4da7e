import { formatAddress, parseAddress } from "../../base/network/address";
import { type AddressFacts, GetAddressFacts } from "../../protocol/catalog";
import { FlowLogError } from "../../protocol/errors";
import type { IndexHolder } from "../indexHolder";
import { onRequest, type RequestConnection } from "./requestBridge";
import { requireOpenIndex, type Session } from "./session";

export function registerCatalogHandlers(connection: RequestConnection, session: Session): void {
  const facts = addressFactsOf(session.index);
  onRequest(connection, GetAddressFacts, ({ address }, signal) => facts(address, signal));
}

/** Asks an index what it knows of an address. */
export function addressFactsOf(holder: IndexHolder | undefined): (address: string, signal: AbortSignal) => Promise<AddressFacts> {
  return async (address, signal) => {
    const parsed = parseAddress(address);
    if (parsed === undefined) throw new FlowLogError({ kind: "invalidRequest" }, `“${address}” is no IP address.`);
    const index = requireOpenIndex(holder);
    // The providers write addresses in their shortest form.
    return index.watch(index.use().catalogSource.addressFacts(formatAddress(parsed), signal));
  };
}
