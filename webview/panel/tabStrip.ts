import type { ResultTab } from "../../src/protocol/resultsPanel";
import { countText } from "../elements/countText";
import { element, icon } from "../elements/element";

export interface TabStripEvents {
  readonly chosen: (tabId: string, byKeyboard: boolean) => void;
  readonly closed: (tabId: string) => void;
}

/** The tabs of a panel, one for each statement. A single one needs no strip. */
export class TabStrip {
  readonly node = element("div", { class: "tab-strip", attributes: { role: "tablist", "aria-label": "Results" } });

  constructor(private readonly events: TabStripEvents) {
    this.node.addEventListener("keydown", (event) => this.handleKey(event));
  }

  show(tabs: readonly ResultTab[], activeTabId: string | null): void {
    const hadFocus = this.node.contains(document.activeElement);
    this.node.hidden = tabs.length < 2;
    this.node.replaceChildren(...tabs.map((tab) => this.tabNode(tab, tab.tabId === activeTabId)));
    const active = this.node.querySelector<HTMLElement>("[aria-selected='true']");
    active?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hadFocus) active?.focus();
  }

  private tabNode(tab: ResultTab, active: boolean): HTMLElement {
    const { sign, text } = stateOf(tab);
    const title = element("span", { class: "tab-title", text: tab.title });
    const state = element("span", { class: "tab-state", text });
    const close = element("span", {
      class: "tab-close codicon codicon-close",
      attributes: { "aria-hidden": "true", title: "Close (Delete)" },
    });
    const attributes = {
      role: "tab",
      id: tabNodeId(tab.tabId),
      tabindex: active ? "0" : "-1",
      "aria-selected": String(active),
      "aria-controls": "tab-panel",
      "data-tab": tab.tabId,
      title: tab.title,
    };
    const node = element("div", { class: `tab tab-${tab.outcome.state}`, attributes }, sign, title, state, close);
    node.addEventListener("click", (event) => {
      if (event.target === close) this.events.closed(tab.tabId);
      else this.events.chosen(tab.tabId, false);
    });
    node.addEventListener("auxclick", (event) => {
      if (event.button === 1) this.events.closed(tab.tabId);
    });
    return node;
  }

  private handleKey(event: KeyboardEvent): void {
    const tabs = [...this.node.querySelectorAll<HTMLElement>("[role='tab']")];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const targets: Readonly<Record<string, HTMLElement | undefined>> = {
      ArrowRight: tabs[(at + 1) % tabs.length],
      ArrowLeft: tabs.at(at - 1),
      Home: tabs[0],
      End: tabs.at(-1),
    };
    const target = targets[event.key];
    if (target !== undefined) this.events.chosen(target.dataset.tab ?? "", true);
    else if (event.key === "Delete") this.events.closed(tabs[at]?.dataset.tab ?? "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

export function tabNodeId(tabId: string): string {
  return `tab-${tabId}`;
}

function stateOf({ outcome }: ResultTab): { readonly sign: HTMLElement; readonly text: string } {
  switch (outcome.state) {
    case "running":
      return { sign: icon("loading codicon-modifier-spin"), text: outcome.stopping === true ? "stopping" : "running" };
    case "failed":
      return { sign: icon("error"), text: "failed" };
    case "stopped":
      return { sign: icon("debug-stop"), text: "stopped" };
    case "finished":
      return outcome.summary.kind === "done"
        ? { sign: icon("check"), text: "done" }
        : { sign: icon("table"), text: countText(outcome.summary.rowCount) };
  }
}
