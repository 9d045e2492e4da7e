import { describe, expect, it } from "vitest";
import { awsTransitGatewayFields, awsTransitGatewayOwnFields } from "../../../src/language/schema/awsTransitGatewayFields";
import { awsVpcFields } from "../../../src/language/schema/awsVpcFields";
import { captureGapColumns } from "../../../src/language/schema/captureGapColumns";
import { awsColumnName, columnMeaning, flowColumn, flowColumns } from "../../../src/language/schema/flowColumns";
import { ibmSharedFields } from "../../../src/language/schema/ibmFields";

describe("the fields of AWS VPC flow logs", () => {
  it.each([
    [2, 14],
    [3, 21],
    [4, 25],
    [5, 29],
    [7, 39],
    [8, 40],
    [9, 41],
    [10, 42],
    [11, 54],
  ])("are, up to version %i, %i in number", (version, count) => {
    expect(awsVpcFields.filter((field) => field.version <= version)).toHaveLength(count);
  });

  it("know no version 6, which is Transit Gateway's", () => {
    expect(awsVpcFields.filter((field) => field.version === 6)).toEqual([]);
  });

  it.each(awsVpcFields.map(({ field }) => field))("give %s a column with underscores in place of hyphens", (field) => {
    const parquetName = field.split("-").join("_");
    const name = { start: "start_time", end: "end_time" }[parquetName] ?? parquetName;
    expect(awsColumnName(field)).toBe(name);
    expect(flowColumn(name)?.fields.aws).toBe(field);
  });
});

describe("the fields of Transit Gateway flow logs", () => {
  it("are 36, each with a column", () => {
    expect(awsTransitGatewayFields).toHaveLength(36);
    expect(awsTransitGatewayFields.map((field) => flowColumn(awsColumnName(field))?.fields["aws-tgw"])).toEqual(awsTransitGatewayFields);
  });

  it("are those of VPC flow logs or their own, and none is both", () => {
    const vpc = new Set(awsVpcFields.map(({ field }) => field));
    const own = new Set(awsTransitGatewayOwnFields.map(({ field }) => field));
    expect(awsTransitGatewayFields.filter((field) => vpc.has(field) === own.has(field))).toEqual([]);
    expect([...own].filter((field) => !awsTransitGatewayFields.includes(field))).toEqual([]);
  });
});

describe("the columns of flows", () => {
  it("have names of their own, in a spelling that needs no quotes", () => {
    const names = flowColumns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  });

  it.each(flowColumns.map((column) => [column.name, column] as const))("say in one sentence what %s is", (_name, { documentation }) => {
    expect(documentation).toMatch(/^[A-Z`].{10,}\.$/);
  });

  it("are signed wherever queries may subtract them", () => {
    const numbers = flowColumns.filter(({ meaning }) => ["integer", "port", "protocol", "packets", "bytes", "tcpFlags"].includes(meaning));
    expect(new Set(numbers.map(({ type }) => type))).toEqual(new Set(["INTEGER", "BIGINT"]));
  });

  it("keep accounts and ids as text, so that leading zeros stay", () => {
    const ids = flowColumns.filter(({ name }) => /(?:^|_)id$|account/.test(name));
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter(({ type, storageType }) => type !== "VARCHAR" || storageType !== "VARCHAR")).toEqual([]);
  });

  it("take every IBM field that shares one", () => {
    expect(Object.entries(ibmSharedFields).filter(([name, field]) => flowColumn(name)?.fields.ibm !== field)).toEqual([]);
  });

  it("begin with what is looked at first and end with where the row is from", () => {
    const names = flowColumns.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(["start_time", "end_time", "action"]);
    expect(names.slice(-2)).toEqual(["provider", "object"]);
  });
});

describe("looking a column up", () => {
  it.each([
    ["srcaddr", "address"],
    ["SrcPort", "port"],
    ["bytes_reply", "bytes"],
    ["packets_lost_blackhole", "packets"],
    ["tcp_flags", "tcpFlags"],
    ["start_time", "time"],
    ["was_initiated", "boolean"],
    ["object", "object"],
  ])("tells that %s holds values of kind %s", (name, meaning) => {
    expect(columnMeaning(name)).toBe(meaning);
  });

  it("finds nothing for a field that is not documented", () => {
    expect(flowColumn("quantum_state")).toBeUndefined();
    expect(columnMeaning("quantum_state")).toBeUndefined();
  });
});

describe("the columns of capture_gaps", () => {
  it("are those that tell whose window it was", () => {
    expect(captureGapColumns.map(({ name }) => name)).toEqual([
      "provider",
      "account_id",
      "interface_id",
      "start_time",
      "end_time",
      "log_status",
      "object",
    ]);
  });

  it("have the types that flows has, so that both can stand in one relation", () => {
    expect(captureGapColumns.filter(({ name, type }) => flowColumn(name)?.type !== type)).toEqual([]);
  });
});
