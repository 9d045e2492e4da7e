import type * as vscode from "vscode";
import { assertNever } from "../../base/assertNever";
import { t } from "../localize";
import { isBucketName } from "./bucketUri";
import { type ConnectionDraft, splitBucketNames, suggestName } from "./connectionDraft";
import { awsRegions, endpointProblem, ibmEndpoint, ibmLocations, type IbmLocation, type IbmNetwork, trimEndpoint } from "./endpointPresets";
import type { Step } from "./multiStep";

type DraftStep = Step<ConnectionDraft>;

/** AWS: the region in which requests are signed, or as the profile says. */
export const awsRegion: DraftStep = async (draft, ask) => {
  const auto = { label: t("From the profile or environment"), region: undefined, alwaysShow: true };
  const typed = { label: t("Another region…"), region: "", alwaysShow: true };
  const known = awsRegions.map((region) => ({ label: region, region }));
  const { region } = await ask.pick<vscode.QuickPickItem & { readonly region: string | undefined }>({
    placeholder: t("Which region?"),
    items: [auto, ...known, typed],
    active: (item) => item.region === draft.region,
  });
  if (region === "") return typedRegion(bucketNames);
  draft.region = region;
  return bucketNames;
};

/** IBM Cloud: location, then network; both together make the endpoint. */
export function ibmLocation(next: DraftStep): DraftStep {
  return async (draft, ask) => {
    const { location } = await ask.pick({
      placeholder: t("Where are the buckets?"),
      items: ibmLocations.map((place) => ({
        label: place.location,
        description: describeResiliency(place.resiliency),
        location: place.location,
      })),
      active: (item) => item.location === draft.region,
    });
    return ibmNetwork(location, next);
  };
}

/** Any other endpoint: its URL, how buckets are addressed, and the region for signatures. */
export function otherEndpoint(next: DraftStep): DraftStep {
  const addressing: DraftStep = async (draft, ask) => {
    const { pathStyle } = await ask.pick({
      placeholder: t("How are buckets addressed?"),
      items: [
        {
          label: t("Path style"),
          description: t("endpoint/bucket/key"),
          detail: t("What most servers other than AWS understand"),
          pathStyle: true,
        },
        { label: t("Virtual-hosted style"), description: t("bucket.endpoint/key"), pathStyle: false },
      ],
      active: (item) => item.pathStyle === draft.pathStyle,
    });
    draft.pathStyle = pathStyle;
    return typedRegion(next);
  };
  return async (draft, ask) => {
    const text = await ask.input({
      prompt: t("URL of the endpoint"),
      placeholder: "https://s3.example.com:9000",
      ...(draft.endpoint === undefined ? {} : { value: draft.endpoint }),
      problem: describeEndpointProblem,
    });
    if (draft.endpoint === undefined) draft.pathStyle = true;
    draft.endpoint = trimEndpoint(text);
    return addressing;
  };
}

/** Buckets that cannot be listed are named here; then the connection's own name, the last question. */
export const bucketNames: DraftStep = async (draft, ask) => {
  const text = await ask.input({
    prompt: t("Names of buckets, if the sign-in may not list them. Leave empty to list all."),
    placeholder: t("my-flow-logs, another-bucket"),
    value: draft.buckets.join(", "),
    problem: describeBucketNames,
  });
  draft.buckets = splitBucketNames(text);
  return connectionName;
};

export function describeBucketNames(text: string): string | undefined {
  const wrong = splitBucketNames(text).find((name) => !isBucketName(name));
  return wrong === undefined ? undefined : t("“{0}” cannot be the name of a bucket: 3 to 255 letters, digits, dots and hyphens.", wrong);
}

const connectionName: DraftStep = async (draft, ask) => {
  draft.name = await ask.input({
    prompt: t("Name of this connection in the sidebar"),
    value: suggestName(draft),
    problem: (text) => (text === "" ? t("A connection needs a name.") : undefined),
  });
  return undefined;
};

function ibmNetwork(location: string, next: DraftStep): DraftStep {
  return async (draft, ask) => {
    const choices: readonly (vscode.QuickPickItem & { readonly network: IbmNetwork })[] = [
      { label: t("Public"), detail: t("From anywhere on the internet"), network: "public" },
      { label: t("Private"), detail: t("From inside IBM Cloud"), network: "private" },
      { label: t("Direct"), detail: t("From inside a VPC of IBM Cloud"), network: "direct" },
    ];
    const { network } = await ask.pick({
      placeholder: t("Over which network?"),
      items: choices.map((choice) => ({ ...choice, description: ibmEndpoint(location, choice.network) })),
      active: (item) => ibmEndpoint(location, item.network) === draft.endpoint,
    });
    draft.endpoint = ibmEndpoint(location, network);
    draft.region = location;
    draft.pathStyle = true;
    return next;
  };
}

function typedRegion(next: DraftStep): DraftStep {
  return async (draft, ask) => {
    const text = await ask.input({
      prompt: t("Region for signatures. Leave empty for us-east-1."),
      placeholder: "us-east-1",
      value: draft.region ?? "",
      problem: (region) => (/^[a-z0-9-]*$/i.test(region) ? undefined : t("A region has letters, digits and hyphens only.")),
    });
    draft.region = text === "" ? undefined : text;
    return next;
  };
}

function describeResiliency(resiliency: IbmLocation["resiliency"]): string {
  switch (resiliency) {
    case "regional":
      return t("regional");
    case "crossRegion":
      return t("cross-region");
    case "singleSite":
      return t("single site");
    default:
      return assertNever(resiliency);
  }
}

function describeEndpointProblem(text: string): string | undefined {
  const problem = endpointProblem(text);
  switch (problem) {
    case undefined:
      return undefined;
    case "notAUrl":
      return t("This is not a URL. An endpoint looks like https://s3.example.com.");
    case "notHttp":
      return t("An endpoint begins with https:// or http://.");
    case "hasPath":
      return t("Only protocol, host and port, please: no path, no bucket, no user name.");
    default:
      return assertNever(problem);
  }
}
