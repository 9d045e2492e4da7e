import { inspect } from "node:util";
import * as vscode from "vscode";
import type { Redactor } from "./redactor";

/**
 * The log of the extension and of its server, one output channel. What is written passes the redactor first, also what the
 * language client writes on its own: at level Trace that is every message, the opening of a connection with its secret included.
 */
export class RedactedLog implements vscode.LogOutputChannel {
  private readonly channel = vscode.window.createOutputChannel("Flow Logs", { log: true });

  readonly name = this.channel.name;
  readonly onDidChangeLogLevel = this.channel.onDidChangeLogLevel;

  constructor(private readonly redactor: Redactor) {}

  get logLevel(): vscode.LogLevel {
    return this.channel.logLevel;
  }

  trace(message: string, ...rest: readonly unknown[]): void {
    this.channel.trace(this.clean(message), ...this.cleanAll(rest));
  }

  debug(message: string, ...rest: readonly unknown[]): void {
    this.channel.debug(this.clean(message), ...this.cleanAll(rest));
  }

  info(message: string, ...rest: readonly unknown[]): void {
    this.channel.info(this.clean(message), ...this.cleanAll(rest));
  }

  warn(message: string, ...rest: readonly unknown[]): void {
    this.channel.warn(this.clean(message), ...this.cleanAll(rest));
  }

  error(message: string | Error, ...rest: readonly unknown[]): void {
    this.channel.error(this.clean(message), ...this.cleanAll(rest));
  }

  append(text: string): void {
    this.channel.append(this.clean(text));
  }

  appendLine(text: string): void {
    this.channel.appendLine(this.clean(text));
  }

  replace(text: string): void {
    this.channel.replace(this.clean(text));
  }

  clear(): void {
    this.channel.clear();
  }

  /** An older form of the call has a column first. */
  show(first?: vscode.ViewColumn | boolean): void {
    this.channel.show(first === true);
  }

  hide(): void {
    this.channel.hide();
  }

  dispose(): void {
    this.channel.dispose();
  }

  private cleanAll(values: readonly unknown[]): readonly string[] {
    return values.map((value) => this.clean(value));
  }

  private clean(value: unknown): string {
    return this.redactor.clean(asText(value));
  }
}

function asText(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === "string" ? value : inspect(value, { depth: 6 });
}
