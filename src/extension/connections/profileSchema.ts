import { isRecord } from "../../base/isRecord";
import type { ConnectionProfile, FolderPlace, S3Place, SignIn } from "../../protocol/connection";
import { endpointProblem } from "./endpointPresets";

/** Stands in a folder's path for where the extension is installed, which is another folder after every update. */
export const extensionFolderVariable = "${extensionFolder}";

/** Reads what the setting holds. Entries that are no connections are left out and counted: people edit settings by hand. */
export function readProfiles(value: unknown): { readonly profiles: readonly ConnectionProfile[]; readonly unreadable: number } {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const profiles = entries.map(readProfile).filter((profile) => profile !== undefined);
  return { profiles, unreadable: entries.length - profiles.length };
}

/** Profiles of several settings files in order of precedence: the first of an id counts. */
export function mergeProfiles(...lists: readonly (readonly ConnectionProfile[])[]): readonly ConnectionProfile[] {
  const byId = new Map<string, ConnectionProfile>();
  for (const profile of lists.flat()) if (!byId.has(profile.id)) byId.set(profile.id, profile);
  return [...byId.values()];
}

export function resolveFolder(profile: ConnectionProfile, extensionFolder: string): ConnectionProfile {
  if (profile.place.kind !== "folder") return profile;
  return { ...profile, place: { kind: "folder", path: profile.place.path.replace(extensionFolderVariable, extensionFolder) } };
}

function readProfile(value: unknown): ConnectionProfile | undefined {
  if (!isRecord(value) || !isRecord(value.place)) return undefined;
  const { id, name } = value;
  const place = readPlace(value.place);
  if (!isText(id) || !isText(name) || place === undefined) return undefined;
  return { id, name, place };
}

function readPlace(value: Record<string, unknown>): S3Place | FolderPlace | undefined {
  const { kind, path, endpoint, region, pathStyle, buckets } = value;
  if (kind === "folder") return isText(path) ? { kind, path } : undefined;
  const signIn = readSignIn(value.signIn);
  if (kind !== "s3" || signIn === undefined || (isText(endpoint) && endpointProblem(endpoint) !== undefined)) return undefined;
  return {
    kind,
    ...(isText(endpoint) ? { endpoint } : {}),
    ...(isText(region) ? { region } : {}),
    pathStyle: typeof pathStyle === "boolean" ? pathStyle : isText(endpoint),
    signIn,
    buckets: Array.isArray(buckets) ? buckets.filter(isText) : [],
  };
}

function readSignIn(value: unknown): SignIn | undefined {
  if (!isRecord(value)) return undefined;
  const { method, profile, accessKeyId } = value;
  if (method === "profile") return isText(profile) ? { method, profile } : undefined;
  if (method === "keys") return isText(accessKeyId) ? { method, accessKeyId } : undefined;
  return method === "environment" || method === "anonymous" ? { method } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
