import type { MessageConnection } from "vscode-jsonrpc";
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import type { LanguageSession } from "./languageSession";

export function registerCompletion(_connection: MessageConnection, _session: LanguageSession): ServerCapabilities {
  return {};
}
