import { describe, expect, it } from "vitest";
import { awsTransitGatewayFields } from "../../../src/language/schema/awsTransitGatewayFields";
import { awsVpcFields } from "../../../src/language/schema/awsVpcFields";
import { recogniseObject } from "../../../src/server/formats";
import { awsKey, customTexts, defaultHeader, defaultRecords } from "../../support/flowSamples";
import { columnsOf, delimitedLayoutOf, recogniseText } from "./recognition";

const allFields = awsVpcFields.map(({ field }) => field);

describe("a header of AWS records", () => {
  it("may have all 54 fields, each in a column of its own", () => {
    const layout = delimitedLayoutOf(recogniseText(`${allFields.join(" ")}\n${allFields.map(() => "-").join(" ")}\n`));
    expect(layout.columns.map(({ name }) => name)).toEqual(
      allFields.map((field) => (field === "start" || field === "end" ? `${field}_time` : field.replaceAll("-", "_"))),
    );
  });

  it.each(allFields)("may have %s alone where the key says that it is a flow log", (field) => {
    expect(delimitedLayoutOf(recogniseText(`${field}\n-\n`, {}, awsKey)).fields).toEqual([field]);
  });

  it("keeps fields that are newer than this program under their own name", () => {
    const text = "srcaddr dstaddr quantum-state hop-2-count\n192.0.2.1 192.0.2.2 entangled 7\n";
    expect(columnsOf(delimitedLayoutOf(recogniseText(text))).slice(2)).toEqual([
      "quantum-state→quantum_state:VARCHAR(plain)",
      "hop-2-count→hop_2_count:VARCHAR(plain)",
    ]);
  });

  it.each([
    ["start-time", "start_time_field"],
    ["provider", "provider_field"],
    ["object", "object_field"],
    ["bytes-reply", "bytes_reply_field"],
    ["direction", "direction"],
  ])("lets a new field %s step aside for a column that means something else: %s", (field, column) => {
    const text = `srcaddr dstaddr ${field}\n192.0.2.1 192.0.2.2 x\n`;
    expect(delimitedLayoutOf(recogniseText(text)).columns[2]?.name).toBe(column);
  });

  it.each([
    ["the same field twice", "srcaddr dstaddr srcaddr", "the field “srcaddr” stands in it twice"],
    [
      "two spellings of one field",
      "srcaddr log-status log_status",
      "its fields “log-status” and “log_status” would both be the column log_status",
    ],
    ["two new fields that differ in a hyphen", "srcaddr dstaddr a-b a_b", "its fields “a-b” and “a_b” would both be the column a_b"],
  ])("cannot be used with %s", (_what, header, problem) => {
    expect(recogniseText(`${header}\n1 2 3\n`)).toEqual({ outcome: "unusable", reason: `Its header line cannot be used: ${problem}.` });
  });

  it("makes an object empty when only headers are in it", () => {
    expect(recogniseText(`${defaultHeader}\n${defaultHeader}\n\n`)).toEqual({ outcome: "empty", format: "aws-vpc" });
    expect(recogniseText(awsTransitGatewayFields.join(" "))).toEqual({ outcome: "empty", format: "aws-transit-gateway" });
  });

  it("does not make an object empty that goes on behind its head", () => {
    const recognition = recogniseObject({ key: "k", text: `${defaultHeader}\n`, complete: false }, {});
    expect(delimitedLayoutOf(recognition).header).toBe(defaultHeader);
  });

  it.each(["bytes packets start end", "interface-id action"])(
    "of words that other files have too (%s) needs a record that fits",
    (header) => {
      const values: Record<string, string> = {
        "interface-id": "eni-0a11b22c33d44e55f",
        action: "ACCEPT",
        start: "1773500402",
        end: "1773500459",
      };
      const record = header.split(" ").map((field) => values[field] ?? "12");
      expect(delimitedLayoutOf(recogniseText(`${header}\n${record.join(" ")}\n`)).fields).toEqual(header.split(" "));
      expect(recogniseText(`${header}\n${record.map(() => "some").join(" ")}\n`)).toBeUndefined();
      expect(recogniseText(header)).toBeUndefined();
    },
  );
});

