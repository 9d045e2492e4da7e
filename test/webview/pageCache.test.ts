import { describe, expect, it } from "vitest";
import type { ResultPage } from "../../src/protocol/query";
import { PageCache } from "../../webview/grid/pageCache";

interface Request {
  readonly start: number;
  readonly count: number;
  readonly signal: AbortSignal;
  readonly answer: () => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

/** A cache whose requests wait until they are answered by hand. One column, whose cells are the numbers of their rows. */
class Desk {
  readonly requests: Request[] = [];
  readonly loaded: [number, number][] = [];
  readonly failures: unknown[] = [];
  readonly cache: PageCache;

  constructor(rowCount: number, maxBlocks = 4, maxRequests = 2) {
    this.cache = new PageCache({
      rowCount,
      blockRows: 100,
      maxBlocks,
      maxRequests,
      fetch: (start, count, signal) => this.take(start, count, signal),
      loaded: (start, end) => this.loaded.push([start, end]),
      failed: (error) => this.failures.push(error),
    });
  }

  get open(): number[] {
    return this.requests.filter(({ signal }) => !signal.aborted).map(({ start }) => start);
  }

  async answerAll(): Promise<void> {
    for (let request = this.requests.shift(); request !== undefined; request = this.requests.shift()) await request.answer();
  }

  private take(start: number, count: number, signal: AbortSignal): Promise<ResultPage> {
    return new Promise((resolve, reject) => {
      const cells = [Array.from({ length: count }, (_, row) => start + row)];
      const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
      this.requests.push({
        start,
        count,
        signal,
        answer: () => {
          resolve({ start, cells, cut: start === 0 ? [[0, 1]] : [] });
          return settled();
        },
        fail: (error) => {
          reject(error);
          return settled();
        },
      });
    });
  }
}

describe("The pages of a result", () => {
  it("are fetched for the rows that are looked at, the last one only as far as it goes", async () => {
    const desk = new Desk(250);
    desk.cache.want(190, 210);
    expect(desk.requests.map(({ start, count }) => [start, count])).toEqual([
      [100, 100],
      [200, 50],
    ]);
    expect(desk.cache.cell(205, 0)).toBeUndefined();
    await desk.answerAll();
    expect(desk.cache.cell(205, 0)).toEqual({ value: 205, cut: false });
    expect(desk.loaded).toEqual([
      [100, 199],
      [200, 249],
    ]);
  });

  it("say which of their texts are only beginnings", async () => {
    const desk = new Desk(100);
    desk.cache.want(0, 10);
    await desk.answerAll();
    expect(desk.cache.cell(1, 0)).toEqual({ value: 1, cut: true });
    expect(desk.cache.cell(2, 0)).toEqual({ value: 2, cut: false });
  });

  it("are fetched a little before they come into view", async () => {
    const desk = new Desk(1000);
    desk.cache.want(160, 180);
    expect(desk.open).toEqual([100, 200]);
    await desk.answerAll();
    expect(desk.cache.has(250)).toBe(true);
  });

  it("are not fetched again while they are under way or here", async () => {
    const desk = new Desk(1000);
    desk.cache.want(130, 150);
    desk.cache.want(131, 151);
    expect(desk.open).toEqual([100]);
    await desk.answerAll();
    desk.cache.want(132, 152);
    expect(desk.requests).toHaveLength(0);
  });

  it("that were scrolled past are cancelled, and their answers are not taken", async () => {
    const desk = new Desk(10_000);
    desk.cache.want(130, 150);
    const [passed] = desk.requests;
    desk.cache.want(5_030, 5_050);
    expect(passed?.signal.aborted).toBe(true);
    expect(desk.open).toEqual([5_000]);
    await passed?.answer();
    expect(desk.cache.has(130)).toBe(false);
  });

  it("are asked for again when one comes back before its cancellation is through", async () => {
    const desk = new Desk(10_000);
    desk.cache.want(130, 150);
    desk.cache.want(5_030, 5_050);
    desk.cache.want(130, 150);
    expect(desk.open).toEqual([100]);
    await desk.answerAll();
    expect(desk.cache.cell(140, 0)?.value).toBe(140);
  });

  it("are asked for a few at a time", async () => {
    const desk = new Desk(10_000, 20, 2);
    desk.cache.want(50, 950);
    expect(desk.requests).toHaveLength(2);
    await desk.requests.shift()?.answer();
    expect(desk.requests).toHaveLength(2);
    await desk.answerAll();
    expect(desk.cache.has(950)).toBe(true);
  });

  it("go when there are too many, those first that were not looked at for longest", async () => {
    const desk = new Desk(10_000, 3);
    for (const row of [50, 1_050, 2_050, 50, 3_050]) {
      desk.cache.want(row - 10, row + 10);
      await desk.answerAll();
    }
    expect([50, 1_050, 2_050, 3_050].map((row) => desk.cache.has(row))).toEqual([true, false, true, true]);
  });

  it("that cannot be had are told once, and asked for again only on request", async () => {
    const desk = new Desk(1000);
    desk.cache.want(130, 150);
    await desk.requests.shift()?.fail(new Error("no"));
    expect(desk.failures).toEqual([new Error("no")]);
    desk.cache.want(130, 150);
    expect(desk.requests).toHaveLength(0);
    desk.cache.retry();
    expect(desk.open).toEqual([100]);
  });

  it("of a result without rows are none", () => {
    const desk = new Desk(0);
    desk.cache.want(0, 30);
    expect(desk.requests).toHaveLength(0);
  });

  it("are cancelled and forgotten with the cache", async () => {
    const desk = new Desk(1000);
    desk.cache.want(130, 150);
    const [request] = desk.requests;
    desk.cache.dispose();
    expect(request?.signal.aborted).toBe(true);
    await request?.answer();
    expect(desk.loaded).toEqual([]);
  });
});
