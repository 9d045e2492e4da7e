import * as vscode from "vscode";
import { FlowLogServer } from "./client/flowLogServer";
import { reportServerState } from "./client/reportServerState";
import { restartOnChange } from "./client/restartOnChange";
import { registerBucketCommands } from "./commands/bucketCommands";
import { registerConnectionCommands } from "./commands/connectionCommands";
import { registerGeneralCommands } from "./commands/generalCommands";
import { registerIndexCommands } from "./commands/indexCommands";
import { registerIndexViewCommands } from "./commands/indexViewCommands";
import { registerLanguageCommands } from "./commands/languageCommands";
import { registerPivotCommands } from "./commands/pivotCommands";
import { registerQueryCommands } from "./commands/queryCommands";
import { registerStatementCommands } from "./commands/statementCommands";
import { ConnectionStore } from "./connections/connectionStore";
import { ConnectionTests } from "./connections/connectionTests";
import { ConnectionWizard } from "./connections/connectionWizard";
import { InterruptedWork } from "./connections/interruptedWork";
import { OpenConnections } from "./connections/openConnections";
import { setContextKey } from "./contextKeys";
import { ObjectFiles, registerObjectFiles } from "./documents/objectFiles";
import { ErrorMessages } from "./errorMessages";
import { IndexCondition } from "./indexing/indexCondition";
import { IndexRuns } from "./indexing/indexRuns";
import { IndexStatusFeed } from "./indexing/indexStatusFeed";
import { unlockEmptiedColumn } from "./panels/panelColumn";
import { RedactedLog } from "./redactedLog";
import { CredentialsChanged, ListSharedProfiles } from "../protocol/connection";
import { Redactor } from "./redactor";
import { queryParts } from "./runs/queryParts";
import { readServerOptions } from "./settings";
import { BucketsModel } from "./views/bucketsModel";
import { BucketsTree } from "./views/bucketsTree";
import { IndexDecorations } from "./views/indexDecorations";
import { IndexTree } from "./views/indexTree";
import { refreshWithIndex } from "./views/refreshWithIndex";
import { StatusBar } from "./views/statusBar";

let server: FlowLogServer | undefined;

/** Builds the parts and joins them. Everything made here is disposed with the context, the last one first. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const redactor = new Redactor();
  const log = own(new RedactedLog(redactor));
  const errors = new ErrorMessages(log);
  const store = own(new ConnectionStore(context, redactor, log));
  const connections = own(new OpenConnections(store, log));
  const started = own(
    new FlowLogServer({
      modulePath: vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath,
      log,
      initializationOptions: () => readServerOptions(context),
      prepare: (send) => connections.openAll(send),
    }),
  );
  server = started;
  own(registerGeneralCommands(errors, started, log));
  own(restartOnChange(started, errors));
  own(reportServerState(started, errors));
  joinViews({ context, own, server: started, store, connections, errors, log });
  const { commands, statements, pivots } = queryParts({ context, own, server: started, errors, log });
  own(registerQueryCommands(commands));
  own(registerStatementCommands(statements));
  own(registerPivotCommands(pivots));
  own(unlockEmptiedColumn());
  started.start();
}

/** The server closes the index before the window goes. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

interface ViewParts {
  readonly context: vscode.ExtensionContext;
  readonly own: <T extends vscode.Disposable>(part: T) => T;
  readonly server: FlowLogServer;
  readonly store: ConnectionStore;
  readonly connections: OpenConnections;
  readonly errors: ErrorMessages;
  readonly log: vscode.LogOutputChannel;
}

function joinViews({ own, server, store, connections, errors, log }: ViewParts): void {
  const model = new BucketsModel(server, store, (error) => errors.sentence(error));
  const tree = own(new BucketsTree(model, server, own(new IndexDecorations())));
  const status = own(new IndexStatusFeed(server, log));
  const credentialsChanged = (listener: () => void): vscode.Disposable => server.onNotification(CredentialsChanged, listener);
  const interrupted = own(new InterruptedWork(store, errors, [credentialsChanged, connections.onDidUpdate]));
  const runs = own(new IndexRuns(server, interrupted));
  const indexTree = own(new IndexTree(server, status, runs));
  const condition = own(new IndexCondition(server, status, errors));
  const wizard = new ConnectionWizard(() => server.request(ListSharedProfiles));
  own(new StatusBar(status, runs));
  const files = own(new ObjectFiles(server, errors));
  own(registerObjectFiles(files));
  own(registerConnectionCommands({ errors, store, wizard, tests: new ConnectionTests(server, store), server, tree }));
  own(registerBucketCommands({ errors, store, model, tree, files }));
  own(registerIndexCommands({ errors, runs, model, tree }));
  own(registerIndexViewCommands({ errors, server, store, runs, status, condition, tree: indexTree, files }));
  own(registerLanguageCommands({ errors, store, status, files }));
  const noteConnections = (): void => setContextKey("flowlog.hasConnections", store.all().length > 0);
  noteConnections();
  own(store.onDidChange(noteConnections));
  own(refreshWithIndex(status, runs, tree));
  own(connections.onDidUpdate(() => tree.refresh()));
  own(server.onNotification(CredentialsChanged, () => tree.refresh()));
}
