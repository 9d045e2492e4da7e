import { describe, expect, it } from "vitest";
import { awsRegions, endpointProblem, ibmEndpoint, ibmLocations, trimEndpoint } from "../../../src/extension/connections/endpointPresets";

describe("IBM endpoints", () => {
  it.each([
    ["eu-de", "public", "https://s3.eu-de.cloud-object-storage.appdomain.cloud"],
    ["us", "private", "https://s3.private.us.cloud-object-storage.appdomain.cloud"],
    ["ams03", "direct", "https://s3.direct.ams03.cloud-object-storage.appdomain.cloud"],
  ] as const)("of %s over the %s network are as IBM writes them", (location, network, endpoint) => {
    expect(ibmEndpoint(location, network)).toBe(endpoint);
  });

  it("exist for every kind of location, each location once", () => {
    const names = ibmLocations.map(({ location }) => location);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ibmLocations.map(({ resiliency }) => resiliency))).toEqual(new Set(["regional", "crossRegion", "singleSite"]));
  });
});

describe("AWS regions", () => {
  it("are spelled as regions, each once", () => {
    expect(awsRegions.filter((region) => !/^[a-z]{2}(-gov)?-[a-z]+-\d$/.test(region))).toEqual([]);
    expect(new Set(awsRegions).size).toBe(awsRegions.length);
  });
});

describe("a typed endpoint", () => {
  it.each([
    ["https://s3.example.com", undefined],
    ["http://127.0.0.1:9000/", undefined],
    ["s3.example.com", "notAUrl"],
    ["", "notAUrl"],
    ["s3://bucket", "notHttp"],
    ["https://s3.example.com/bucket", "hasPath"],
    ["https://user:password@s3.example.com", "hasPath"],
    ["https://s3.example.com/?list-type=2", "hasPath"],
  ])("%s: %s", (text, problem) => {
    expect(endpointProblem(text)).toBe(problem);
  });

  it("loses its closing slash", () => {
    expect(trimEndpoint("http://127.0.0.1:9000/")).toBe("http://127.0.0.1:9000");
  });
});
