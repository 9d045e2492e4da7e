import type { PanelState } from "../../protocol/resultsPanel";
import { readChart } from "./chartMessages";
import { isIndex, isRecord, isText } from "./untrusted";
import { readView } from "./viewState";

/**
 * Checks of what comes out of a webview, by messages or as the state that VS Code kept for it. Whatever is not as expected is
 * not taken: `undefined`.
 */

export function isJsonRpcMessage(value: unknown): value is { readonly jsonrpc: "2.0" } {
  if (!isRecord(value) || value.jsonrpc !== "2.0") return false;
  const { id, method } = value;
  const validId = id === undefined || typeof id === "string" || typeof id === "number";
  return validId && (isText(method) || "result" in value || "error" in value);
}

export function readTabId(params: unknown): string | undefined {
  return isRecord(params) && isText(params.tabId) ? params.tabId : undefined;
}

export function readText(params: unknown): string | undefined {
  return isRecord(params) && isText(params.text) ? params.text : undefined;
}

export function readPinned(params: unknown): boolean | undefined {
  return isRecord(params) && typeof params.pinned === "boolean" ? params.pinned : undefined;
}

export interface SaveRequest {
  readonly tabId: string;
  readonly viewId?: string;
  readonly columns: readonly number[];
}

export function readSaveRequest(params: unknown): SaveRequest | undefined {
  const tabId = readTabId(params);
  if (tabId === undefined || !isRecord(params)) return undefined;
  const { viewId, columns } = params;
  if (!Array.isArray(columns) || !columns.every(isIndex)) return undefined;
  if (viewId !== undefined && !isText(viewId)) return undefined;
  return { tabId, columns, ...(viewId === undefined ? {} : { viewId }) };
}

/** The state of a panel from before the window was reloaded. */
export function readPanelState(value: unknown): PanelState | undefined {
  if (!isRecord(value) || !Array.isArray(value.tabs)) return undefined;
  const { documentUri, documentName, pinned, activeTabId } = value;
  const tabs = value.tabs.map(readTab).filter((tab) => tab !== undefined);
  if (!isText(documentUri) || !isText(documentName) || tabs.length === 0) return undefined;
  return {
    documentUri,
    documentName,
    pinned: pinned === true,
    activeTabId: isText(activeTabId) ? activeTabId : null,
    tabs,
  };
}

type TabState = PanelState["tabs"][number];

function readTab(value: unknown): TabState | undefined {
  if (!isRecord(value)) return undefined;
  const { tabId, title, sql } = value;
  if (!isText(tabId) || !isText(title) || !isText(sql)) return undefined;
  const [chart, view] = [readChart(value.chart), readView(value.view)];
  return {
    tabId,
    title,
    sql,
    parameters: readParameters(value.parameters),
    ...(chart === undefined ? {} : { chart }),
    ...(view === undefined ? {} : { view }),
  };
}

function readParameters(value: unknown): TabState["parameters"] {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).flatMap(([name, entry]) => {
    if (!isRecord(entry) || !isText(entry.type)) return [];
    const text = entry.text;
    return text === null || typeof text === "string" ? [[name, { type: entry.type, text }] as const] : [];
  });
  return Object.fromEntries(entries);
}
