import { ResponseError, type MessageConnection } from "vscode-jsonrpc/node";
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import type { ServerOptions } from "../../protocol/serverOptions";
import { CatalogChanged } from "../../protocol/catalog";
import { FlowLogError, requestFailedCode, type ErrorData } from "../../protocol/errors";
import { IndexChanged } from "../../protocol/indexing";
import { Connections } from "../buckets/connections";
import { parseFieldList } from "../formats";
import type { FormatOptions } from "../formats/logFormat";
import { readNamedNetworks } from "../../language/catalog/namedNetworks";
import type { IndexCatalog } from "../catalog/indexCatalog";
import type { IndexHolder } from "../indexHolder";
import { registerBucketHandlers } from "./bucketHandlers";
import { addressFactsOf, registerCatalogHandlers } from "./catalogHandlers";
import { registerChartHandlers } from "./chartHandlers";
import { registerChartLineHandlers } from "./chartLineHandlers";
import { registerConnectionHandlers } from "./connectionHandlers";
import { registerIndexHandlers } from "./indexHandlers";
import type { CheckStatements } from "./language/languageSession";
import { registerLanguageHandlers } from "./language/languageHandlers";
import { registerPivotHandlers } from "./pivotHandlers";
import { registerQueryHandlers } from "./queryHandlers";
import { requireIndex, type Session } from "./session";

/**
 * Answers one client: the life cycle of the Language Server Protocol, and after `initialize` all requests of our own.
 *
 * @param catalog That of the index, or one for a client without an index.
 * @param onExit Called when the client says `exit`.
 * @returns What ends the session: its connections, its owners of results, its listeners.
 */
export function registerSession(
  connection: MessageConnection,
  index: IndexHolder | undefined,
  catalog: IndexCatalog,
  onExit: () => void,
): { dispose(): void } {
  const owned: { dispose(): void }[] = [];
  connection.onRequest("initialize", (params: { initializationOptions?: ServerOptions }) => {
    const options = params.initializationOptions ?? {};
    const formatOptions = readFormatOptions(options);
    if (formatOptions instanceof FlowLogError) {
      return new ResponseError<ErrorData>(requestFailedCode, formatOptions.message, formatOptions.data);
    }
    const connections = new Connections(options.parallelDownloads === undefined ? {} : { parallelDownloads: options.parallelDownloads });
    if (options.language !== false) catalog.keep();
    const session: Session = { connections, index, catalog, options, formatOptions };
    owned.push(connections, ...registerAll(connection, session));
    const capabilities = registerLanguage(connection, session, owned);
    return { capabilities, serverInfo: { name: "Flow Log Explorer" } };
  });
  connection.onRequest("shutdown", () => null);
  connection.onNotification("exit", onExit);
  return {
    dispose() {
      for (const item of owned.splice(0).reverse()) item.dispose();
    },
  };
}

function registerAll(connection: MessageConnection, session: Session): { dispose(): void }[] {
  registerBucketHandlers(connection, session);
  registerIndexHandlers(connection, session);
  registerCatalogHandlers(connection, session);
  const pivots = registerPivotHandlers(connection, session);
  const queriesOfIndex = () => requireIndex(session).use().queries;
  registerChartHandlers(connection, queriesOfIndex);
  registerChartLineHandlers(connection);
  const watch = <T>(answer: Promise<T>): Promise<T> => requireIndex(session).watch(answer);
  const queries = registerQueryHandlers(connection, queriesOfIndex, session.options, () => session.catalog.current, watch);
  const tell = (method: string) => void connection.sendNotification(method, {}).catch(() => undefined);
  const listening = session.index?.listen({ indexChanged: () => tell(IndexChanged.method) });
  const watching = session.catalog.listen(() => tell(CatalogChanged.method));
  return [queries, pivots, registerConnectionHandlers(connection, session), watching, ...(listening === undefined ? [] : [listening])];
}

function registerLanguage(connection: MessageConnection, session: Session, owned: { dispose(): void }[]): ServerCapabilities {
  const { catalog, options } = session;
  const { networks, problems } = readNamedNetworks(options.networks);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return registerLanguageHandlers(connection, {
    catalog: () => (networks.length === 0 ? catalog.current : { ...catalog.current, networks }),
    addressFacts: addressFactsOf(session.index),
    onCatalogChanged: (listener) => {
      const listening = catalog.listen(listener);
      owned.push(listening);
      return listening;
    },
    checkStatements: () => checkStatements(session),
    ...(options.rulePages === undefined ? {} : { rulePages: options.rulePages }),
  });
}

/** Nothing of a workspace that is not trusted reaches the engine, and an index that cannot be used has none. */
function checkStatements({ index, options }: Session): CheckStatements | undefined {
  if (options.trusted === false || index === undefined) return undefined;
  try {
    const { queries } = index.use();
    return (statements, signal, report) => queries.check(statements, signal, report);
  } catch {
    return undefined;
  }
}

function readFormatOptions(options: ServerOptions): FormatOptions | FlowLogError {
  const text = options.awsFieldsWithoutHeader?.trim() ?? "";
  if (text === "") return {};
  const parsed = parseFieldList(text);
  if ("fields" in parsed) return { awsFieldsWithoutHeader: parsed.fields };
  return new FlowLogError(
    { kind: "invalidRequest" },
    `The setting flowlog.formats.awsFieldsWithoutHeader cannot be used. ${parsed.problem}`,
  );
}
