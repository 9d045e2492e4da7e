import type { PivotStatementParams } from "./pivot";

/** Commands of the host that links in `.flowsql` documents lead to. Hovers may call these and no other; they run nothing of what is written there. */
export const linkCommands = {
  /** The address of an object: its URI, or a key alone. */
  openObject: "flowlog.openLinkedObject",
  /** A question about a value, whose statement is opened and run: the host has it made, and takes none. */
  ask: "flowlog.askLinkedQuestion",
  /** A document's URI, its version, and the edits. */
  applyEdit: "flowlog.applyLinkedEdit",
  /** An address, looked at in the pivot panel. */
  pivot: "flowlog.pivot",
} as const;

/** Replaces a range, counted in lines and UTF-16 code units from 0. */
export interface LinkedEdit {
  readonly range: { readonly start: LinkedPosition; readonly end: LinkedPosition };
  readonly newText: string;
}

export interface LinkedPosition {
  readonly line: number;
  readonly character: number;
}

export function openObjectCommand(address: string): string {
  return commandUri(linkCommands.openObject, address);
}

export function askCommand(asked: PivotStatementParams): string {
  return commandUri(linkCommands.ask, asked);
}

export function applyEditCommand(uri: string, version: number, edits: readonly LinkedEdit[]): string {
  return commandUri(linkCommands.applyEdit, uri, version, edits);
}

export function pivotCommand(address: string): string {
  return commandUri(linkCommands.pivot, address);
}

/** A link that calls a command. Brackets are escaped as well: they would end a link of Markdown. */
function commandUri(command: string, ...parameters: readonly unknown[]): string {
  const escaped = encodeURIComponent(JSON.stringify(parameters)).replace(
    /[()']/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `command:${command}?${escaped}`;
}
