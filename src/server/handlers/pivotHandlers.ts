import { narrowStatement } from "../../language/pivot/narrow";
import { pivotStatement } from "../../language/pivot/pivotStatement";
import { FlowLogError } from "../../protocol/errors";
import { NarrowSql, PivotStatement } from "../../protocol/pivot";
import { onRequest, type RequestConnection } from "./requestBridge";
import type { Session } from "./session";

/** Answers what leads from a value to the next statement. It is thinking about text: nothing runs. */
export function registerPivotHandlers(connection: RequestConnection, session: Pick<Session, "catalog">): void {
  onRequest(connection, NarrowSql, (params) => orRefused(narrowStatement(params, session.catalog.current)));
  onRequest(connection, PivotStatement, (params) => orRefused(pivotStatement(params)));
}

function orRefused<T extends object>(made: T | string): T {
  if (typeof made === "string") throw new FlowLogError({ kind: "invalidRequest" }, made);
  return made;
}
