import { RequestType } from "vscode-jsonrpc";
import type { ErrorData } from "./errors";
import type { Cell, ResultColumn } from "./query";

/** From a value to the next question: conditions put into a statement, statements about a value, and the panel about one. */

/** A condition on a column of a result, by the column's name. Times are ISO 8601 UTC. */
export type NarrowTerm =
  | {
      readonly column: string;
      /** Another column: `in` means either of both, and `notIn` neither. */
      readonly orColumn?: string;
      readonly op: "in" | "notIn";
      readonly values: readonly Cell[];
    }
  /** From `from` on, and before `to`; `notRange`: before `from`, from `to` on, or without a value. */
  | { readonly column: string; readonly op: "range" | "notRange"; readonly from: Cell; readonly to: Cell };

export interface NarrowParams {
  /** Exactly one statement that reads. */
  readonly sql: string;
  /** Of the result. A column that a term names and that is not among them: `invalidRequest`. */
  readonly columns: readonly Pick<ResultColumn, "name" | "type">[];
  readonly terms: readonly NarrowTerm[];
  readonly mode: "add" | "replace";
}

/** `terms`: the part of the result; `sources`: not the rows themselves, but where they came from. */
export interface FlowsBehindParams extends Omit<NarrowParams, "mode"> {
  readonly as: "flows" | "sources";
}

export interface NarrowedStatement {
  readonly sql: string;
  /** What was put in, as it reads there: for people. */
  readonly condition: string;
}

/** What can be asked about. */
export type PivotSubject =
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "port"; readonly port: number; readonly protocol?: number }
  | { readonly kind: "interface"; readonly id: string }
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "instance"; readonly id: string };

/** A condition on the flows that a statement reads, whatever it makes of them. Times are ISO 8601 UTC. */
export type FlowTerm =
  /** `side`: of an address; with `packet` the addresses in the packets count as well. */
  | { readonly op: "in" | "notIn"; readonly subject: PivotSubject; readonly side?: PivotSide }
  /** By the beginning of the flow: from `from` on, and before `to`; or not. */
  | { readonly op: "range" | "notRange"; readonly from: string; readonly to: string };

export interface NarrowFlowsParams {
  /** Exactly one statement that reads. */
  readonly sql: string;
  readonly term: FlowTerm;
  /** `replace`: in the place of the conditions that the statement has on the same columns of the flows. */
  readonly mode: "add" | "replace";
}

/** `accepted`, `rejected`: flows of it on either side, by what became of them. `same`: flows of it with the row's port, protocol and interface, as far as it has them. `timeline`, `peers`: of an address, when it was active and with whom it talks. */
export type PivotQuestion =
  "source" | "destination" | "either" | "accepted" | "rejected" | "same" | "conversation" | "around" | "timeline" | "peers";

export interface PivotStatementParams {
  readonly question: PivotQuestion;
  readonly subject: PivotSubject;
  /** The row that the value stands in, by column name: gives a conversation its other side, and a time its place; `from` and `to`, where it has both, a range of time; `only_action`, `ACCEPT` or `REJECT`, of a conversation or the same. */
  readonly row: Readonly<Record<string, Cell>>;
  /** Which addresses of flows are compared with those of the question; absent: those of the interface. */
  readonly side?: PivotSide;
}

/** Puts conditions into a statement. Values become literals in one place and are never spliced. */
export const NarrowSql = new RequestType<NarrowParams, NarrowedStatement, ErrorData>("flowlog/pivot/narrow");
/** Puts a condition on flows into a statement, wherever that reads some. Error: `invalidRequest` where it reads none that could meet it. */
export const NarrowFlowsSql = new RequestType<NarrowFlowsParams, NarrowedStatement, ErrorData>("flowlog/pivot/narrowFlows");
/** The flows behind a part of a result, as a statement with `-- @name`. Error: `invalidRequest` where it cannot be said which these are. */
export const FlowsBehindSql = new RequestType<FlowsBehindParams, { readonly sql: string }, ErrorData>("flowlog/pivot/flowsBehind");
/** A statement about a value, with `-- @name`. Error: `invalidRequest` where the row does not have what the question needs. */
export const PivotStatement = new RequestType<PivotStatementParams, { readonly sql: string }, ErrorData>("flowlog/pivot/statement");

