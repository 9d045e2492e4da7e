import type { MessageConnection } from "vscode-jsonrpc";
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import type { Disposable } from "../../../base/disposable";
import type { Catalog } from "../../../language/catalog/catalog";
import type { FlowLogError } from "../../../protocol/errors";
import type { StatementToCheck } from "../../engines/resultEngine";
import type { AddressFacts } from "../../../protocol/catalog";
import type { OpenDocuments } from "./openDocuments";

/** What the handlers of the language part work with. */
export interface LanguageSession {
  readonly documents: OpenDocuments;
  /** What can be named now; asking costs nothing. */
  readonly catalog: () => Catalog;
  /** Calls back when the catalog is another one. */
  readonly onCatalogChanged: (listener: () => void) => Disposable;
  /** Has the engine look at statements; `undefined` while it may not or cannot: in Restricted Mode, without a usable index. */
  readonly checkStatements: () => CheckStatements | undefined;
  /** Folder of the pages that explain rules, as a URI that the client can open; absent where the client has none. */
  readonly rulePages?: string;
  /** What the index knows of an address, which asks the engine; rejects where no index can be asked. */
  readonly addressFacts: (address: string, signal: AbortSignal) => Promise<AddressFacts>;
}

/** See `ResultEngine.check`. */
export type CheckStatements = (
  statements: readonly StatementToCheck[],
  signal: AbortSignal,
  report: (index: number, problem: FlowLogError | undefined) => void,
) => Promise<void>;

/** Answers one part of the language requests, and says to the client that it does. */
export type LanguageFeature = (connection: MessageConnection, session: LanguageSession) => ServerCapabilities;
