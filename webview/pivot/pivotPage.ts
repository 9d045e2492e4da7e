import type { PivotStep } from "../../src/protocol/pivotPanel";
import { OpenPivotSql, PivotOutdated, PivotReady, SetPivotTitle, ShowPivot, type PivotPanelState } from "../../src/protocol/pivotPanel";
import { CopyText } from "../../src/protocol/resultsPanel";
import type { OpenedPivot, PivotSectionId } from "../../src/protocol/pivot";
import { Announcer } from "../elements/announcer";
import { element } from "../elements/element";
import { NoticeBar } from "../elements/noticeBar";
import { dismissOverlays } from "../elements/overlay";
import { FocusHome } from "../elements/focusHome";
import type { Failure } from "../failure";
import type { Host } from "../host";
import { type ActivityMeasure, activityMeasures } from "./activityGroups";
import { PivotBody } from "./pivotBody";
import { PivotHeader } from "./pivotHeader";
import { PivotView, type SectionState } from "./pivotView";
import { listenToCompareKey, listenToTrailKeys } from "./trailKeys";
import { alone, currentStep, emptyTrail, goTo, moveBy, sameStep, stepName, stepTo, type Trail } from "./trail";
import { goToSection, ValueLinks } from "./valueLinks";

/** What outlives the page: the trail, how far what is shown was scrolled and unfolded, and what is drawn of the activity. */
export interface KeptPivot extends PivotPanelState {
  readonly topPx?: number;
  readonly activity?: ActivityMeasure;
  readonly unfolded?: readonly PivotSectionId[];
}

export function isKeptPivot(state: unknown): state is KeptPivot {
  return typeof state === "object" && state !== null && "trail" in state && Array.isArray(state.trail) && "at" in state;
}

/** Views that are kept whole, so that going back to them shows them at once. */
const keptViews = 6;

/** The whole page: where one is, what is known of it, and the way to the next address. */
export class PivotPage {
  private readonly announcer = new Announcer();
  private readonly notices = new NoticeBar();
  private readonly header: PivotHeader;
  private readonly body: PivotBody;
  private readonly main = element("main", { class: "pivot-page" });
  private trail: Trail = emptyTrail;
  /** The last one is shown. */
  private views: readonly PivotView[] = [];
  /** How far to scroll while what was looked at before gets its height again, until all of it is there or somebody scrolls. */
  private keptTopPx = 0;
  /** Unfolded in what was looked at before, which a new view takes over. */
  private keptUnfolded: readonly PivotSectionId[] = [];
  private activity: ActivityMeasure = "flows";
  private saving = 0;
  private readonly focusHome = new FocusHome(() => this.focusFirst());

  constructor(private readonly host: Host<KeptPivot>) {
    const links = new ValueLinks({
      host,
      goTo: (address) => this.go(stepTo(address, this.sideNow)),
      compare: (address) => this.compare(address),
      shown: () => this.step,
    });
    this.header = new PivotHeader({
      move: (by) => this.move(by),
      goTo: (address) => this.go(stepTo(address, this.sideNow)),
      compare: (address) => this.compare(address),
      compareNoMore: () => this.change((step) => alone(step)),
      side: (side) => this.change((step) => ({ ...step, side })),
      openAll: () => this.openAll(),
      toScans: () => goToSection("scan"),
      copy: (text) => void host.request(CopyText, { text }).then(() => this.announcer.say(`Copied ${text}`)),
      menuOf: (address, at, anchor) => links.openMenu({ kind: "address", address }, {}, at, anchor),
    });
    this.body = new PivotBody({
      links,
      copy: (text) => void host.request(CopyText, { text }).then(() => this.announcer.say("Copied the statement")),
      openSql: (sql) => host.notify(OpenPivotSql, { sql }),
      retry: (id) => void this.view?.retry(id),
      retryAll: () => this.lookAgain(),
      say: (sentence) => this.announcer.say(sentence),
      unfolded: () => this.view?.unfolded ?? new Set(),
      unfold: (id, unfolded) => this.unfold(id, unfolded),
      activity: { shown: () => this.activity, choose: (measure) => this.chooseActivity(measure) },
    });
    this.header.node.append(this.notices.node);
    this.main.append(this.header.node, this.body.node, this.announcer.node);
    document.body.append(this.main);
    listenToTrailKeys((by) => this.move(by));
    listenToCompareKey(() => this.header.askToCompare());
    this.listenToScrolling();
    host.onNotification(ShowPivot, (asked) => this.show(asked));
    host.onNotification(PivotOutdated, () => this.outdated());
    host.listen();
    host.notify(PivotReady, {});
  }

  private listenToScrolling(): void {
    this.header.watch(this.main);
    this.main.addEventListener("scroll", () => this.save(), { passive: true });
    for (const scrolls of ["wheel", "pointerdown", "keydown"] as const)
      this.main.addEventListener(scrolls, () => (this.keptTopPx = 0), { passive: true, capture: true });
  }

  private unfold(id: PivotSectionId, unfolded: boolean): void {
    if (unfolded) this.view?.unfolded.add(id);
    else this.view?.unfolded.delete(id);
    this.save();
  }

  private chooseActivity(measure: ActivityMeasure): void {
    this.activity = measure;
    this.save();
  }

  private get step(): PivotStep | undefined {
    return currentStep(this.trail);
  }

  private get view(): PivotView | undefined {
    return this.views.at(-1);
  }

  private get sideNow(): Pick<PivotStep, "side"> {
    return { side: this.step?.side ?? "interface" };
  }

