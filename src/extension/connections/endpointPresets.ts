/** AWS regions of the commercial, government and China partitions; a region that is not here can be typed. */
export const awsRegions: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-gov-east-1",
  "us-gov-west-1",
  "cn-north-1",
  "cn-northwest-1",
];

export interface IbmLocation {
  /** As endpoints and signatures spell it. */
  readonly location: string;
  readonly resiliency: "regional" | "crossRegion" | "singleSite";
}

/** Where IBM Cloud Object Storage keeps buckets. */
export const ibmLocations: readonly IbmLocation[] = [
  ...located("regional", "us-south us-east eu-gb eu-de eu-es au-syd jp-tok jp-osa ca-tor ca-mon br-sao in-che in-mum"),
  ...located("crossRegion", "us eu ap"),
  ...located("singleSite", "ams03 che01 mon01 par01 sjc04 sng01"),
];

/** Over which network: the internet, IBM's private network, or from inside a VPC. */
export type IbmNetwork = "public" | "private" | "direct";

export function ibmEndpoint(location: string, network: IbmNetwork): string {
  const part = network === "public" ? "" : `${network}.`;
  return `https://s3.${part}${location}.cloud-object-storage.appdomain.cloud`;
}

/** What is wrong with a typed endpoint, if anything is. */
export function endpointProblem(text: string): "notAUrl" | "notHttp" | "hasPath" | undefined {
  if (!URL.canParse(text)) return "notAUrl";
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "notHttp";
  return url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "" ? "hasPath" : undefined;
}

/** One spelling of an endpoint: no closing slash. */
export function trimEndpoint(text: string): string {
  return new URL(text).origin;
}

function located(resiliency: IbmLocation["resiliency"], names: string): readonly IbmLocation[] {
  return names.split(" ").map((location) => ({ location, resiliency }));
}
