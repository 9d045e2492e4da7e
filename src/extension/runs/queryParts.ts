import * as vscode from "vscode";
import type { FlowLogServer } from "../client/flowLogServer";
import type { QueryCommandParts } from "../commands/queryCommands";
import type { ErrorMessages } from "../errorMessages";
import { ResultsPanels } from "../panels/resultsPanels";
import type { PanelActions } from "../panels/resultsPanel";
import { saveResult } from "../panels/saveResult";
import { DocumentRuns } from "./documentRuns";
import { Outlines } from "./outlines";
import { ParameterQuestions } from "./parameterQuestions";
import { QueryRuns } from "./queryRuns";
import { RunLenses } from "./runLenses";
import { trackPanels } from "./panelContext";
import { StatementDiagnostics } from "./statementDiagnostics";

export interface QueryPartsSetup {
  readonly context: Pick<vscode.ExtensionContext, "workspaceState" | "extensionUri">;
  readonly own: <T extends vscode.Disposable>(part: T) => T;
  readonly server: FlowLogServer;
  readonly errors: ErrorMessages;
  readonly log: vscode.LogOutputChannel;
}

/** Builds what runs statements and shows results. */
export function queryParts({ context, own, server, errors, log }: QueryPartsSetup): { readonly commands: QueryCommandParts } {
  const runs = own(new QueryRuns(server, errors));
  const outlines = own(new Outlines(server));
  const diagnostics = own(new StatementDiagnostics());
  const report = (error: unknown): void => errors.report(error);
  const actions: PanelActions = {
    stop: (panel) => runs.stop(panel),
    runAgain: (panel, tab) => void runs.run(panel, [tab]).catch(report),
    save: (tab, request) => saveResult(tab, request, server).catch(report),
    reveal: (panel, tab) => void documentRuns.reveal(panel.documentUri, tab).catch(report),
    openStatement: (tab) => void openStatement(tab.sql).catch(report),
  };
  const panels = own(new ResultsPanels({ server, log, extensionUri: context.extensionUri, actions }));
  const questions = new ParameterQuestions(context.workspaceState);
  const documentRuns = new DocumentRuns({ runs, outlines, questions, diagnostics, panels });
  own(new RunLenses(outlines, runs, server));
  own(trackPanels(runs, panels));
  own(panels.onDidClose((panel) => runs.stop(panel)));
  own(
    panels.onDidRestore((panel) => {
      // In Restricted Mode the panel is back with its statements, and says that they did not run.
      if (vscode.workspace.isTrusted) runs.run(panel, panel.tabs.all(), { goOn: true }).catch(report);
    }),
  );
  return { commands: { errors, documentRuns, runs, panels, extensionUri: context.extensionUri } };
}

async function openStatement(sql: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "flowsql", content: `${sql};\n` }));
}
