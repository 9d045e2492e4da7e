import { isIP } from "node:net";
import { describe, expect, it } from "vitest";
import { awsHeader } from "./data/awsObject";
import { type DataSet, dataSetsOf, makeObject, rowsOfObject } from "./data/dataSets";
import { insideHosts, strangerAddress, visitorAddress } from "./data/population";
import { parseBenchOptions } from "./options";

const { large, small, ibm } = dataSetsOf(parseBenchOptions(["--rows", "20000"]));
const sets: readonly DataSet[] = [large, small, ibm];

describe.each(sets)("the generated set $name", (set) => {
  const objects = Array.from({ length: set.objects }, (_, index) => makeObject(set, index));

  it("is the same whoever makes it, and whenever", () => {
    const last = set.objects - 1;
    expect(makeObject(set, last)).toEqual(objects[last]);
  });

  it("has a key of its own for each object", () => {
    expect(new Set(objects.map(({ key }) => key)).size).toBe(set.objects);
  });

  it("adds up to its rows", () => {
    const rows = objects.map((_, index) => rowsOfObject(set, index));
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(set.rows);
    const records = objects.map(({ text }) =>
      set.kind === "aws" ? text.split("\n").length - 2 : (JSON.parse(text) as IbmDocument).flow_logs.length,
    );
    expect(records).toEqual(rows);
  });
});

describe("generated AWS records", () => {
  const lines = makeObject(large, 7).text.trimEnd().split("\n");
  const records = lines.slice(1).map((line) => line.split(" "));

  it("have the header and fourteen sound fields in every line", () => {
    expect(lines[0]).toBe(awsHeader);
    const wrong = records.filter((record) => {
      const [, account = "", , source = "", destination = "", ...numbers] = record.slice(0, 12);
      const sound = isIP(source) === 4 && isIP(destination) === 4 && numbers.every((text) => /^\d+$/.test(text));
      return !(sound && record.length === 14 && /^\d{12}$/.test(account));
    });
    expect(wrong).toEqual([]);
  });

  it("show both directions of conversations, and rejects in one direction only", () => {
    const directions = new Set(
      records.map(([, , , from, to, fromPort, toPort, , , , , , action]) => [from, to, fromPort, toPort, action].join()),
    );
    const answered = (record: readonly string[]): boolean => {
      const [, , , from, to, fromPort, toPort, , , , , , action] = record;
      return directions.has([to, from, toPort, fromPort, action].join());
    };
    const rejected = records.filter((record) => record[12] === "REJECT");
    expect(rejected.length).toBeGreaterThan(0);
    expect(rejected.filter(answered)).toEqual([]);
    // The last line may be a request whose answer no longer fits.
    expect(records.slice(0, -1).filter((record) => record[12] === "ACCEPT" && !answered(record))).toEqual([]);
  });
});

describe("the population of the generated data", () => {
  it("keeps inside and outside apart", () => {
    const outside = Array.from({ length: 20_000 }, (_, rank) => [visitorAddress(rank), strangerAddress(rank)]).flat();
    expect(outside.filter((address) => isIP(address) !== 4 || /^(0|10|127|22[4-9]|2[3-5]\d)\./.test(address))).toEqual([]);
    expect(new Set(insideHosts.map(({ address }) => address)).size).toBe(insideHosts.length);
    expect(new Set(insideHosts.map(({ interfaceId }) => interfaceId)).size).toBe(insideHosts.length);
  });
});

describe("options of the benchmark", () => {
  it("shrink every data set together", () => {
    expect(parseBenchOptions([])).toMatchObject({ rows: 10_000_000, smallObjects: 10_740, ibmFlows: 2_000_000, ibmObjects: 5_760 });
    expect(parseBenchOptions(["--rows", "1000000"])).toMatchObject({ smallObjects: 1_074, ibmFlows: 200_000, ibmObjects: 576 });
  });

  it.each([
    ["--rows", "many"],
    ["--rows", "5"],
    ["--only", "index,weather"],
  ])("refuse %s %s with a sentence", (name, value) => {
    expect(() => parseBenchOptions([name, value])).toThrow(/--(rows|only) .+\.$/);
  });
});

interface IbmDocument {
  readonly flow_logs: readonly unknown[];
}
