import { describe, expect, it } from "vitest";
import { awsTransitGatewayFields } from "../../../src/language/schema/awsTransitGatewayFields";
import { awsVpcFields } from "../../../src/language/schema/awsVpcFields";
import { recogniseParquetObject } from "../../../src/server/formats";
import { columnsOf, layoutOf } from "./recognition";

type Columns = readonly (readonly [string, string])[];

function recognise(columns: Columns, key = "copies/part-0.parquet") {
  return recogniseParquetObject({ key, columns: columns.map(([name, type]) => ({ name, type })) });
}

const vpcColumns = awsVpcFields.map(({ field }) => [field.replaceAll("-", "_"), field === "start" ? "BIGINT" : "VARCHAR"] as const);

describe("Parquet flow logs", () => {
  it("of a VPC may have all 54 columns", () => {
    const layout = layoutOf(recognise(vpcColumns));
    expect([layout.kind, layout.format, layout.provider, layout.columns.length]).toEqual(["parquet", "aws-vpc-parquet", "aws", 54]);
  });

  it("of a Transit Gateway are told by their own columns", () => {
    const layout = layoutOf(recognise(awsTransitGatewayFields.map((field) => [field.replaceAll("-", "_"), "VARCHAR"])));
    expect([layout.format, layout.provider, layout.columns.length]).toEqual(["aws-transit-gateway-parquet", "aws-tgw", 36]);
  });

  it("are read by the names in the file and kept under those of flows", () => {
    const columns: Columns = [
      ["srcaddr", "VARCHAR"],
      ["start", "BIGINT"],
      ["end", "BIGINT"],
      ["instance_tag_2", "VARCHAR"],
      ["new_field", "INTEGER"],
    ];
    expect(columnsOf(layoutOf(recognise(columns)))).toEqual([
      "srcaddr→srcaddr:VARCHAR(plain)",
      "start→start_time:TIMESTAMP(epoch)",
      "end→end_time:TIMESTAMP_S(epoch)",
      "instance_tag_2→instance_tag_2:VARCHAR(percentEncoded)",
      "new_field→new_field:VARCHAR(plain)",
    ]);
  });

  it("may hold times as times, when another tool wrote them", () => {
    const layout = layoutOf(
      recognise([
        ["srcaddr", "VARCHAR"],
        ["start", "TIMESTAMP"],
        ["end", "TIMESTAMP WITH TIME ZONE"],
      ]),
    );
    expect(layout.columns.map(({ reading }) => reading)).toEqual(["plain", "plain", "plain"]);
  });

  it.each([
    [["packets", "bytes"], "copies/part-0.parquet", true],
    [["account_id", "vpc_id"], "copies/part-0.parquet", false],
    [["account_id", "vpc_id"], "AWSLogs/aws-account-id=210987654321/aws-service=vpcflowlogs/aws-region=eu-west-1/x.log.parquet", true],
  ] as const)("with the columns %j under %s: %s", (names, key, recognised) => {
    expect(
      recognise(
        names.map((name) => [name, "VARCHAR"]),
        key,
      ) !== undefined,
    ).toBe(recognised);
  });

  it("cannot be used when two columns would be one", () => {
    expect(
      recognise([
        ["srcaddr", "VARCHAR"],
        ["log_status", "VARCHAR"],
        ["log-status", "VARCHAR"],
      ]),
    ).toEqual({
      outcome: "unusable",
      reason: "Its schema cannot be used: its fields “log_status” and “log-status” would both be the column log_status.",
    });
  });
});
