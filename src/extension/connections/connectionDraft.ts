import type { ConnectionProfile, ConnectionSecret, SignIn } from "../../protocol/connection";

/** A connection that is being put together: what the questions have brought so far. */
export interface ConnectionDraft {
  readonly id: string;
  provider: "aws" | "ibm" | "other";
  endpoint?: string | undefined;
  region?: string | undefined;
  pathStyle: boolean;
  signIn?: SignIn | undefined;
  secret?: ConnectionSecret | undefined;
  /** Its secret is stored already and may stay. */
  readonly hasSecret: boolean;
  buckets: readonly string[];
  name: string;
}

export function newDraft(id: string): ConnectionDraft {
  return { id, provider: "aws", pathStyle: false, buckets: [], name: "", hasSecret: false };
}

/** To change a connection to buckets; folders have but a path and a name. */
export function draftOf(profile: ConnectionProfile): ConnectionDraft | undefined {
  if (profile.place.kind === "folder") return undefined;
  const { endpoint, region, pathStyle, signIn, buckets } = profile.place;
  const hasSecret = signIn.method === "keys";
  return { id: profile.id, provider: providerOf(endpoint), endpoint, region, pathStyle, signIn, hasSecret, buckets, name: profile.name };
}

export function profileOf(draft: ConnectionDraft): ConnectionProfile {
  if (draft.signIn === undefined) throw new Error("The way to sign in was not chosen.");
  return {
    id: draft.id,
    name: draft.name,
    place: {
      kind: "s3",
      ...(draft.endpoint === undefined ? {} : { endpoint: draft.endpoint }),
      ...(draft.region === undefined ? {} : { region: draft.region }),
      pathStyle: draft.pathStyle,
      signIn: draft.signIn,
      buckets: draft.buckets,
    },
  };
}

/** A name to begin with, as people would call it. */
export function suggestName(draft: ConnectionDraft): string {
  if (draft.name !== "") return draft.name;
  const place =
    draft.provider === "ibm" ? `IBM ${draft.region ?? ""}` : draft.endpoint === undefined ? "AWS" : new URL(draft.endpoint).host;
  const signIn = draft.signIn?.method === "profile" ? ` ${draft.signIn.profile}` : "";
  return `${place}${signIn}`.trim();
}

/** Bucket names as typed: separated by commas or spaces, with or without `s3://`. */
export function splitBucketNames(text: string): readonly string[] {
  const names = text.split(/[\s,]+/).map((name) => name.replace(/^s3:\/\//i, "").replace(/\/.*$/, ""));
  return [...new Set(names.filter((name) => name !== ""))];
}

function providerOf(endpoint: string | undefined): ConnectionDraft["provider"] {
  if (endpoint === undefined) return "aws";
  return new URL(endpoint).hostname.endsWith(".cloud-object-storage.appdomain.cloud") ? "ibm" : "other";
}
