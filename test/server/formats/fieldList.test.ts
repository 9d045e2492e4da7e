import { describe, expect, it } from "vitest";
import { awsTransitGatewayFields } from "../../../src/language/schema/awsTransitGatewayFields";
import { awsVpcFields } from "../../../src/language/schema/awsVpcFields";
import { parseFieldList } from "../../../src/server/formats/fieldList";

const everyField = [...awsVpcFields.map(({ field }) => field), ...awsTransitGatewayFields.filter((field) => field.startsWith("tgw-"))];

describe("a format string", () => {
  it.each([
    ["names", everyField.join(" ")],
    ["names as AWS returns them", everyField.map((field) => `\${${field}}`).join(" ")],
    ["both mixed", everyField.map((field, index) => (index % 2 === 0 ? field : `\${${field}}`)).join(" ")],
    ["Parquet's names", everyField.map((field) => field.replaceAll("-", "_")).join(" ")],
    ["names on lines", `  ${everyField.join("\n\t")} \n`],
  ])("may have %s", (_what, text) => {
    expect(parseFieldList(text)).toEqual({ fields: everyField });
  });

  it("may have a field that is newer than this program", () => {
    expect(parseFieldList("srcaddr quantum-state")).toEqual({ fields: ["srcaddr", "quantum-state"] });
  });

  const notAName = (word: string) => `“${word}” is not a field name: write names like srcaddr, or \${srcaddr}, with spaces between them.`;

  it.each([
    ["", "The format string names no field."],
    ["  \n ", "The format string names no field."],
    ["srcaddr,dstaddr", notAName("srcaddr,dstaddr")],
    ["${srcaddr}${dstaddr}", notAName("${srcaddr}${dstaddr}")],
    ["${srcaddr dstaddr", notAName("${srcaddr")],
    ["srcaddr} dstaddr", notAName("srcaddr}")],
    ["{srcaddr}", notAName("{srcaddr}")],
    ["${} srcaddr", notAName("${}")],
    ["SrcAddr", notAName("SrcAddr")],
    ["10.0.0.1 srcaddr", notAName("10.0.0.1")],
    ["srcaddr dstaddr ${srcaddr}", "The format string names the field “srcaddr” twice."],
    ["log-status log_status", "The format string names the field “log-status” twice."],
    ["some other words", "The format string names no field that flow logs have."],
  ])("says what is wrong with “%s”", (text, problem) => {
    expect(parseFieldList(text)).toEqual({ problem });
  });
});
