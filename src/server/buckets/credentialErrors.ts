import { FlowLogError, type ErrorKind } from "../../protocol/errors";
import type { SignIn } from "../../protocol/connection";
import { networkSentence } from "./networkErrors";
import { profileKind, ssoProfileBehind } from "./sharedProfiles";
import type { SharedFilePaths, SharedFiles, SharedSection } from "./sharedFiles";

/**
 * Why no credentials could be had, as a sentence. What a provider says is never passed on, since it may quote a command line
 * (`credential_process`), and that may hold a secret.
 */
export function asCredentialError(error: unknown, signIn: SignIn, files: SharedFiles, paths: SharedFilePaths): FlowLogError {
  if (error instanceof FlowLogError) return error;
  const network = networkSentence(error, "The sign-in service of AWS");
  const [kind, sentence]: Verdict =
    network !== undefined
      ? ["endpointUnreachable", network]
      : signIn.method === "profile"
        ? profileVerdict(error, signIn.profile, files, paths)
        : ["credentialsMissing", nothingFound(signIn, paths)];
  const detail = error instanceof Error ? { detail: error.name } : {};
  return new FlowLogError({ kind, ...detail }, sentence);
}

type Verdict = readonly [ErrorKind, string];

function profileVerdict(error: unknown, profile: string, files: SharedFiles, paths: SharedFilePaths): Verdict {
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  const section = files.profiles.get(profile);
  if (section === undefined) return ["credentialsMissing", noSuchProfile(profile, paths)];
  if (!/^[\w@+.%:/-]+$/.test(profile))
    return ["credentialsMissing", `The AWS libraries cannot read profile "${profile}", because of the characters in its name. Rename it.`];
  const sso = ssoProfileBehind(files, profile);
  if (sso !== undefined && (/sso/i.test(message) || name === "UnauthorizedException"))
    return ["credentialsExpired", `The sign-in of profile "${profile}" has expired. Run: aws sso login --profile ${sso}`];
  if (/expired/i.test(name))
    return ["credentialsExpired", `The credentials of profile "${profile}" have expired. Renew them and try again.`];
  const role = section.get("role_arn") ?? "its role";
  if (name === "AccessDenied" || name === "AccessDeniedException")
    return ["accessDenied", `Profile "${profile}" may not take on ${role}: sts:AssumeRole is missing, or the role does not trust it.`];
  return notSignedIn(profile, section, role, paths);
}

function notSignedIn(profile: string, section: SharedSection, role: string, paths: SharedFilePaths): Verdict {
  if (section.has("login_session"))
    return ["credentialsExpired", `Profile "${profile}" is not signed in. Run: aws login --profile ${profile}`];
  switch (profileKind(section)) {
    case "process":
      return [
        "credentialsMissing",
        `The credential_process command of profile "${profile}" gave no credentials. Run it in a terminal to see why.`,
      ];
    case "role":
    case "webIdentity":
      return [
        "credentialsMissing",
        `No credentials could be had for profile "${profile}", which takes on ${role}. Check role_arn, source_profile and credential_source in ${paths.config}.`,
      ];
    default:
      return [
        "credentialsMissing",
        `Profile "${profile}" gives no credentials: ${paths.config} and ${paths.credentials} have no access key, single sign-on, role or credential_process for it.`,
      ];
  }
}

export function noSuchProfile(profile: string, paths: SharedFilePaths): string {
  return `There is no profile "${profile}" in ${paths.config} or ${paths.credentials}. Add it there, or choose another profile for this connection.`;
}

function nothingFound(signIn: SignIn, paths: SharedFilePaths): string {
  if (signIn.method === "keys") return "The secret access key of this connection is not known. Sign in again and enter it.";
  return (
    `No AWS credentials were found: not in the environment (AWS_ACCESS_KEY_ID), not in the default profile of ${paths.config} and ` +
    `${paths.credentials}, and this machine has no role. Set one of them, or choose a profile or an access key for this connection.`
  );
}
