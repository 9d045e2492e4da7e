import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import {
  AggregateResult,
  GetPoints,
  ProfileColumn,
  type AggregatedResult,
  type AggregateParams,
  type ColumnProfile,
  type PointsParams,
  type PointsResult,
  type ProfileParams,
} from "../../../src/protocol/chart";
import { OpenConnection } from "../../../src/protocol/connection";
import { StartIndex } from "../../../src/protocol/indexing";
import {
  ClosePivotView,
  GetPivotSection,
  type OpenedPivot,
  OpenPivotView,
  type PivotRows,
  type PivotSectionId,
} from "../../../src/protocol/pivot";
import { GetRows, type ResultPage, type ResultSummary, type RowsParams, RunQuery } from "../../../src/protocol/query";
import type { ServerOptions } from "../../../src/protocol/serverOptions";

/** The built server over standard input and output, as an editor drives it. */
export class ProductServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: MessageConnection,
  ) {}

  static async start(indexPath: string): Promise<ProductServer> {
    const child = spawn(process.execPath, [join(process.cwd(), "dist/server.js"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    connection.listen();
    const initializationOptions: ServerOptions = { indexPath };
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(process.cwd()).href,
      capabilities: {},
      initializationOptions,
    });
    await connection.sendNotification("initialized", {});
    return new ProductServer(child, connection);
  }

  run(sql: string, shiftSeconds?: number): Promise<ResultSummary> {
    return this.connection.sendRequest(RunQuery, { ownerId: "bench", sql, ...(shiftSeconds === undefined ? {} : { shiftSeconds }) });
  }

  aggregate(params: AggregateParams): Promise<AggregatedResult> {
    return this.connection.sendRequest(AggregateResult, params);
  }

  points(params: PointsParams): Promise<PointsResult> {
    return this.connection.sendRequest(GetPoints, params);
  }

  profile(params: ProfileParams): Promise<ColumnProfile> {
    return this.connection.sendRequest(ProfileColumn, params);
  }

  openPivot(address: string): Promise<OpenedPivot> {
    return this.connection.sendRequest(OpenPivotView, { subject: { kind: "address", address }, side: "interface" });
  }

  pivotSection(pivotId: string, section: PivotSectionId): Promise<PivotRows> {
    return this.connection.sendRequest(GetPivotSection, { pivotId, section });
  }

  async closePivot(pivotId: string): Promise<void> {
    await this.connection.sendRequest(ClosePivotView, { pivotId });
  }

  rows(params: RowsParams): Promise<ResultPage> {
    return this.connection.sendRequest(GetRows, params);
  }

  /** Indexes a folder to its end. */
  async index(path: string): Promise<unknown> {
    const profile = { id: path, name: path, place: { kind: "folder", path } } as const;
    await this.connection.sendRequest(OpenConnection, { profile });
    return this.connection.sendRequest(StartIndex, { scope: { connectionId: path, bucket: path, prefix: "" } });
  }

  /** An empty document, as an editor opens one. */
  async openDocument(uri: string) {
    await this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "flowsql", version: 0, text: "" } });
    let version = 0;
    return {
      setText: (text: string): Promise<void> =>
        this.connection.sendNotification("textDocument/didChange", {
          textDocument: { uri, version: ++version },
          contentChanges: [{ text }],
        }),
      /** Asks at the end of the text. */
      complete: (text: string): Promise<unknown> => {
        const lines = text.split("\n");
        const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
        return this.connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
      },
    };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    await ended;
    this.connection.dispose();
  }
}
