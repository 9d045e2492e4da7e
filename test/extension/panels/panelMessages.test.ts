import { describe, expect, it } from "vitest";
import {
  isJsonRpcMessage,
  readPanelState,
  readPinned,
  readSaveRequest,
  readTabId,
  readText,
} from "../../../src/extension/panels/panelMessages";

describe("messages of a webview", () => {
  it.each([
    { jsonrpc: "2.0", id: 1, method: "flowlog/query/rows", params: {} },
    { jsonrpc: "2.0", method: "panel/ready", params: {} },
    { jsonrpc: "2.0", id: "a", result: null },
    { jsonrpc: "2.0", id: 1, error: { code: 1, message: "" } },
  ])("are taken where they are JSON-RPC: %o", (message) => {
    expect(isJsonRpcMessage(message)).toBe(true);
  });

  it.each([
    null,
    "text",
    7,
    [],
    {},
    { jsonrpc: "1.0", method: "x" },
    { jsonrpc: "2.0" },
    { jsonrpc: "2.0", id: {}, method: "x" },
    { jsonrpc: "2.0", method: 7 },
  ])("are not taken where they are not: %o", (message) => {
    expect(isJsonRpcMessage(message)).toBe(false);
  });

  it.each([
    ["a tab", readTabId, { tabId: "#1" }, "#1"],
    ["a tab", readTabId, { tabId: 1 }, undefined],
    ["a tab", readTabId, undefined, undefined],
    ["a text", readText, { text: "" }, ""],
    ["a text", readText, { text: null }, undefined],
    ["a pin", readPinned, { pinned: false }, false],
    ["a pin", readPinned, { pinned: "yes" }, undefined],
  ])("that name %s are read by %o from %o", (_, read, params, value) => {
    expect(read(params)).toBe(value);
  });
});

describe("a request to save", () => {
  it("is read with and without a view", () => {
    expect(readSaveRequest({ tabId: "#1", columns: [0, 2] })).toEqual({ tabId: "#1", columns: [0, 2] });
    expect(readSaveRequest({ tabId: "#1", viewId: "v", columns: [], path: "/etc/passwd" })).toEqual({
      tabId: "#1",
      viewId: "v",
      columns: [],
    });
  });

  it.each([
    { tabId: "#1" },
    { tabId: "#1", columns: [1.5] },
    { tabId: "#1", columns: [-1] },
    { tabId: "#1", columns: [0], viewId: 3 },
    null,
  ])("is refused: %o", (params) => {
    expect(readSaveRequest(params)).toBeUndefined();
  });
});

describe("the state of a panel from before a reload", () => {
  const tab = {
    tabId: "#1",
    title: "One",
    sql: "SELECT $x",
    parameters: { x: { type: "INTEGER", text: "1" }, y: { type: "DATE", text: null } },
  };
  const state = { documentUri: "file:///q.flowsql", documentName: "q.flowsql", pinned: true, activeTabId: "#1", tabs: [tab] };

  it("comes back as it was", () => {
    expect(readPanelState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it("keeps how a tab was looked at, and the chart of its file", () => {
    const view = { sort: [], filters: [], order: [0], hidden: [], widths: {}, frozenColumns: 0, topRow: 7, leftPx: 0, humanized: [] };
    const [kept] = readPanelState({ ...state, tabs: [{ ...tab, view, chart: { kind: "bar" } }] })?.tabs ?? [];
    expect(kept).toMatchObject({ view, chart: { kind: "bar" } });
    const [odd] = readPanelState({ ...state, tabs: [{ ...tab, view: { topRow: 7 }, chart: { kind: "spider" } }] })?.tabs ?? [];
    expect(odd).toEqual(tab);
  });

  it.each([
    ["nothing", undefined],
    ["another shape", { tabs: {} }],
    ["no document", { ...state, documentUri: undefined }],
    ["no tabs", { ...state, tabs: [] }],
    ["only tabs without a statement", { ...state, tabs: [{ tabId: "#1", title: "One" }] }],
  ])("is not used where it holds %s", (_, value) => {
    expect(readPanelState(value)).toBeUndefined();
  });

  it("loses what is not as it should be, and keeps the rest", () => {
    const odd = { ...state, activeTabId: 7, pinned: "yes", tabs: [tab, { tabId: 3 }, { ...tab, tabId: "#2", parameters: { x: "1" } }] };
    expect(readPanelState(odd)).toMatchObject({
      pinned: false,
      activeTabId: null,
      tabs: [{ tabId: "#1" }, { tabId: "#2", parameters: {} }],
    });
  });
});
