import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc";
import type { Hover, MarkupContent } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import type { AddressFacts } from "../../../src/protocol/catalog";
import { registerHover } from "../../../src/server/handlers/language/hoverHandlers";
import type { LanguageSession } from "../../../src/server/handlers/language/languageSession";

const ofAddress = { document: TextDocument.create("untitled:x", "flowsql", 1, "SELECT '10.0.0.1'"), offset: 10 };
const catalog = { ...staticCatalog, index: { rows: 1, providers: ["aws"] } };

/** Asks for the hover over the address of the document; the index answers as `addressFacts` does. */
function hover(
  addressFacts: LanguageSession["addressFacts"],
  token = new CancellationTokenSource().token,
  { document, offset }: { readonly document: TextDocument; readonly offset: number } = ofAddress,
): Promise<string> {
  let answer: ((params: unknown, token: unknown) => Promise<Hover | null>) | undefined;
  const connection = { onRequest: (_method: string, handler: typeof answer) => (answer = handler) };
  const documents = { at: () => ({ document, analyzed: new AnalyzedText(document.getText()), offset }) };
  registerHover(connection as never, { documents, catalog: () => catalog, addressFacts } as never);
  return answer?.({}, token).then((found) => (found?.contents as MarkupContent).value) ?? Promise.reject(new Error("no handler"));
}

describe("A hover over an address", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("does not wait for an index that does not answer, and gives its question up", async () => {
    let stopped: AbortSignal | undefined;
    const shown = hover((_address, signal) => {
      stopped = signal;
      return new Promise<AddressFacts>(() => undefined);
    });
    await vi.advanceTimersByTimeAsync(1999);
    expect(stopped?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await shown).toContain("**`10.0.0.1`** · private");
    expect(await shown).toContain("The index did not answer within 2 seconds.");
    expect(stopped?.aborted).toBe(true);
  });

  it("gives the question up when nobody waits for the answer any more", async () => {
    const source = new CancellationTokenSource();
    let stopped: AbortSignal | undefined;
    const shown = hover((_address, signal) => {
      stopped = signal;
      return new Promise<AddressFacts>(() => undefined);
    }, source.token);
    source.cancel();
    await shown;
    expect(stopped?.aborted).toBe(true);
  });

  it("has its links above what the index knows, where a small hover shows them", async () => {
    const facts = { flows: 2, bytesOut: 5, bytesIn: 0, accepts: 2, rejects: 0, peers: 1, sources: 0, destinations: 1, topPorts: [] };
    const shown = await hover(() => Promise.resolve(facts));
    expect(shown.indexOf("[Pivot](command:")).toBeGreaterThan(shown.indexOf("private"));
    expect(shown.indexOf("[Pivot](command:")).toBeLessThan(shown.indexOf("**2** flows here"));
    expect(shown).toContain("1 peer · flows to 1");
  });

  it("says what is known without the index where it cannot be asked", async () => {
    const shown = await hover(() => Promise.reject(new Error("closed")));
    expect(shown).toContain("**`10.0.0.1`** · private");
    expect(shown).toContain("[Timeline](command:");
    expect(shown).not.toContain("index did not answer");
  });
});

describe("A hover over what is no address", () => {
  it.each([
    ["FROM flows WHERE dstport = 443", ["As source", "As destination", "As either side"], "Flows of port 443"],
    ["FROM flows WHERE interface_id = 'eni-0a10b10c10d10e101'", ["All its flows"], "interface_id = 'eni-0a10b10c10d10e101'"],
  ])("leads to statements about it: %s", async (text, labels, sql) => {
    const document = TextDocument.create("untitled:x", "flowsql", 1, text);
    const shown = await hover(() => Promise.reject(new Error("not asked")), undefined, { document, offset: text.length - 2 });
    expect([...shown.matchAll(/\[([^\]]+)\]\(command:flowlog\.openLinkedStatement/g)].map(([, label]) => label)).toEqual(labels);
    expect(decodeURIComponent(shown)).toContain(sql);
  });
});
