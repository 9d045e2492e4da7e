import { describe, expect, it } from "vitest";
import { describePrefixSegment } from "../../src/base/prefixLabel";
import { ibmKey, ibmOlderKey } from "../support/flowSamples";

/** Every prefix of a key, with what it is called: `kind label (detail)`. */
function labels(key: string): readonly string[] {
  const parts = key.split("/").slice(0, -1);
  return parts.map((_, index) => {
    const { kind, label, detail } = describePrefixSegment(`${parts.slice(0, index + 1).join("/")}/`);
    return detail === undefined ? `${kind} ${label}` : `${kind} ${label} (${detail})`;
  });
}

describe("the parts of a path", () => {
  it("are named in AWS's default layout", () => {
    expect(labels("netlogs/AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03/14/15/x.log.gz")).toEqual([
      "name netlogs",
      "name AWSLogs",
      "account 210987654321",
      "service vpcflowlogs",
      "region eu-west-1",
      "year 2026",
      "month 2026-03",
      "day 2026-03-14",
      "hour 15:00",
    ]);
  });

  it("are named in an organization's layout", () => {
    expect(labels("AWSLogs/o-a1b2c3d4e5/202603141505/vpcflowlogs/x")).toEqual([
      "name AWSLogs",
      "organization o-a1b2c3d4e5",
      "account 202603141505",
      "service vpcflowlogs",
    ]);
  });

  it("are named in AWS's Hive layout", () => {
    expect(
      labels("AWSLogs/aws-account-id=210987654321/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=03/day=14/hour=05/x"),
    ).toEqual([
      "name AWSLogs",
      "account 210987654321 (aws-account-id)",
      "service vpcflowlogs (aws-service)",
      "region eu-west-1 (aws-region)",
      "year 2026",
      "month 2026-03",
      "day 2026-03-14",
      "hour 05:00",
    ]);
  });

  it("are named in IBM's layout, with resource names decoded", () => {
    expect(labels(ibmKey("egress"))).toEqual([
      "name ibm_vpc_flowlogs_v1",
      "account 0f0e0d0c0b0a0908 (account)",
      "region eu-de (region)",
      "resource r010-11112222-3333 (vpc · eu-de)",
      "resource 02b7-9999aaaa-bbbb (subnet · eu-de-1)",
      "name vnics (endpoint-type)",
      "resource 02b7_12345678-90ab (instance · eu-de-1)",
      "resource 02b7-0a0b0c0d-1111 (vnic-id)",
      "name egress (record-type)",
      "year 2026",
      "month 2026-03",
      "day 2026-03-14",
      "hour 15:00",
      "time 2026-03-12 08:15:00",
    ]);
  });

  it("are named in IBM's older layout, where the slash in a resource name parts it", () => {
    expect(labels(ibmOlderKey)).toEqual([
      "name ibm_vpc_flowlogs_v0",
      "account 0f0e0d0c0b0a0908",
      "region eu-de-1",
      "name crn:v1:bluemix:public:is:eu-de:a",
      "resource r010-11112222-3333 (vpc · eu-de)",
      "name crn:v1:bluemix:public:is:eu-de-1:a",
      "resource 02b7-9999aaaa-bbbb (subnet · eu-de-1)",
      "name vnics",
      "name crn:v1:bluemix:public:is:eu-de-1:a",
      "resource 02b7_12345678-90ab (instance · eu-de-1)",
      "name 02b7-0a0b0c0d-1111",
      "name egress",
      "time 2026-03-12 08:15:00",
    ]);
  });

  it.each([
    ["", "name "],
    ["plain/", "name plain"],
    ["plain", "name plain"],
    ["deep/0042/", "name 0042"],
    ["deep/14/", "name 14"],
    ["2026/13/", "name 13"],
    ["2026/02/30/", "name 30"],
    ["2026/02/28/24/05/", "name 05"],
    ["year=20x6/", "name 20x6 (year)"],
    ["month=03/", "name 03 (month)"],
    ["year=2026/month=02/day=31/", "name 31 (day)"],
    ["year=2026/x=1/day=31/", "name 31 (day)"],
    ["copies/210987654321/", "account 210987654321"],
    ["copies/202603141505/", "name 202603141505"],
    ["team=a%2Fb/", "name a/b (team)"],
    ["team=100%/", "name 100% (team)"],
    ["crn:nothing/", "name crn:nothing"],
    ["a=/", "name a="],
  ])("“%s” is %s", (prefix, expected) => {
    const { kind, label, detail } = describePrefixSegment(prefix);
    expect(detail === undefined ? `${kind} ${label}` : `${kind} ${label} (${detail})`).toBe(expected);
  });
});
