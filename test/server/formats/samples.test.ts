import { describe, expect, it } from "vitest";
import { recogniseObject } from "../../../src/server/formats";
import { flowSamples, unpackedText, type FlowSampleName } from "../../support/flowSamples";
import { columnsOf, delimitedLayoutOf, jsonLayoutOf } from "./recognition";

function recogniseSample(name: FlowSampleName) {
  const sample = flowSamples[name];
  return recogniseObject({ key: sample.key, text: unpackedText(sample), complete: true }, {});
}

const delimited: readonly (readonly [FlowSampleName, string, string, number])[] = [
  ["S1", "aws-vpc", "aws", 14],
  ["S2", "aws-vpc", "aws", 14],
  ["S3", "aws-vpc", "aws", 14],
  ["S4", "aws-vpc", "aws", 14],
  ["S5", "aws-vpc", "aws", 14],
  ["S6", "aws-vpc", "aws", 14],
  ["S7", "aws-vpc", "aws", 14],
  ["S8", "aws-vpc", "aws", 12],
  ["S9", "aws-vpc", "aws", 29],
  ["S10", "aws-vpc", "aws", 29],
  ["S11", "aws-vpc", "aws", 17],
  ["S12", "aws-vpc", "aws", 17],
  ["S13", "aws-vpc", "aws", 17],
  ["S14", "aws-vpc", "aws", 17],
  ["S15", "aws-vpc", "aws", 17],
  ["S16", "aws-transit-gateway", "aws-tgw", 20],
  ["S17", "aws-vpc", "aws", 14],
  ["S18", "aws-cloudwatch-export", "aws", 14],
  ["S19", "aws-firehose", "aws", 14],
  ["S23", "aws-vpc", "aws", 14],
  ["S24", "aws-vpc", "aws", 14],
  ["S25", "aws-vpc", "aws", 14],
  ["S26", "aws-vpc", "aws", 14],
  ["S27", "aws-vpc", "aws", 14],
  ["S28", "aws-vpc", "aws", 14],
];

const ibm: readonly FlowSampleName[] = ["S29", "S30", "S31", "S32", "S32empty", "S33", "S34", "S35"];

describe("the documented samples of delimited records", () => {
  it.each(delimited)("%s is %s of provider %s with %i columns", (name, format, provider, columns) => {
    const layout = delimitedLayoutOf(recogniseSample(name));
    expect({ format: layout.format, provider: layout.provider, columns: layout.columns.length }).toEqual({ format, provider, columns });
  });

  it.each(delimited)("%s has columns only for fields that its lines have", (name) => {
    const layout = delimitedLayoutOf(recogniseSample(name));
    expect(layout.columns.filter(({ field }) => !layout.fields.includes(field))).toEqual([]);
    expect(new Set(layout.columns.map((column) => column.name)).size).toBe(layout.columns.length);
  });

  it("S1 keeps the default fields as what they are", () => {
    expect(columnsOf(delimitedLayoutOf(recogniseSample("S1")))).toEqual([
      "version→version:USMALLINT(plain)",
      "account-id→account_id:VARCHAR(plain)",
      "interface-id→interface_id:VARCHAR(plain)",
      "srcaddr→srcaddr:VARCHAR(plain)",
      "dstaddr→dstaddr:VARCHAR(plain)",
      "srcport→srcport:USMALLINT(plain)",
      "dstport→dstport:USMALLINT(plain)",
      "protocol→protocol:UTINYINT(plain)",
      "packets→packets:BIGINT(plain)",
      "bytes→bytes:BIGINT(plain)",
      "start→start_time:TIMESTAMP(epoch)",
      "end→end_time:TIMESTAMP_S(epoch)",
      "action→action:VARCHAR(plain)",
      "log-status→log_status:VARCHAR(plain)",
    ]);
  });

  it("S8 takes the fields in the order of its header", () => {
    const layout = delimitedLayoutOf(recogniseSample("S8"));
    expect(layout.fields.join(" ")).toBe(layout.header);
    expect(layout.columns.map(({ name }) => name)).toEqual([
      "instance_id",
      "interface_id",
      "srcaddr",
      "dstaddr",
      "pkt_srcaddr",
      "pkt_dstaddr",
      "protocol",
      "tcp_flags",
      "bytes",
      "end_time",
      "start_time",
      "version",
    ]);
  });

  it("S15 decodes tags and nothing else", () => {
    const { columns } = delimitedLayoutOf(recogniseSample("S15"));
    expect(columns.filter(({ reading }) => reading === "percentEncoded").map(({ name }) => name)).toEqual(["instance_tag", "asg_tag"]);
  });

  it("S17, S18 and S19 have no header line", () => {
    for (const name of ["S17", "S18", "S19"] as const) expect(delimitedLayoutOf(recogniseSample(name)).header).toBeUndefined();
  });

  it("S18 reads over the time in front of the record", () => {
    const { fields, columns } = delimitedLayoutOf(recogniseSample("S18"));
    expect(fields.slice(0, 2)).toEqual(["@timestamp", "version"]);
    expect(columns[0]?.field).toBe("version");
  });

  it("only S19 has to be unwrapped", () => {
    const wrapped = delimited.map(([name]) => name).filter((name) => "createUnwrapper" in (recogniseSample(name) ?? {}));
    expect(wrapped).toEqual(["S19"]);
  });

  it("S24 has a header without byte-order mark and carriage return", () => {
    expect(delimitedLayoutOf(recogniseSample("S24")).header).toBe(delimitedLayoutOf(recogniseSample("S1")).header);
  });
});

describe("the documented samples of IBM documents", () => {
  it.each(ibm)("%s is one document with flows in it", (name) => {
    const layout = jsonLayoutOf(recogniseSample(name));
    expect({ format: layout.format, provider: layout.provider, records: layout.records, stateField: layout.stateField }).toEqual({
      format: "ibm-vpc",
      provider: "ibm",
      records: "flow_logs",
      stateField: "state",
    });
  });

  it.each(ibm)("%s has the one layout of all IBM documents", (name) => {
    expect(recogniseSample(name)).toEqual(recogniseSample("S29"));
  });
});

describe("the documented samples without a record", () => {
  it("S20 is empty", () => {
    expect(recogniseSample("S20")).toEqual({ outcome: "empty", format: "aws-vpc" });
  });

  it.each(["S21", "S22"] as const)("%s has nothing that could be recognised", (name) => {
    expect(recogniseSample(name)).toBeUndefined();
  });
});
