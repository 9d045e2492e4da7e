import type { MessageConnection } from "vscode-jsonrpc";
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import type { Catalog } from "../../../language/catalog/catalog";
import type { OpenDocuments } from "./openDocuments";

/** What the handlers of the language part work with. */
export interface LanguageSession {
  readonly documents: OpenDocuments;
  /** What can be named now; asking costs nothing. */
  readonly catalog: () => Catalog;
}

/** Answers one part of the language requests, and says to the client that it does. */
export type LanguageFeature = (connection: MessageConnection, session: LanguageSession) => ServerCapabilities;
