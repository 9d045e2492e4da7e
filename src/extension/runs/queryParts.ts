import * as vscode from "vscode";
import type { FlowLogServer } from "../client/flowLogServer";
import type { PivotCommandParts } from "../commands/pivotCommands";
import type { QueryCommandParts } from "../commands/queryCommands";
import type { StatementCommandParts } from "../commands/statementCommands";
import { EmptyQueryHint } from "../documents/emptyQueryHint";
import type { ErrorMessages } from "../errorMessages";
import { UserLibrary } from "../library/userLibrary";
import { PivotPanels } from "../panels/pivotPanels";
import type { PivotActions } from "../panels/pivotRequests";
import { ResultsPanels } from "../panels/resultsPanels";
import type { PanelActions, ResultsPanel } from "../panels/resultsPanel";
import { saveResult } from "../panels/saveResult";
import { chartActions } from "./chartActions";
import { DocumentRuns } from "./documentRuns";
import { ExplainRuns } from "./explainRuns";
import { LastStatement } from "./lastStatement";
import { Outlines } from "./outlines";
import { OnwardDocument, openStatementText } from "./onwardDocument";
import { type FlowNarrowing, type PivotActionParts, pivotActions } from "./pivotActions";
import { ParameterChoices } from "./parameterChoices";
import { ParameterQuestions } from "./parameterQuestions";
import { PlanDocuments } from "./planDocuments";
import { QueryRuns } from "./queryRuns";
import { RunLenses } from "./runLenses";
import { trackPanels } from "./panelContext";
import { StatementDiagnostics } from "./statementDiagnostics";
import { watchStatements } from "./watchStatements";

export interface QueryPartsSetup {
  readonly context: Pick<vscode.ExtensionContext, "workspaceState" | "extensionUri" | "globalStorageUri">;
  readonly own: <T extends vscode.Disposable>(part: T) => T;
  readonly server: FlowLogServer;
  readonly errors: ErrorMessages;
  readonly log: vscode.LogOutputChannel;
}

export interface QueryParts {
  readonly commands: QueryCommandParts;
  readonly statements: StatementCommandParts;
  readonly pivots: PivotCommandParts;
}

/** Builds what runs statements and shows results. */
export function queryParts({ context, own, server, errors, log }: QueryPartsSetup): QueryParts {
  const runs = own(new QueryRuns(server, errors));
  const outlines = own(new Outlines(server));
  const diagnostics = own(new StatementDiagnostics());
  const report = (error: unknown): void => errors.report(error);
  const { asked, pivots } = pivotParts(
    { context, own, server, log, errors },
    {
      ...{ runs, outlines, documentRuns: () => documentRuns, lastStatement: () => lastStatement.find() },
      onward: new OnwardDocument((uri) => runs.isRunning(uri) || panels.of(uri).some(({ pinned }) => pinned)),
    },
  );
  const actions: PanelActions = {
    stop: (panel) => runs.stop(panel),
    runAgain: (panel, tab) => void runs.run(panel, [tab]).catch(report),
    runAsWritten: (panel, tab) => void documentRuns.runAsWritten(panel, tab).catch(report),
    save: (tab, request) => saveResult(tab, request, server).catch(report),
    reveal: (panel, tab) => void documentRuns.reveal(panel.documentUri, tab).catch(report),
    openStatement: (tab) => void openStatementText(`${tab.sql};\n`).catch(report),
    charts: chartActions({ server, outlines, runs, report }),
    pivots: asked,
  };
  const panels = own(new ResultsPanels({ server, log, extensionUri: context.extensionUri, actions }));
  const lastStatement = own(new LastStatement(panels, outlines));
  const questions = new ParameterQuestions(context.workspaceState, new ParameterChoices(server, errors));
  const documentRuns = new DocumentRuns({ runs, outlines, questions, diagnostics, panels });
  own(new EmptyQueryHint());
  own(new RunLenses(outlines, runs, server));
  own(trackPanels(runs, panels));
  own(watchStatements(panels, outlines, runs));
  own(panels.onDidClose((panel) => runs.stop(panel)));
  own(runRestored(panels, (panel) => void runs.run(panel, panel.tabs.all(), { goOn: true }).catch(report)));
  const library = new UserLibrary(vscode.Uri.joinPath(context.globalStorageUri, "library"), outlines);
  const explains = new ExplainRuns({ server, runs, outlines, questions, diagnostics, plans: own(new PlanDocuments()) });
  return {
    commands: { errors, documentRuns, runs, panels, extensionUri: context.extensionUri, library: library.folder },
    pivots: { errors, pivots, ask: (question) => asked.ask(question) },
    statements: { errors, outlines, explains, library },
  };
}

/** What answers questions about values, and the panel about one: it asks such questions itself. */
function pivotParts(
  { context, own, server, errors, log }: QueryPartsSetup,
  parts: Pick<PivotActionParts, "runs" | "outlines" | "documentRuns" | "lastStatement" | "onward">,
): { readonly asked: PivotActions<ResultsPanel>; readonly pivots: PivotPanels } {
  const report = (error: unknown): void => errors.report(error);
  const asked = pivotActions({ ...parts, server, report, openPivot: (address) => pivots.open(address) });
  const openText = (sql: string): void => void openStatementText(sql).catch(report);
  const ask: PivotActions<ResultsPanel>["ask"] = (question) => asked.ask(question);
  const narrow: FlowNarrowing["narrowFlows"] = (narrowing) => asked.narrowFlows(narrowing);
  const pivots = own(new PivotPanels({ server, log, extensionUri: context.extensionUri, ask, narrow, openText }));
  return { asked, pivots };
}

/** Panels that are back after a reload get their results again; those in Restricted Mode as soon as that ends. */
function runRestored(panels: ResultsPanels, run: (panel: ResultsPanel) => void): vscode.Disposable {
  const waiting = new Set<ResultsPanel>();
  return vscode.Disposable.from(
    panels.onDidRestore((panel) => {
      if (vscode.workspace.isTrusted) run(panel);
      else waiting.add(panel);
    }),
    panels.onDidClose((panel) => waiting.delete(panel)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      waiting.forEach(run);
      waiting.clear();
    }),
  );
}
