import type { IndexTrouble, ObjectFailure, RejectedLine, SourceStatus } from "../../protocol/indexing";

export interface SourceNode {
  readonly kind: "source";
  readonly source: SourceStatus;
}

/** A line about a source: what it is called, and its value. */
export interface FactNode {
  readonly kind: "fact";
  readonly parent: SourceNode;
  readonly label: string;
  readonly value: string;
  readonly icon: string;
}

export interface TroubleNode {
  readonly kind: "failures" | "rejections";
  readonly parent: SourceNode;
  readonly count: number;
}

export interface FailureNode {
  readonly kind: "failure";
  readonly parent: TroubleNode;
  readonly failure: ObjectFailure;
}

export interface RejectionNode {
  readonly kind: "rejection";
  readonly parent: TroubleNode;
  readonly rejected: RejectedLine;
}

/** Says that the list before it is not whole. */
export interface RestNode {
  readonly kind: "rest";
  readonly parent: TroubleNode;
  readonly shown: number;
}

export type IndexNode = SourceNode | FactNode | TroubleNode | FailureNode | RejectionNode | RestNode;

export function troubleNodes(parent: TroubleNode, trouble: IndexTrouble): readonly IndexNode[] {
  const nodes =
    parent.kind === "failures"
      ? trouble.failures.map((failure): FailureNode => ({ kind: "failure", parent, failure }))
      : trouble.rejected.map((rejected): RejectionNode => ({ kind: "rejection", parent, rejected }));
  // Of rejected lines the index keeps samples, so fewer of them than there were is the rule.
  const partial = parent.kind === "failures" && nodes.length < parent.count;
  return partial ? [...nodes, { kind: "rest", parent, shown: nodes.length }] : nodes;
}
