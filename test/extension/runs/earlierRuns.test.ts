import { describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc";
import { type PanelTab, PanelTabs, resultIdsOf, runningNow } from "../../../src/extension/panels/panelTabs";
import { EarlierRuns, type TabHolder } from "../../../src/extension/runs/earlierRuns";
import { FlowLogError } from "../../../src/protocol/errors";
import type { ResultSummary, RunQueryParams } from "../../../src/protocol/query";
import { plain } from "../plain";

const summary = (resultId: string): ResultSummary => ({ resultId, kind: "rows", columns: [], rowCount: 1, elapsedMs: 1 });
const finished = (resultId: string): PanelTab["outcome"] => ({ state: "finished", summary: summary(resultId) });

/** A panel with one finished tab, and a server whose runs end when they are told to. */
class Scene {
  readonly tab: PanelTab = {
    tabId: "#1",
    title: "Busy",
    sql: "FROM flows",
    parameters: { port: { type: "INTEGER", text: "22" } },
    outcome: finished("shown"),
  };
  readonly panel: TabHolder & { readonly tabs: PanelTabs };
  readonly asked: RunQueryParams[] = [];
  readonly released: string[] = [];
  trusted = true;
  insisted = 0;
  private readonly waiting: ((answer: ResultSummary | Error) => void)[] = [];
  private readonly earlier = new EarlierRuns({
    requireTrust: () => {
      if (!this.trusted) throw new FlowLogError({ kind: "restricted" }, "Not trusted.");
    },
    run: (params) => {
      this.asked.push(params);
      return new Promise((resolve, reject) => {
        this.waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    },
    insist: () => {
      this.insisted++;
      return { dispose: () => this.insisted-- };
    },
    release: (resultId) => this.released.push(resultId),
    t: plain,
  });

  constructor() {
    const tabs = new PanelTabs();
    tabs.replaceAll([this.tab]);
    this.panel = { documentUri: "file:///q.flowsql", tabs };
  }

  run(shiftSeconds: number): Promise<ResultSummary> {
    const { token } = new CancellationTokenSource();
    return this.earlier.run(this.panel, this.tab, shiftSeconds, token);
  }

  answer(answer: ResultSummary | Error): void {
    this.waiting.shift()?.(answer);
  }
}

describe("An earlier period of a tab", () => {
  it("is its statement with its parameters, moved in time, and lives with the tab", async () => {
    const scene = new Scene();
    const run = scene.run(86_400);
    scene.answer(summary("before"));
    expect(await run).toEqual(summary("before"));
    expect(scene.asked).toEqual([
      {
        ownerId: "file:///q.flowsql",
        sql: "FROM flows",
        parameters: { port: { type: "INTEGER", text: "22" } },
        shiftSeconds: 86_400,
      },
    ]);
    expect(resultIdsOf(scene.tab)).toEqual(["shown", "before"]);
    expect(scene.insisted).toBe(0);
  });

  it("is run once, and let go of for another one", async () => {
    const scene = new Scene();
    const first = scene.run(60);
    scene.answer(summary("minute"));
    await first;
    expect(await scene.run(60)).toEqual(summary("minute"));
    const second = scene.run(3600);
    scene.answer(summary("hour"));
    await second;
    expect(scene.asked).toHaveLength(2);
    expect(scene.released).toEqual(["minute"]);
    expect(resultIdsOf(scene.tab)).toEqual(["shown", "hour"]);
  });

  it("is let go of where the tab was closed meanwhile", async () => {
    const scene = new Scene();
    const run = scene.run(60);
    scene.panel.tabs.remove("#1");
    scene.answer(summary("late"));
    await expect(run).rejects.toMatchObject({ data: { kind: "gone" } });
    expect(scene.released).toEqual(["late"]);
  });

  it.each<[what: string, outcome: () => PanelTab["outcome"]]>([
    ["is running again", () => runningNow()],
    ["has another result", () => finished("newer")],
  ])("is let go of where the tab %s", async (_what, outcome) => {
    const scene = new Scene();
    const run = scene.run(60);
    scene.tab.outcome = outcome();
    scene.answer(summary("late"));
    await expect(run).rejects.toMatchObject({ data: { kind: "gone" } });
    expect([scene.released, scene.tab.earlier]).toEqual([["late"], undefined]);
  });

  it("is not run in Restricted Mode, nor beside no result", async () => {
    const scene = new Scene();
    scene.trusted = false;
    await expect(scene.run(60)).rejects.toMatchObject({ data: { kind: "restricted" } });
    scene.trusted = true;
    scene.tab.outcome = { state: "stopped" };
    await expect(scene.run(60)).rejects.toThrow("“Busy” has no result that an earlier one could be compared with.");
    expect(scene.asked).toEqual([]);
  });

  it("that fails leaves what was there, and tells why", async () => {
    const scene = new Scene();
    const first = scene.run(60);
    scene.answer(summary("minute"));
    await first;
    const second = scene.run(120);
    scene.answer(new FlowLogError({ kind: "invalidRequest" }, "It reads no flows."));
    await expect(second).rejects.toThrow("It reads no flows.");
    expect([scene.tab.earlier?.shiftSeconds, scene.released, scene.insisted]).toEqual([60, [], 0]);
  });
});
