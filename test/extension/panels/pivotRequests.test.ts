import { describe, expect, it, vi } from "vitest";
import { answerPivots } from "../../../src/extension/panels/pivotRequests";
import { AskPivot, NarrowStatement, OpenFlowsBehind, OpenPivot, UndoWriting } from "../../../src/protocol/resultsPanel";

const tab = { tabId: "@a", title: "a", sql: "FROM flows", parameters: {}, outcome: { state: "stopped" } } as const;

function page() {
  const listeners = new Map<string, (params: unknown) => void>();
  const connection = { onNotification: (method: string, listener: (params: unknown) => void) => listeners.set(method, listener) };
  const actions = { narrow: vi.fn(), openBehind: vi.fn(), undo: vi.fn(), ask: vi.fn(), open: vi.fn() };
  const panel = { tabs: { find: (tabId: string) => (tabId === tab.tabId ? tab : undefined) } };
  answerPivots(connection as never, panel, actions);
  return { panel, actions, say: ({ method }: { method: string }, params: unknown) => listeners.get(method)?.(params) };
}

describe("what a results panel asks about values", () => {
  const terms = [{ column: "srcaddr", op: "in", values: ["10.0.0.5"] }] as const;

  it("narrows the statement of a tab that it has", () => {
    const { panel, actions, say } = page();
    say(NarrowStatement, { tabId: "@a", terms, mode: "add" });
    say(NarrowStatement, { tabId: "@b", terms, mode: "add" });
    say(NarrowStatement, { tabId: "@a", terms: "all", mode: "add" });
    expect(actions.narrow.mock.calls).toEqual([[panel, tab, { terms, mode: "add" }]]);
  });

  it("opens the flows behind a part of a result", () => {
    const { actions, say } = page();
    say(OpenFlowsBehind, { tabId: "@a", terms, as: "sources" });
    say(OpenFlowsBehind, { tabId: "@a", terms, as: "files" });
    say(OpenFlowsBehind, { tabId: "@a", terms: [], as: "flows" });
    say(OpenFlowsBehind, { tabId: "@b", terms, as: "flows" });
    expect(actions.openBehind.mock.calls).toEqual([[tab, { terms, as: "sources" }]]);
  });

  it("takes back what was written into a statement, where something was", () => {
    const { panel, actions, say } = page();
    say(UndoWriting, { tabId: "@a" });
    expect(actions.undo).not.toHaveBeenCalled();
    const written = { ...tab, written: { sentence: "Written", before: "FROM flows" } };
    vi.spyOn(panel.tabs, "find").mockReturnValue(written);
    say(UndoWriting, { tabId: "@a" });
    expect(actions.undo.mock.calls).toEqual([[panel, written]]);
  });

  it("opens addresses in the pivot panel, and asks for the flows of everything else", () => {
    const { actions, say } = page();
    say(OpenPivot, { subject: { kind: "address", address: "10.0.0.5" } });
    say(OpenPivot, { subject: { kind: "interface", id: "eni-1" } });
    say(OpenPivot, { subject: { kind: "command", id: "x" } });
    expect(actions.open.mock.calls).toEqual([["10.0.0.5"]]);
    expect(actions.ask.mock.calls).toEqual([[{ question: "either", subject: { kind: "interface", id: "eni-1" }, row: {} }]]);
  });

  it("asks questions that are some", () => {
    const { actions, say } = page();
    const question = { question: "source", subject: { kind: "port", port: 22 }, row: { dstport: 22 } };
    say(AskPivot, { tabId: "@a", ...question });
    say(AskPivot, { tabId: "@a", ...question, question: "why" });
    expect(actions.ask.mock.calls).toEqual([[question]]);
  });
});
