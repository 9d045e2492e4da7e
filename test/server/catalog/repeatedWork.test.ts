import { describe, expect, it } from "vitest";
import { RepeatedWork } from "../../../src/server/catalog/repeatedWork";

/** Work that goes on until it is told to end or interrupted, and what became of each of its turns. */
function observed() {
  const ends: string[] = [];
  const failures: unknown[] = [];
  const endings: ((error?: Error) => void)[] = [];
  const work = new RepeatedWork(
    (signal) =>
      new Promise<void>((resolve, reject) => {
        signal.addEventListener("abort", () => {
          ends.push("interrupted");
          reject(new Error("interrupted"));
        });
        endings.push((error) => {
          ends.push(error === undefined ? "done" : "failed");
          if (error === undefined) resolve();
          else reject(error);
        });
      }),
    (error) => failures.push(error),
  );
  return { work, ends, failures, end: (error?: Error) => endings.at(-1)?.(error), turns: () => endings.length };
}

describe("repeated work", () => {
  it("begins anew, and only once, when it is asked for while it goes on", async () => {
    const { work, ends, end, turns } = observed();
    work.ask();
    work.ask();
    work.ask();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect([turns(), ends]).toEqual([2, ["interrupted"]]);
    end();
    await work.settled();
    expect(ends).toEqual(["interrupted", "done"]);
  });

  it("tells a failure, and not that it was interrupted; the next time it works again", async () => {
    const { work, failures, end } = observed();
    work.ask();
    end(new Error("no room"));
    await work.settled();
    expect(failures).toEqual([new Error("no room")]);
    work.ask();
    end();
    await work.settled();
    expect(failures).toHaveLength(1);
  });

  it("does nothing more once it is stopped", async () => {
    const { work, ends, failures, turns } = observed();
    work.ask();
    await work.stop();
    work.ask();
    await work.settled();
    expect([turns(), ends, failures]).toEqual([1, ["interrupted"], []]);
  });
});
