import type { FormatOptions } from "../formats/logFormat";
import type { LiveCatalog } from "../catalog/liveCatalog";
import type { IndexHolder } from "../indexHolder";
import type { Connections } from "../buckets/connections";
import type { ServerOptions } from "../../protocol/serverOptions";
import { FlowLogError } from "../../protocol/errors";

/** What the handlers of one client's connection work with. */
export interface Session {
  readonly connections: Connections;
  /** Absent when the client named no index. */
  readonly index: IndexHolder | undefined;
  /** What can be named in a statement now, with an index or without one. */
  readonly catalog: LiveCatalog;
  readonly options: ServerOptions;
  readonly formatOptions: FormatOptions;
}

export function requireIndex(session: Session): IndexHolder {
  return requireOpenIndex(session.index);
}

export function requireOpenIndex(index: IndexHolder | undefined): IndexHolder {
  if (index !== undefined) return index;
  throw new FlowLogError({ kind: "invalidRequest" }, "No index is open: the client named no folder for it.");
}

/** In Restricted Mode nothing runs and nothing is indexed. */
export function requireTrust(session: Session): void {
  if (session.options.trusted !== false) return;
  throw new FlowLogError({ kind: "restricted" }, "This workspace is in Restricted Mode. Trust it to index flow logs and to run queries.");
}
