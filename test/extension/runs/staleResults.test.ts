import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PanelTabs, type PanelTab, runningNow } from "../../../src/extension/panels/panelTabs";
import { StaleResults, type StaleResultParts } from "../../../src/extension/runs/staleResults";
import { outlineStatements } from "../../../src/language/statements/statementOutline";

/** A document with a panel that shows what `sql` gave, and what the panel was told. */
class Opened {
  text: string;
  version = 1;
  isClosed = false;
  readonly uri = { toString: () => "file:///q.flowsql" } as never;
  readonly told: (string | undefined)[] = [];
  readonly panelTabs = new PanelTabs();
  readonly tab: PanelTab;
  readonly stale: StaleResults<Opened>;
  private readonly panel = {
    tabs: this.panelTabs,
    setStale: (stale: ReadonlyMap<PanelTab, PanelTab["stale"]>): void => {
      if (this.panelTabs.setStale(stale)) this.told.push(this.tab.stale);
    },
  };

  constructor(sql: string, parts: Partial<StaleResultParts<Opened>> = {}) {
    this.text = sql;
    this.tab = { tabId: "#1", title: "one", sql, parameters: {}, outcome: runningNow() };
    this.panelTabs.replaceAll([this.tab]);
    this.stale = new StaleResults({
      panelsOf: () => [this.panel],
      outlineOf: (document) => Promise.resolve(outlineStatements(document.text)),
      outlineOfText: (text) => Promise.resolve(outlineStatements(text)),
      ...parts,
    });
  }

  getText(): string {
    return this.text;
  }

  type(text: string): void {
    this.text = text;
    this.version++;
    this.stale.soon(this);
  }
}

describe("the results of a document that is edited", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("say so in a pause of typing, once, and no more when the statement is the same again", async () => {
    const opened = new Opened("SELECT 1");
    for (const text of ["SELECT 12", "SELECT 123", "SELECT 1234"]) {
      opened.type(text);
      await vi.advanceTimersByTimeAsync(499);
    }
    expect(opened.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(opened.told).toEqual(["changed"]);
    opened.type("SELECT 12345");
    await vi.advanceTimersByTimeAsync(500);
    expect(opened.told).toEqual(["changed"]);
    opened.type("select  1 -- as it was");
    await vi.advanceTimersByTimeAsync(500);
    expect(opened.told).toEqual(["changed", undefined]);
  });

  it("wait for the last text where the server answers late", async () => {
    const answers: (() => void)[] = [];
    const outlineOf = ({ text }: Opened) =>
      new Promise<ReturnType<typeof outlineStatements>>((resolve) => answers.push(() => resolve(outlineStatements(text))));
    const opened = new Opened("SELECT 1", { outlineOf });
    opened.type("SELECT 2");
    await vi.advanceTimersByTimeAsync(500);
    opened.type("SELECT 1");
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(500);
    answers[1]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(opened.told).toEqual([]);
  });

  it("stay as they are where the server does not answer, or the document is closed by then", async () => {
    const silent = new Opened("SELECT 1", { outlineOf: () => Promise.reject(new Error("gone")) });
    silent.type("SELECT 2");
    await vi.advanceTimersByTimeAsync(500);
    expect(silent.told).toEqual([]);
    const closed = new Opened("SELECT 1");
    closed.type("SELECT 2");
    closed.isClosed = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(closed.told).toEqual([]);
  });

  it("cost nothing where there are none", async () => {
    const outlineOf = vi.fn(() => Promise.resolve([]));
    const opened = new Opened("SELECT 1", { panelsOf: () => [], outlineOf });
    opened.type("SELECT 2");
    await vi.advanceTimersByTimeAsync(1000);
    expect(outlineOf).not.toHaveBeenCalled();
  });

  it("are looked at no more once nobody is there", async () => {
    const opened = new Opened("SELECT 1");
    opened.type("SELECT 2");
    opened.stale.dispose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(opened.told).toEqual([]);
  });
});
