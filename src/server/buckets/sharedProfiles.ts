import type { SharedProfile } from "../../protocol/connection";
import { readSharedFiles, type SharedFiles, type SharedSection } from "./sharedFiles";

/** The profiles of the shared AWS files of this machine, in file order. No secret is in them. */
export async function listSharedProfiles(): Promise<readonly SharedProfile[]> {
  return sharedProfiles(await readSharedFiles());
}

export function sharedProfiles(files: SharedFiles): readonly SharedProfile[] {
  return [...files.profiles].map(([name, section]) => {
    const region = section.get("region");
    const endpoint = profileEndpoint(files, name);
    const signInArguments = argumentsToSignIn(files, name);
    return {
      name,
      kind: profileKind(section),
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint }),
      ...(signInArguments !== undefined && { signInArguments }),
    };
  });
}

/** How a profile gets its credentials, asked in the order in which the AWS SDK asks. */
export function profileKind(section: SharedSection): SharedProfile["kind"] {
  const has = (key: string): boolean => section.has(key);
  if (has("role_arn") && (has("source_profile") || has("credential_source"))) return "role";
  if (has("aws_access_key_id") && has("aws_secret_access_key")) return "keys";
  if (has("role_arn") && has("web_identity_token_file")) return "webIdentity";
  if (has("credential_process")) return "process";
  if (has("sso_session") || has("sso_start_url")) return "sso";
  return "other";
}

/** The S3 endpoint that a profile names: in its `services` section, else for all services. */
export function profileEndpoint(files: SharedFiles, name: string): string | undefined {
  const profile = files.profiles.get(name);
  const services = files.services.get(profile?.get("services") ?? "");
  return services?.get("s3.endpoint_url") ?? profile?.get("endpoint_url");
}

/** The profile whose single sign-on stands behind `name`: itself, or the first one of its role chain that has one. */
export function ssoProfileBehind(files: SharedFiles, name: string): string | undefined {
  return profileBehind(files, name, (section) => profileKind(section) === "sso");
}

function argumentsToSignIn(files: SharedFiles, name: string): readonly string[] | undefined {
  const sso = ssoProfileBehind(files, name);
  if (sso !== undefined) return ["sso", "login", "--profile", sso];
  const login = profileBehind(files, name, (section) => section.has("login_session"));
  return login === undefined ? undefined : ["login", "--profile", login];
}

/** The first profile of a role chain, beginning with `name` itself, of which something is true. */
function profileBehind(files: SharedFiles, name: string, isMeant: (section: SharedSection) => boolean): string | undefined {
  const seen = new Set<string>();
  for (let current: string | undefined = name; current !== undefined && !seen.has(current);) {
    seen.add(current);
    const section = files.profiles.get(current);
    if (section === undefined) return undefined;
    if (isMeant(section)) return current;
    current = section.get("source_profile");
  }
  return undefined;
}