  private show({ address, state }: { readonly address?: string; readonly state?: PivotPanelState }): void {
    if (this.step === undefined) {
      const kept = this.host.savedState();
      this.trail = state ?? kept ?? emptyTrail;
      this.keptTopPx = kept?.topPx ?? 0;
      this.keptUnfolded = kept?.unfolded ?? [];
      this.activity = activityMeasures.find((measure) => measure === kept?.activity) ?? "flows";
    }
    if (address === undefined) this.showStep();
    else this.go(stepTo(address, this.sideNow));
  }

  /** Begins at the top, as every answer does. */
  private go(step: PivotStep): void {
    this.keptTopPx = 0;
    this.keptUnfolded = [];
    this.trail = goTo(this.trail, step);
    this.showStep();
    this.main.scrollTop = 0;
  }

  /** To where one was on the way. */
  private move(by: number): void {
    dismissOverlays();
    this.trail = moveBy(this.trail, by);
    const { step } = this;
    this.keptTopPx = this.views.find((view) => step !== undefined && sameStep(view.step, step))?.topPx ?? 0;
    this.showStep();
  }

  private change(changed: (step: PivotStep) => PivotStep): void {
    const { step } = this;
    if (step !== undefined) this.go(changed(step));
  }

  private compare(address: string): void {
    this.change((step) => (step.subject.address === address ? alone(step) : { ...alone(step), compareWith: address }));
  }

  private showStep(): void {
    const { step } = this;
    if (step !== undefined && this.view !== undefined && sameStep(this.view.step, step)) return;
    this.header.show(this.trail);
    if (step === undefined) return this.body.showNothing();
    const { subject, compareWith } = step;
    this.host.notify(SetPivotTitle, { address: subject.address, ...(compareWith === undefined ? {} : { compareWith }) });
    const held = this.views.find((view) => sameStep(view.step, step));
    const view = held ?? this.makeView(step);
    if (this.view !== undefined) this.view.topPx = this.main.scrollTop;
    this.keepView(view);
    this.main.scrollTop = 0;
    this.body.begin(step);
    if (held?.opened === undefined) void view.open();
    else this.opened(view, held.opened);
    this.save();
  }

  private makeView(step: PivotStep): PivotView {
    const view: PivotView = new PivotView(step, this.host, {
      opened: (pivot) => this.opened(view, pivot),
      failed: (failure) => this.failed(view, failure),
      section: (id, state) => this.sectionCame(view, id, state),
    });
    for (const id of this.keptUnfolded) view.unfolded.add(id);
    this.keptUnfolded = [];
    return view;
  }

  /** The one that was shown is given up unless all of it is here: nobody waits for the rest. */
  private keepView(view: PivotView): void {
    const others = this.views.filter((other) => other !== view);
    const kept = others.filter((other) => other.complete).slice(1 - keptViews);
    for (const other of others) if (!kept.includes(other)) other.dispose();
    this.views = [...kept, view];
  }

  private opened(view: PivotView, pivot: OpenedPivot): void {
    if (view !== this.view) return;
    this.header.showAddresses(pivot.addresses, pivot.sections.length > 0);
    this.body.show(pivot, (id) => view.section(id));
    this.showMarks(view);
    this.scrollBack();
    this.announcer.say(pivot.sentence ?? `${stepName(view.step)}: ${pivot.flows.toLocaleString("en-US")} flows`);
  }

  private sectionCame(view: PivotView, id: PivotSectionId, state: SectionState): void {
    if (view !== this.view) return;
    this.body.showSection(id, state);
    if (id === "scan") this.showMarks(view);
    this.scrollBack();
    this.focusHome.settle();
    if (view.complete) this.keptTopPx = 0;
  }

  /** What is asked next: something of the first section, or whom it is about. */
  private focusFirst(): boolean {
    if (this.step === undefined) this.header.focusField();
    return this.step === undefined || this.body.focusFirst();
  }

  private showMarks(view: PivotView): void {
    const scan = view.section("scan");
    this.header.showMarks(scan.state === "rows" ? (scan.rows.marks ?? []) : []);
  }

  private scrollBack(): void {
    if (this.keptTopPx > 0) this.main.scrollTop = this.keptTopPx;
  }

  private failed(view: PivotView, failure: Failure): void {
    if (view !== this.view || failure.kind === "cancelled") return;
    this.body.showFailure(failure.sentence);
  }

  /** Asks for everything anew. */
  private lookAgain(): void {
    this.notices.clear("info");
    this.keptUnfolded = [...(this.view?.unfolded ?? [])];
    for (const view of this.views) view.dispose();
    this.views = [];
    this.showStep();
  }

  private outdated(): void {
    const sentence = "The index has changed since this was looked at.";
    this.notices.show({ kind: "info", sentence, action: { label: "Look again", run: () => this.lookAgain() } });
  }

  private openAll(): void {
    const statements = this.view?.opened?.sections.map(({ sql }) => sql.trim().replace(/;?$/, ";")) ?? [];
    if (statements.length > 0) this.host.notify(OpenPivotSql, { sql: `${statements.join("\n\n")}\n` });
  }

  /** At most once a frame: scrolling changes it all the time. */
  private save(): void {
    if (this.saving !== 0) return;
    this.saving = requestAnimationFrame(() => {
      this.saving = 0;
      const unfolded = [...(this.view?.unfolded ?? [])];
      this.host.saveState({ ...this.trail, topPx: this.main.scrollTop, unfolded, activity: this.activity });
    });
  }
}
