import { CloseTab, PanelCommand, PanelReady, SetPinned, ShowContents } from "../../src/protocol/resultsPanel";
import type { PanelContents, PanelState, ResultTab } from "../../src/protocol/resultsPanel";
import { Announcer } from "../elements/announcer";
import { countText } from "../elements/countText";
import { elapsedText } from "../elements/elapsedText";
import { element, iconButton } from "../elements/element";
import { FocusHome } from "../elements/focusHome";
import type { Host } from "../host";
import { KeptViews } from "./keptViews";
import { staleTexts } from "./statementHeader";
import { TabStrip, tabNodeId } from "./tabStrip";
import { TabView } from "./tabView";

type Contents = PanelContents & { readonly state: PanelState };

/** The whole page: tabs, the one in front, and the state that outlives the page. */
export class ResultsPanel {
  private readonly announcer = new Announcer();
  private readonly strip = new TabStrip({
    chosen: (tabId, byKeyboard) => this.choose(tabId, byKeyboard),
    closed: (tabId) => this.host.notify(CloseTab, { tabId }),
  });
  private readonly pin = iconButton({ icon: "pin", label: "Pin this panel", run: () => this.togglePin() });
  private readonly panel = element("div", { class: "tab-panel", attributes: { id: "tab-panel", role: "tabpanel" } });
  private readonly heading = element("h1", { class: "for-screen-readers", text: "Results" });
  private readonly kept = new KeptViews();
  private readonly views = new Map<string, TabView>();
  /** Tabs whose gone result was already made again by itself, and has not been seen since. */
  private readonly ranAgain = new Set<string>();
  private contents: Contents | undefined;
  private activeTabId: string | null = null;
  /** The tab whose old view had the focus: its next one gets it. */
  private focusNext: string | undefined;
  private saving = 0;
  private readonly focusHome = new FocusHome(() => this.focusActive());

  constructor(
    private readonly host: Host,
    private readonly nonce: string,
  ) {
    this.kept.adopt(host.savedState());
    const top = element("div", { class: "panel-top" }, this.strip.node, this.pin);
    document.body.append(element("main", { class: "panel-page" }, this.heading, top, this.panel, this.announcer.node));
    host.onNotification(ShowContents, (contents) => this.show(contents));
    host.onNotification(PanelCommand, ({ command }) => this.active?.run(command));
    host.listen();
    host.notify(PanelReady, {});
  }

  private get active(): TabView | undefined {
    return this.views.get(this.activeTabId ?? "");
  }

  private show(contents: Contents): void {
    const activeTabId = this.tabInFront(contents);
    const before = this.contents;
    this.contents = contents;
    this.kept.adopt(contents.state);
    this.kept.follow(contents.tabs);
    this.activeTabId = activeTabId;
    this.heading.textContent = `Results of ${contents.documentName}`;
    this.showPin(contents.pinned);
    for (const [tabId, view] of this.views) {
      const tab = contents.tabs.find((other) => other.tabId === tabId);
      if (tab === undefined || !sameTab(view.tab, tab)) this.drop(tabId);
      else view.follow(tab);
    }
    this.strip.show(contents.tabs, activeTabId);
    this.showActive();
    this.announce(before, contents);
    this.save();
  }

  /** The host says which tab is in front when it changes that or runs it again; else the user's choice stays. */
  private tabInFront(contents: Contents): string | null {
    const known = (tabId: string | null | undefined): tabId is string => contents.tabs.some((tab) => tab.tabId === tabId);
    const chosen = this.contents === undefined ? this.host.savedState()?.activeTabId : this.activeTabId;
    const runs = (shown: Contents): boolean =>
      shown.tabs.some(({ tabId, outcome }) => tabId === contents.activeTabId && outcome.state === "running");
    const hostChanged =
      contents.broughtToFront === true ||
      (this.contents !== undefined && (this.contents.activeTabId !== contents.activeTabId || (runs(contents) && !runs(this.contents))));
    if (known(chosen) && !hostChanged) return chosen;
    return known(contents.activeTabId) ? contents.activeTabId : (contents.tabs[0]?.tabId ?? null);
  }

  private drop(tabId: string): void {
    const view = this.views.get(tabId);
    if (view?.node.contains(document.activeElement) === true) this.focusNext = tabId;
    view?.dispose();
    this.views.delete(tabId);
  }

