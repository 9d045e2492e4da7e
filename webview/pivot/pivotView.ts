import type { Disposable } from "../../src/base/disposable";
import {
  ClosePivotView,
  GetPivotSection,
  OpenPivotView,
  type OpenedPivot,
  type PivotRows,
  type PivotSectionId,
} from "../../src/protocol/pivot";
import type { PivotStep } from "../../src/protocol/pivotPanel";
import { failureOf, type Failure } from "../failure";
import type { Host } from "../host";

/** The part of the host that a view needs, whatever state its page keeps. */
export type PivotAsker = Pick<Host, "request">;

export type SectionState =
  | { readonly state: "loading" }
  | { readonly state: "rows"; readonly rows: PivotRows }
  | { readonly state: "failed"; readonly failure: Failure };

export interface PivotViewEvents {
  readonly opened: (pivot: OpenedPivot) => void;
  readonly failed: (failure: Failure) => void;
  readonly section: (id: PivotSectionId, state: SectionState) => void;
}

const loading: SectionState = { state: "loading" };

/** What the server says about a step of the trail, and what of it is here already. */
export class PivotView implements Disposable {
  opened: OpenedPivot | undefined;
  /** How far it was scrolled when somebody left it. */
  topPx = 0;
  /** Sections of which somebody asked for all rows. */
  readonly unfolded = new Set<PivotSectionId>();
  private readonly sections = new Map<PivotSectionId, SectionState>();
  private readonly leaving = new AbortController();
  private opening: Promise<OpenedPivot> | undefined;

  constructor(
    readonly step: PivotStep,
    private readonly asker: PivotAsker,
    private readonly events: PivotViewEvents,
  ) {}

  /** Whether all of it is here: then it can be shown again without asking. */
  get complete(): boolean {
    return this.opened?.sections.every(({ id }) => this.section(id).state === "rows") === true;
  }

  section(id: PivotSectionId): SectionState {
    return this.sections.get(id) ?? loading;
  }

  async open(): Promise<void> {
    try {
      const opened = await this.ask();
      this.events.opened(opened);
      await Promise.all(opened.sections.map(({ id }) => this.load(id)));
    } catch (error) {
      this.events.failed(failureOf(error));
    }
  }

  /** Asks for a section once more. */
  async retry(id: PivotSectionId): Promise<void> {
    this.set(id, loading);
    await this.load(id);
  }

  dispose(): void {
    this.leaving.abort();
    const { opened } = this;
    if (opened !== undefined) this.asker.request(ClosePivotView, { pivotId: opened.pivotId }).catch(() => undefined);
  }

  private async ask(): Promise<OpenedPivot> {
    const { subject, side, compareWith } = this.step;
    const params = { subject, side, ...(compareWith === undefined ? {} : { compareWith }) };
    this.opened = await this.asker.request(OpenPivotView, params, this.leaving.signal);
    return this.opened;
  }

  private async load(id: PivotSectionId): Promise<void> {
    try {
      this.set(id, { state: "rows", rows: await this.rows(id) });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== "cancelled") this.set(id, { state: "failed", failure });
    }
  }

  /** A server that was started anew knows nothing of this view: it is opened again, once for all sections that notice. */
  private async rows(id: PivotSectionId): Promise<PivotRows> {
    const pivotId = this.opened?.pivotId ?? "";
    try {
      return await this.fetch(pivotId, id);
    } catch (error) {
      if (failureOf(error).kind !== "gone") throw error;
      if (this.opened?.pivotId === pivotId) {
        this.opening ??= this.ask().finally(() => (this.opening = undefined));
        await this.opening;
      }
      return this.fetch(this.opened?.pivotId ?? "", id);
    }
  }

  private fetch(pivotId: string, section: PivotSectionId): Promise<PivotRows> {
    return this.asker.request(GetPivotSection, { pivotId, section }, this.leaving.signal);
  }

  private set(id: PivotSectionId, state: SectionState): void {
    this.sections.set(id, state);
    this.events.section(id, state);
  }
}
