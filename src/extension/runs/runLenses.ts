import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import { codeLensEnabled, lensSettings, type StatementLenses, statementLenses } from "../settings";
import type { Outlines } from "./outlines";
import type { QueryRuns } from "./queryRuns";

/**
 * "Run" and what else can be done above each statement, "Run All" above the first of several; while one runs, "Stop" in their place.
 * Settings leave each of them out.
 */
export class RunLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly outlines: Outlines,
    private readonly runs: QueryRuns,
    server: FlowLogServer,
  ) {
    this.owned.add(vscode.languages.registerCodeLensProvider({ language: "flowsql" }, this));
    this.owned.add(runs.onDidChange(() => this.changed.fire()));
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (lensSettings.some((setting) => event.affectsConfiguration(setting))) this.changed.fire();
      }),
    );
    this.owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()));
    // Where statements begin is the server's answer, and without a server there was none.
    this.owned.add(
      server.onDidChangeState((state) => {
        if (state === "running") this.changed.fire();
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!codeLensEnabled() || !vscode.workspace.isTrusted) return [];
    const outline = await this.outlines.of(document);
    const running = this.runs.isRunning(document.uri.toString());
    const wanted = statementLenses();
    const lenses = outline.flatMap(({ span }, index) => {
      const at = new vscode.Range(document.positionAt(span.start), document.positionAt(span.start));
      const commands = running ? [stopCommand(document)] : statementCommands(document, index, wanted);
      return commands.map((command) => new vscode.CodeLens(at, command));
    });
    const first = lenses[0];
    if (first === undefined || outline.length === 1 || running || !wanted.run) return lenses;
    return [new vscode.CodeLens(first.range, runAllCommand(document)), ...lenses];
  }

  dispose(): void {
    this.owned.dispose();
  }
}

function statementCommands(document: vscode.TextDocument, index: number, wanted: StatementLenses): vscode.Command[] {
  const at = [document.uri, index];
  return [
    ...(wanted.run ? [runCommand(document, index)] : []),
    ...(wanted.explain ? [{ command: "flowlog.explainStatement", title: t("Explain"), arguments: at }] : []),
    ...(wanted.chart ? [{ command: "flowlog.chartStatement", title: t("Chart"), arguments: at }] : []),
    ...(wanted.save ? [{ command: "flowlog.saveToLibrary", title: t("Save to Library"), arguments: at }] : []),
  ];
}

function runCommand(document: vscode.TextDocument, index: number): vscode.Command {
  return { command: "flowlog.runStatement", title: `$(play) ${t("Run")}`, arguments: [document.uri, index] };
}

function runAllCommand(document: vscode.TextDocument): vscode.Command {
  return { command: "flowlog.runAll", title: `$(run-all) ${t("Run All")}`, arguments: [document.uri] };
}

function stopCommand(document: vscode.TextDocument): vscode.Command {
  return { command: "flowlog.stopQuery", title: `$(debug-stop) ${t("Stop")}`, arguments: [document.uri] };
}
