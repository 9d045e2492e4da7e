import type { PivotSide } from "../../protocol/pivot";
import type { Cell, ResultColumn } from "../../protocol/query";

/** The contract of the engines shelf, pivot side: the flows of one or two addresses, gathered once and then asked many questions. */
export interface PivotEngine {
  /** Gathers them. Rejects with the signal's reason once that is aborted. */
  gather(flows: GatheredFlows, signal: AbortSignal): Promise<PivotData>;
  /** Closes all that is still open. */
  dispose(): Promise<void>;
}

export interface GatheredFlows {
  /** One or two, as records spell them. */
  readonly addresses: readonly string[];
  readonly side: PivotSide;
}

export interface PivotData {
  readonly flows: number;
  /** Seconds between the first and the last beginning of a flow; 0 where there are none. */
  readonly seconds: number;
  /** Answers one statement that reads `seen` or `talks`, after those that were asked before. */
  ask(select: string, reads: "seen" | "talks", signal: AbortSignal): Promise<PivotAnswer>;
  /** Stops what runs and frees the rows. */
  close(): Promise<void>;
}

export interface PivotAnswer {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}
