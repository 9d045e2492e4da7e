import { describe, expect, it } from "vitest";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import { CatalogHolder } from "../../../src/server/catalog/catalogHolder";
import type { CatalogSource, Statistics } from "../../../src/server/engines/catalogSource";

const statistics: Statistics = new Map([["action", { rows: 1, filled: 1, top: [] }]]);

/** An index whose look at the rows takes as long as the test likes. */
class SlowSource implements CatalogSource {
  looks = 0;
  stopped = 0;
  fails = false;
  private finish: () => void = () => undefined;

  relations() {
    return this.fails ? Promise.reject(new Error("no room")) : Promise.resolve(staticCatalog.relations);
  }

  functions() {
    return Promise.resolve(staticCatalog.functions);
  }

  facts() {
    return Promise.resolve({ rows: 1, providers: ["aws"] });
  }

  keptStatistics() {
    return Promise.resolve({ statistics: new Map(), current: false });
  }

  lookAtRows(signal: AbortSignal): Promise<Statistics> {
    this.looks++;
    return new Promise((resolve, reject) => {
      this.finish = () => resolve(statistics);
      signal.addEventListener("abort", () => {
        this.stopped++;
        reject(signal.reason as Error);
      });
    });
  }

  addressFacts(): never {
    throw new Error("Nobody asks.");
  }

  close(): void {
    this.finish();
  }
}

function held() {
  const source = new SlowSource();
  const failures: unknown[] = [];
  const holder = new CatalogHolder(
    source,
    () => undefined,
    (error) => failures.push(error),
  );
  return { source, failures, holder };
}

/** Everything that waits for nothing but promises has happened. */
const promisesDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the catalog that is held", () => {
  it("has the facts before the rows have been looked at", async () => {
    const { source, holder } = held();
    holder.rowsChanged(false);
    await promisesDone();
    expect([source.looks, holder.current.index?.rows, holder.current.statistics.size]).toEqual([1, 1, 0]);
    source.close();
    await holder.settled();
    expect(holder.current.statistics).toBe(statistics);
    await holder.close();
  });

  it("stops to look when rows begin to come in, and looks once when that has ended", async () => {
    const { source, holder, failures } = held();
    holder.rowsChanged(false);
    await promisesDone();
    holder.rowsChanged(true);
    holder.rowsChanged(true);
    await promisesDone();
    expect([source.looks, source.stopped]).toEqual([1, 1]);
    holder.rowsChanged(false);
    await promisesDone();
    expect([source.looks, source.stopped, failures]).toEqual([2, 1, []]);
    await holder.close();
  });

  it("does not begin to look where rows come in already", async () => {
    const { source, holder } = held();
    holder.rowsChanged(true);
    await holder.settled();
    expect([source.looks, holder.current.index?.rows]).toEqual([0, 1]);
    await holder.close();
  });

  it("stops to look when it is closed, and says nothing of it", async () => {
    const { source, holder, failures } = held();
    holder.rowsChanged(false);
    await promisesDone();
    await holder.close();
    holder.rowsChanged(false);
    await promisesDone();
    expect([source.looks, source.stopped, failures]).toEqual([1, 1, []]);
  });

  it("keeps what it knows when something cannot be read, and reads it the next time", async () => {
    const { source, holder, failures } = held();
    await holder.settled();
    const before = holder.current;
    source.fails = true;
    holder.definitionsChanged();
    await holder.settled();
    expect(failures).toEqual([new Error("no room")]);
    expect(holder.current).toBe(before);
    await holder.close();
  });
});
