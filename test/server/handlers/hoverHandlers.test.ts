import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc";
import type { Hover, MarkupContent } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import { pivotStatement } from "../../../src/language/pivot/pivotStatement";
import type { AddressFacts } from "../../../src/protocol/catalog";
import { linkCommands } from "../../../src/protocol/language";
import type { PivotStatementParams } from "../../../src/protocol/pivot";
import { registerHover } from "../../../src/server/handlers/language/hoverHandlers";
import { questionLabels, valueMenu } from "../../../webview/pivot/valueMenu";
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

  it("has the menu of an address in two lines, above what the index knows, where a small hover shows them", async () => {
    const facts = { flows: 2, bytesOut: 5, bytesIn: 0, accepts: 2, rejects: 0, peers: 1, sources: 0, destinations: 1, topPorts: [] };
    const shown = await hover(() => Promise.resolve(facts));
    const [title, about, menu, told] = shown.split("\n\n");
    expect(title).toContain("private");
    expect(about).toContain("Private address");
    expect(menu?.replaceAll(/\]\([^)]*\)/g, "]").split("  \n")).toEqual([
      "[Who is 10.0.0.1]",
      "[As source] · [As destination] · [As either side] · [Timeline] · [Peers]",
    ]);
    expect(told).toContain("**2** flows here");
    expect(shown).toContain("1 peer · it sent to 1");
  });

  it("says what is known without the index where it cannot be asked", async () => {
    const shown = await hover(() => Promise.reject(new Error("closed")));
    expect(shown).toContain("**`10.0.0.1`** · private");
    expect(shown).toContain("[Timeline](command:");
    expect(shown).not.toContain("index did not answer");
  });
});

describe("What a hover over a value leads to", () => {
  /** What a link leads to; of a question, the statement that answers it. */
  function target(command: string, parameters: string): string {
    const [asked] = JSON.parse(parameters) as [PivotStatementParams];
    return command === linkCommands.ask ? JSON.stringify(pivotStatement(asked)) : parameters;
  }

  /** Lines of the menu without their targets, and the targets of the links. */
  async function menu(text: string): Promise<{ readonly lines: readonly string[]; readonly targets: string }> {
    const offset = text.indexOf("|");
    const document = TextDocument.create("untitled:x", "flowsql", 1, text.replace("|", ""));
    const shown = await hover(() => Promise.reject(new Error("not asked")), undefined, { document, offset });
    const paragraph = shown.split("\n\n").find((part) => part.includes("](command:")) ?? "";
    const links = Array.from(paragraph.matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g));
    const targets = links.map(([, command = "", parameters = ""]) => target(command, decodeURIComponent(parameters))).join("\n");
    return { lines: paragraph.replaceAll(/\]\([^)]*\)/g, "]").split("  \n"), targets };
  }

  it.each([
    [
      "-- from |10.0.0.1\nFROM flows",
      [
        "[Who is 10.0.0.1] | In the statement: [Only this] · [Not this]",
        "[As source] · [As destination] · [As either side] · [Timeline] · [Peers]",
      ],
      "srcaddr IS DISTINCT FROM '10.0.0.1'",
    ],
    [
      "FROM flows WHERE srcaddr = '|10.0.0.1'",
      ["[Who is 10.0.0.1] | In the statement: [Not this]", "[As source] · [As destination] · [As either side] · [Timeline] · [Peers]"],
      "-- @name Flows from 10.0.0.1",
    ],
    [
      "FROM flows WHERE srcaddr = '|10.0.0.1' AND dstaddr = '10.0.0.2' AND srcport = 50000 AND dstport = 443",
      [
        "[Who is 10.0.0.1] | In the statement: [Not this]",
        "[As source] · [As destination] · [As either side] · [This conversation] · [Timeline] · [Peers]",
      ],
      "srcaddr = '10.0.0.2' AND dstaddr = '10.0.0.1' AND srcport = 443 AND dstport = 50000",
    ],
    [
      "FROM flows WHERE dstport IN (22, |443) AND protocol = 6",
      ["In the statement: [Only this] · [Not this]", "[As source] · [As destination] · [As either side]"],
      "dstport = 443\\n  AND protocol = 6",
    ],
    [
      "FROM flows WHERE interface_id <> 'eni-|0a10b10c10d10e101'",
      ["In the statement: [Only this]", "[All flows of eni-0a10b10c10d10e101]"],
      "interface_id = 'eni-0a10b10c10d10e101'",
    ],
    ["FROM flows WHERE account_id = '|111122223333'", ["In the statement: [Not this]", "[All flows of 111122223333]"], "account_id"],
    ["SELECT 'i-0b32f0e0d0c0b0a0|7'", ["[All flows of i-0b32f0e0d0c0b0a07]"], "instance_id = 'i-0b32f0e0d0c0b0a07'"],
  ])("is what makes sense where it stands: %s", async (text, lines, target) => {
    const shown = await menu(text);
    expect(shown.lines).toEqual(lines);
    expect(shown.targets).toContain(target);
  });

  it("has the words and the order of the menu in results", async () => {
    const row = { srcaddr: "10.0.0.2", dstaddr: "10.0.0.1" };
    const { lines } = await menu("FROM flows WHERE srcaddr = '10.0.0.2' AND dstaddr IN ('|10.0.0.1', '10.0.0.3')");
    const subject = { kind: "address", address: "10.0.0.1" } as const;
    const done = (): undefined => undefined;
    const labels = valueMenu({ subject, row, narrow: done, whoIs: done, ask: done }).flatMap((entry) =>
      entry.kind === "item" ? [entry.label.replace(", in the statement", "")] : [],
    );
    const here = lines.flatMap((each) => Array.from(each.matchAll(/\[([^\]]+)\]/g), ([, label]) => label));
    // A list does not say which of its addresses the other end is.
    expect(here).toEqual([...labels.filter((label) => label !== questionLabels.conversation), "Timeline", "Peers"]);
    expect((await menu("FROM flows WHERE srcaddr = '10.0.0.2' AND dstaddr = '|10.0.0.1'")).lines[1]).toContain(questionLabels.conversation);
  });
});