  private showActive(): void {
    for (const [tabId, view] of this.views) view.node.hidden = tabId !== this.activeTabId;
    const tab = this.contents?.tabs.find(({ tabId }) => tabId === this.activeTabId);
    this.panel.setAttribute("aria-labelledby", this.strip.node.hidden || tab === undefined ? "" : tabNodeId(tab.tabId));
    if (this.strip.node.hidden) this.panel.setAttribute("aria-label", tab?.title ?? "Result");
    else this.panel.removeAttribute("aria-label");
    if (tab === undefined) return;
    const view = this.active;
    if (view !== undefined) view.shown();
    else void this.open(tab);
  }

  private async open(tab: ResultTab): Promise<void> {
    const { tabId } = tab;
    const columns = tab.outcome.state === "finished" ? tab.outcome.summary.columns : [];
    const view = new TabView(tab, {
      host: this.host,
      nonce: this.nonce,
      view: () => this.kept.viewFor(tab, columns),
      viewChanged: (changed) => {
        this.kept.keep(tab, columns, changed);
        this.save();
      },
      say: (sentence) => this.announcer.say(sentence),
      mayRunAgain: () => {
        const first = !this.ranAgain.has(tabId);
        this.ranAgain.add(tabId);
        return first;
      },
      loaded: () => this.ranAgain.delete(tabId),
    });
    this.views.set(tabId, view);
    this.panel.append(view.node);
    await view.start();
    if (this.active === view) this.focusHome.settle();
    if (this.focusNext !== tabId) return;
    view.focus();
    if (tab.outcome.state === "finished") this.focusNext = undefined;
  }

  private focusActive(): boolean {
    this.active?.focus();
    return this.active?.node.contains(document.activeElement) === true;
  }

  private choose(tabId: string, byKeyboard: boolean): void {
    if (this.contents === undefined) return;
    this.activeTabId = tabId;
    this.strip.show(this.contents.tabs, tabId);
    this.showActive();
    if (byKeyboard) document.getElementById(tabNodeId(tabId))?.focus();
    this.save();
  }

  private togglePin(): void {
    this.host.notify(SetPinned, { pinned: this.contents?.pinned !== true });
  }

  private showPin(pinned: boolean): void {
    const label = pinned ? "Unpin this panel" : "Pin this panel: the next run opens another one";
    this.pin.setAttribute("aria-pressed", String(pinned));
    this.pin.setAttribute("aria-label", label);
    this.pin.title = label;
    this.pin.firstElementChild?.classList.toggle("codicon-pin", !pinned);
    this.pin.firstElementChild?.classList.toggle("codicon-pinned", pinned);
  }

  private announce(before: Contents | undefined, now: Contents): void {
    const tab = now.tabs.find(({ tabId }) => tabId === this.activeTabId);
    const earlier = before?.tabs.find(({ tabId }) => tabId === this.activeTabId);
    if (tab === undefined) return;
    if (earlier === undefined || !sameTab(earlier, tab)) this.announcer.say(outcomeSentence(tab));
    else if (tab.stale !== undefined && tab.stale !== earlier.stale) this.announcer.say(staleTexts[tab.stale].whole);
  }

  /** At most once a frame: scrolling changes the view all the time. */
  private save(): void {
    if (this.saving !== 0) return;
    this.saving = requestAnimationFrame(() => {
      this.saving = 0;
      if (this.contents !== undefined) this.host.saveState(this.kept.stateOf(this.contents, this.activeTabId));
    });
  }
}

/** Whether what is on the screen for a tab is still right. How it is to be drawn at first does not matter once it is there. */
function sameTab(some: ResultTab, other: ResultTab): boolean {
  const looks = ({ chart: _chart, front: _front, stale: _stale, ...tab }: ResultTab): string =>
    JSON.stringify(tab.outcome.state === "running" ? { ...tab, outcome: { ...tab.outcome, elapsedMs: 0 } } : tab);
  return looks(some) === looks(other);
}

function outcomeSentence({ title, outcome }: ResultTab): string {
  switch (outcome.state) {
    case "running":
      return outcome.stopping === true ? `${title} is being stopped` : `${title} is running`;
    case "failed":
      return `${title} failed. ${outcome.sentence}`;
    case "stopped":
      return outcome.sentence === undefined ? `${title} was stopped` : `${title}. ${outcome.sentence}`;
    case "finished":
      return outcome.summary.kind === "done"
        ? (outcome.summary.message ?? "Done")
        : `${countText(outcome.summary.rowCount)} rows in ${elapsedText(outcome.summary.elapsedMs)}`;
  }
}
