import type { GridViewState } from "../../src/protocol/resultsPanel";
import type { Failure } from "../failure";

export type ResultOrder = Pick<GridViewState, "sort" | "filters">;

/** Parts of a view; `undefined` takes one away. */
export type ViewChange = { readonly [K in keyof GridViewState]?: GridViewState[K] | undefined };

/** How one result is looked at, and the ways to change that: what its rows and its chart share. */
export interface ResultLook {
  view(): GridViewState;
  /** Keeps a change that is on the screen already. */
  change(change: ViewChange): void;
  /** Sorts or filters the whole result. */
  rearrange(change: Partial<ResultOrder>): void;
  say(sentence: string): void;
  fail(failure: Failure, retry?: () => void): void;
}