/**
 * Which addresses of a flow are meant: those of the interface that recorded it, or those in the packets (`pkt_srcaddr`,
 * `pkt_dstaddr`), which are the far ends where something between translates addresses.
 */
export type PivotSide = "interface" | "packet";

export interface OpenPivotParams {
  /** An address in any spelling; other subjects have their statements (`PivotStatement`) and no panel. */
  readonly subject: PivotSubject;
  readonly side: PivotSide;
  /** Another address, to be laid beside the subject. */
  readonly compareWith?: string;
}

export type PivotSectionId =
  | "summary"
  | "activity"
  | "scan"
  | "offered"
  | "sought"
  | "peers"
  | "interfaces"
  | "conversations"
  /** These three where two addresses are compared; then there are no others. */
  | "compared"
  | "between"
  | "common";

/** A part of the panel: a question, and the statement that answers it. */
export interface PivotSection {
  readonly id: PivotSectionId;
  readonly title: string;
  /** What its rows are and how they came about, in a sentence or two. */
  readonly about: string;
  /** A whole `.flowsql` statement, with `-- @name`, which gives the same rows wherever it is run. */
  readonly sql: string;
}

/** What is known of an address without looking at a flow. */
export interface PivotAddress {
  /** As records spell it. */
  readonly address: string;
  /** In one word: `public`, `private`, `metadata` … */
  readonly kind: string;
  /** A sentence about the kind; absent for a plain public address. */
  readonly meaning?: string;
  /** Networks around it that the user has named, the smallest first. */
  readonly names: readonly string[];
}

export interface OpenedPivot {
  readonly pivotId: string;
  /** The subject, and behind it the address that it is compared with. */
  readonly addresses: readonly PivotAddress[];
  readonly side: PivotSide;
  /** Flows of the subject (with `compareWith`: of either); 0 where the index knows nothing of it. */
  readonly flows: number;
  /** Said where there are no flows. Then there are no sections. */
  readonly sentence?: string;
  /** In the order to be shown in. */
  readonly sections: readonly PivotSection[];
}

/** A column of a section. */
export interface PivotColumn extends ResultColumn {
  /** Its values lead on: they are subjects of this kind. */
  readonly link?: PivotSubject["kind"];
}

export interface PivotRows {
  readonly columns: readonly PivotColumn[];
  /** Row by row; at most some hundreds. Times are ISO 8601 UTC, lists are JSON text. */
  readonly rows: readonly (readonly Cell[])[];
  /** How many rows there are, where `rows` are only the first of them: so many as the `LIMIT` says that the statement ends with. */
  readonly all?: number;
  /** What the rows come to: the verdict of `scan`, or why there are none. */
  readonly sentence?: string;
  /** `scan`: somebody scans, or is scanned. */
  readonly alarming?: boolean;
  /** `scan`: who scans what, each in a few words that stand beside the address. */
  readonly marks?: readonly string[];
  /** `activity`: width of a step. */
  readonly stepSeconds?: number;
  readonly elapsedMs: number;
}

/**
 * Opens the panel's view of an address: its flows are gathered once, and the sections read those. Cancelling stops that. Errors:
 * `invalidRequest` where the text is no address, `restricted` in a workspace that is not trusted.
 */
export const OpenPivotView = new RequestType<OpenPivotParams, OpenedPivot, ErrorData>("flowlog/pivot/open");
/** The rows of one section. Ask for all at once: they come one by one, in the order of asking. Errors: `gone`, then open it anew. */
export const GetPivotSection = new RequestType<{ readonly pivotId: string; readonly section: PivotSectionId }, PivotRows, ErrorData>(
  "flowlog/pivot/section",
);
/** Lets go of what was gathered. The last few views of a client are kept; one that is gone is no error. */
export const ClosePivotView = new RequestType<{ readonly pivotId: string }, null, ErrorData>("flowlog/pivot/close");