describe("Transit Gateway records", () => {
  it("have 36 default fields, all known", () => {
    const header = awsTransitGatewayFields.join(" ");
    const layout = delimitedLayoutOf(recogniseText(`${header}\n${awsTransitGatewayFields.map(() => "-").join(" ")}\n`));
    expect([layout.format, layout.provider, layout.columns.length]).toEqual(["aws-transit-gateway", "aws-tgw", 36]);
    expect(layout.columns.filter(({ reading }) => reading === "epoch").map(({ name }) => name)).toEqual(["start_time", "end_time"]);
  });

  it.each(["resource-type srcaddr", "srcaddr tgw-src-eni", "bytes srcaddr packets-lost-ttl-expired"])(
    "are told by their own fields: %s",
    (header) => {
      expect(delimitedLayoutOf(recogniseText(`${header}\n- - -\n`)).provider).toBe("aws-tgw");
    },
  );

  it("without a header are those that the setting names", () => {
    const [header = "", record = ""] = customTexts.S16.split("\n");
    const layout = delimitedLayoutOf(recogniseText(record, { awsFieldsWithoutHeader: header.split(" ") }));
    expect([layout.format, layout.provider, layout.header]).toEqual(["aws-transit-gateway", "aws-tgw", undefined]);
  });
});

describe("records without a header", () => {
  const [v3Header = "", v3Record = ""] = customTexts.S8.split("\n");
  const v3Fields = v3Header.split(" ");

  it("are the default 14 fields when a record looks like them", () => {
    const layout = delimitedLayoutOf(recogniseText(`${defaultRecords.S3}\n${defaultRecords.S1}\n`));
    expect(layout.fields.join(" ")).toBe(defaultHeader);
  });

  it("are recognised by a later line when the first is cut", () => {
    expect(delimitedLayoutOf(recogniseText(`01 10.20.1.14 443 ACCEPT OK\n${defaultRecords.S17}\n`)).fields).toHaveLength(14);
  });

  it("are the fields of the setting where they fit", () => {
    expect(delimitedLayoutOf(recogniseText(v3Record, { awsFieldsWithoutHeader: v3Fields })).fields).toEqual(v3Fields);
  });

  it("are still the default fields where the setting does not fit", () => {
    expect(delimitedLayoutOf(recogniseText(defaultRecords.S17, { awsFieldsWithoutHeader: v3Fields })).fields).toHaveLength(14);
  });

  it("follow the setting when both would fit", () => {
    const swapped = defaultHeader.replace("srcaddr dstaddr", "dstaddr srcaddr").split(" ");
    expect(delimitedLayoutOf(recogniseText(defaultRecords.S17, { awsFieldsWithoutHeader: swapped })).fields).toEqual(swapped);
  });

  it.each([
    ["a format that is not the default one", v3Record],
    [
      "14 fields in another order",
      "10.20.1.14 2 210987654321 eni-0a11b22c33d44e55f 203.0.113.77 443 51834 6 15 48110 1773500402 1773500459 ACCEPT OK",
    ],
    ["14 fields of a later version", defaultRecords.S17.replace(/^2 /, "5 ")],
    ["15 fields that begin like the default ones", `${defaultRecords.S17} vpc-0f1e2d3c4b5a69788`],
    ["Transit Gateway records", customTexts.S16.split("\n")[1] ?? ""],
  ])("are not guessed at: %s", (_what, record) => {
    expect(recogniseText(record)).toEqual({
      outcome: "unusable",
      reason:
        `It holds flow log records of ${record.split(" ").length} fields without a header line, and not those of the default format: ` +
        "name its fields in the setting flowlog.formats.awsFieldsWithoutHeader (on the command line: --fields), then index it again.",
    });
  });

  it("say that the setting does not fit", () => {
    const recognition = recogniseText(v3Record, { awsFieldsWithoutHeader: ["srcaddr", "dstaddr"] });
    expect(recognition).toMatchObject({
      outcome: "unusable",
      reason: expect.stringMatching(/12 fields .* not the 2 fields .* names: correct it/) as string,
    });
  });

  it("say that the setting cannot be used", () => {
    const recognition = recogniseText("192.0.2.1 192.0.2.1", { awsFieldsWithoutHeader: ["srcaddr", "srcaddr"] });
    expect(recognition).toEqual({
      outcome: "unusable",
      reason: "The setting flowlog.formats.awsFieldsWithoutHeader cannot be used: the field “srcaddr” stands in it twice.",
    });
  });
});

describe("a CloudWatch export", () => {
  const timed = (record: string) => `2026-03-14T15:00:02.000Z ${record}\n`;

  it("takes its fields from the setting, without the time in front", () => {
    const [header = "", record = ""] = customTexts.S16.split("\n");
    const layout = delimitedLayoutOf(recogniseText(timed(record), { awsFieldsWithoutHeader: header.split(" ") }));
    expect([layout.format, layout.provider, layout.fields.length]).toEqual(["aws-cloudwatch-export", "aws-tgw", 21]);
  });

  it("of another format is not guessed at", () => {
    expect(recogniseText(timed(customTexts.S8.split("\n")[1] ?? ""))).toMatchObject({ outcome: "unusable" });
  });

  it.each(["START RequestId: 1b2c3d4e Version: $LATEST", "10.0.0.1 connected", ""])("of another log group is none: “%s”", (message) => {
    expect(recogniseText(timed(message))).toBeUndefined();
  });
});
