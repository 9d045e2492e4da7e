import type * as vscode from "vscode";
import { FlowLogError } from "../../protocol/errors";
import { setContextKey } from "../contextKeys";
import type { ErrorMessages } from "../errorMessages";
import { ServerGaveUpError } from "../userErrors";
import { engineMissingSentence, type FlowLogServer } from "./flowLogServer";

/** Says when the server will not come back by itself. All other ends of it mend themselves and are told by what they interrupted. */
export function reportServerState(server: FlowLogServer, errors: ErrorMessages): vscode.Disposable {
  return server.onDidChangeState((state) => {
    setContextKey("flowlog.engineMissing", state === "engineMissing");
    if (state === "gaveUp") errors.report(new ServerGaveUpError());
    if (state === "engineMissing") errors.report(new FlowLogError({ kind: "engineMissing" }, engineMissingSentence(server.missingEngine)));
  });
}
