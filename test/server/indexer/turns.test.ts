import { describe, expect, it } from "vitest";
import { Turns } from "../../../src/server/indexer/turns";

describe("Turns", () => {
  it("let others in between pieces of work that are all ready at once", async () => {
    const order: string[] = [];
    const turns = new Turns();
    const work = ["one", "two", "three"].map(async (name) => {
      await turns.next();
      order.push(name);
      // What somebody else asks for meanwhile.
      setImmediate(() => order.push(`behind ${name}`));
    });
    await Promise.all(work);
    expect(order.indexOf("behind one")).toBeLessThan(order.indexOf("three"));
    expect(order.filter((each) => !each.startsWith("behind"))).toEqual(["one", "two", "three"]);
  });
});
