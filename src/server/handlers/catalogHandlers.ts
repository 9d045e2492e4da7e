import { formatAddress, parseAddress } from "../../base/network/address";
import { GetAddressFacts } from "../../protocol/catalog";
import { FlowLogError } from "../../protocol/errors";
import { onRequest, type RequestConnection } from "./requestBridge";
import { requireIndex, type Session } from "./session";

export function registerCatalogHandlers(connection: RequestConnection, session: Session): void {
  onRequest(connection, GetAddressFacts, ({ address }, signal) => {
    const parsed = parseAddress(address);
    if (parsed === undefined) throw new FlowLogError({ kind: "invalidRequest" }, `“${address}” is no IP address.`);
    const index = requireIndex(session);
    // The providers write addresses in their shortest form.
    return index.watch(index.use().catalogSource.addressFacts(formatAddress(parsed), signal));
  });
}
