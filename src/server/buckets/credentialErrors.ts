import { FlowLogError, type ErrorKind } from "../../protocol/errors";
import type { SignIn } from "../../protocol/connection";
import { networkSentence } from "./networkErrors";
import { profileKind, ssoProfileBehind } from "./sharedProfiles";
import type { SharedFilePaths, SharedFiles } from "./sharedFiles";

/**
 * Why no credentials could be had, as a sentence. What a provider says is never passed on where it may quote a command
 * line (`credential_process`), since that may hold a secret.
 */
export function asCredentialError(error: unknown, signIn: SignIn, files: SharedFiles, paths: SharedFilePaths): FlowLogError {
  if (error instanceof FlowLogError) return error;
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  const fail = (kind: ErrorKind, sentence: string): FlowLogError =>
    new FlowLogError({ kind, ...(name !== "" && { detail: name }) }, sentence, { cause: error });
  const network = networkSentence(error, "The sign-in service of AWS");
  if (network !== undefined) return fail("endpointUnreachable", network);
  if (signIn.method !== "profile") return fail("credentialsMissing", nothingFound(signIn, paths));

  const { profile } = signIn;
  const section = files.profiles.get(profile);
  if (section === undefined) return fail("credentialsMissing", noSuchProfile(profile, paths));
  const kind = profileKind(section);
  const sso = ssoProfileBehind(files, profile);
  if (sso !== undefined && (/sso/i.test(message) || name === "UnauthorizedException"))
    return fail("credentialsExpired", `The sign-in of profile "${profile}" has expired. Run: aws sso login --profile ${quoted(sso)}`);
  if (/expired/i.test(name))
    return fail("credentialsExpired", `The credentials of profile "${profile}" have expired. Renew them and try again.`);
  if (name === "AccessDenied" || name === "AccessDeniedException")
    return fail(
      "accessDenied",
      `Profile "${profile}" may not take on ${roleOf(section)}: sts:AssumeRole is missing, or the role does not trust it.`,
    );
  if (kind === "process")
    return fail(
      "credentialsMissing",
      `The credential_process command of profile "${profile}" gave no credentials. Run it in a terminal to see why.`,
    );
  if (kind === "role" || kind === "webIdentity")
    return fail(
      "credentialsMissing",
      `No credentials could be had for profile "${profile}", which takes on ${roleOf(section)}. Check role_arn, source_profile and credential_source in ${paths.config}.`,
    );
  if (section.has("login_session"))
    return fail("credentialsExpired", `Profile "${profile}" is not signed in. Run: aws login --profile ${quoted(profile)}`);
  return fail(
    "credentialsMissing",
    `Profile "${profile}" gives no credentials: ${paths.config} and ${paths.credentials} have no access key, single sign-on, role or credential_process for it.`,
  );
}

export function noSuchProfile(profile: string, paths: SharedFilePaths): string {
  return `There is no profile "${profile}" in ${paths.config} or ${paths.credentials}. Add it there, or choose another profile for this connection.`;
}

function nothingFound(signIn: SignIn, paths: SharedFilePaths): string {
  if (signIn.method === "keys") return "The secret access key of this connection is not known. Edit the connection and enter it again.";
  return (
    `No AWS credentials were found: not in the environment (AWS_ACCESS_KEY_ID), not in the default profile of ${paths.config} and ` +
    `${paths.credentials}, and this machine has no role. Set one of them, or choose a profile or an access key for this connection.`
  );
}

function roleOf(section: ReadonlyMap<string, string>): string {
  return section.get("role_arn") ?? "its role";
}

function quoted(profile: string): string {
  return /^[\w.@/-]+$/.test(profile) ? profile : `"${profile}"`;
}
