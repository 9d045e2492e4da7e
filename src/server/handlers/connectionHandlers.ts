import type { MessageConnection } from "vscode-jsonrpc/node";
import { CloseConnection, CredentialsChanged, ListSharedProfiles, OpenConnection, TestConnection } from "../../protocol/connection";
import { testConnection } from "../buckets/connectionTest";
import { listSharedProfiles } from "../buckets/sharedProfiles";
import { watchSharedFiles } from "../buckets/watchSharedFiles";
import { onRequest, onRequest0 } from "./requestBridge";
import type { Session } from "./session";

/** @returns What stops watching the shared AWS files. */
export function registerConnectionHandlers(connection: MessageConnection, session: Session): { dispose(): void } {
  onRequest(connection, OpenConnection, async (params) => {
    await session.connections.open(params);
    return null;
  });
  onRequest(connection, CloseConnection, ({ connectionId }) => {
    session.connections.close(connectionId);
    return null;
  });
  onRequest(connection, TestConnection, (params, signal) => testConnection(params, signal));
  onRequest0(connection, ListSharedProfiles, () => listSharedProfiles());
  return watchSharedFiles(() => {
    session.connections.refreshCredentials();
    connection.sendNotification(CredentialsChanged.method, {}).catch(() => undefined);
  });
}
