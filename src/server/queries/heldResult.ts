import { FlowLogError } from "../../protocol/errors";
import type { Arrangement, ColumnFilter, SortKey } from "../../protocol/query";
import type { StoredResult } from "../engines/resultEngine";

/** Arrangements that a result keeps: what one looks at and what one had before. Each is a copy of the rows. */
const keptArrangements = 2;

interface KeptArrangement {
  readonly viewId: string;
  /** The sort and the filters. */
  readonly key: string;
  readonly view: StoredResult;
}

/** A result under its id, with the arrangements made of it, the last used one at the end. */
export class HeldResult {
  private kept: readonly KeptArrangement[] = [];
  private made = 0;
  private dropped = false;

  constructor(
    private readonly resultId: string,
    private readonly result: StoredResult,
  ) {}

  async arrange(sort: readonly SortKey[], filters: readonly ColumnFilter[], signal: AbortSignal): Promise<Arrangement> {
    if (sort.length === 0 && filters.length === 0) return { viewId: this.resultId, rowCount: this.result.rowCount };
    const key = JSON.stringify([sort, filters]);
    const known = this.kept.find((candidate) => candidate.key === key);
    const arrangement = known ?? { viewId: `${this.resultId}.${++this.made}`, key, view: await this.result.arrange(sort, filters, signal) };
    await this.keep(arrangement);
    return { viewId: arrangement.viewId, rowCount: arrangement.view.rowCount };
  }

  /** Rejects the id of an arrangement that is no longer kept. */
  view(viewId: string | undefined): StoredResult {
    if (viewId === undefined || viewId === this.resultId) return this.result;
    const found = this.kept.find((candidate) => candidate.viewId === viewId);
    if (found === undefined) throw new FlowLogError({ kind: "gone" }, "This arrangement is gone: sort or filter again.");
    this.kept = [...this.kept.filter((candidate) => candidate !== found), found];
    return found.view;
  }

  async drop(): Promise<void> {
    this.dropped = true;
    const { kept } = this;
    this.kept = [];
    await Promise.all([this.result, ...kept.map(({ view }) => view)].map((stored) => stored.drop()));
  }

  private async keep(arrangement: KeptArrangement): Promise<void> {
    const all = [...this.kept.filter((candidate) => candidate !== arrangement), arrangement];
    this.kept = this.dropped ? [] : all.slice(-keptArrangements);
    await Promise.all(all.filter((candidate) => !this.kept.includes(candidate)).map(({ view }) => view.drop()));
    if (this.dropped) throw new FlowLogError({ kind: "gone" }, "This result is gone: run the statement again.");
  }
}
