import * as vscode from "vscode";
import { assertNever } from "../../base/assertNever";
import type { ConnectionSecret, SharedProfile } from "../../protocol/connection";
import { t } from "../localize";
import type { ConnectionDraft } from "./connectionDraft";
import type { Asker, Step } from "./multiStep";
import { bucketNames } from "./placeSteps";

type DraftStep = Step<ConnectionDraft>;

/** How requests are signed. Profiles of the shared AWS files come first, by name. */
export function signInStep(sharedProfiles: () => Promise<readonly SharedProfile[]>, next: DraftStep = bucketNames): DraftStep {
  return async (draft, ask) => {
    const chosen = await ask.pick({
      placeholder: t("How do you sign in?"),
      items: sharedProfiles().then((profiles) => choices(profiles, draft.provider)),
      active: (item) => item.method === draft.signIn?.method && (item.method !== "profile" || item.profile.name === profileName(draft)),
    });
    switch (chosen.method) {
      case "profile":
        useProfile(draft, chosen.profile);
        return next;
      case "keys":
        return accessKey(next);
      case "environment":
      case "anonymous":
        draft.signIn = { method: chosen.method };
        draft.secret = undefined;
        return next;
      default:
        return assertNever(chosen);
    }
  };
}

export async function askAccessKeyId(ask: Asker, before: string): Promise<string> {
  return ask.input({
    prompt: t("Access key ID"),
    value: before,
    problem: (text) => (/^\S+$/.test(text) ? undefined : t("An access key ID has no spaces and is not empty.")),
  });
}

/** Asks for the secret of an access key. `mayKeep`: one is stored, and an empty answer leaves it as it is. */
export async function askSecret(ask: Asker, mayKeep: boolean): Promise<string> {
  return ask.input({
    prompt: mayKeep
      ? t("Secret access key. Leave empty to keep the one that is stored.")
      : t("Secret access key. It is kept in the secret storage of VS Code, never in settings."),
    password: true,
    problem: (text) => (text === "" && !mayKeep ? t("Requests cannot be signed without the secret.") : undefined),
  });
}

export async function askSessionToken(ask: Asker, secretAccessKey: string): Promise<ConnectionSecret> {
  const sessionToken = await ask.input({
    prompt: t("Session token, if the key is a temporary one. Leave empty otherwise."),
    password: true,
  });
  return { secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) };
}

type Choice = vscode.QuickPickItem &
  ({ readonly method: "profile"; readonly profile: SharedProfile } | { readonly method: "keys" | "environment" | "anonymous" });

function choices(profiles: readonly SharedProfile[], provider: ConnectionDraft["provider"]): readonly Choice[] {
  const ofFiles = profiles.map((profile): Choice => ({
    label: profile.name,
    description: describeProfile(profile),
    iconPath: new vscode.ThemeIcon("account"),
    method: "profile",
    profile,
  }));
  const keys: Choice = { label: t("Access key and secret"), iconPath: new vscode.ThemeIcon("key"), method: "keys" };
  const environment: Choice = {
    label: t("Environment"),
    detail: t("Variables, container or instance role: the standard AWS chain"),
    iconPath: new vscode.ThemeIcon("server-environment"),
    method: "environment",
  };
  const anonymous: Choice = {
    label: t("No sign-in"),
    detail: t("Public buckets only"),
    iconPath: new vscode.ThemeIcon("globe"),
    method: "anonymous",
  };
  return provider === "aws" ? [...ofFiles, environment, keys, anonymous] : [keys, ...ofFiles, environment, anonymous];
}

function describeProfile({ kind, region }: SharedProfile): string {
  const names: Record<SharedProfile["kind"], string> = {
    keys: t("profile with keys"),
    sso: t("profile with SSO"),
    role: t("profile that assumes a role"),
    process: t("profile with a credential process"),
    webIdentity: t("profile with a web identity"),
    other: t("profile"),
  };
  return region === undefined ? names[kind] : `${names[kind]} · ${region}`;
}

function useProfile(draft: ConnectionDraft, profile: SharedProfile): void {
  draft.signIn = { method: "profile", profile: profile.name };
  draft.secret = undefined;
  if (profile.endpoint === undefined || draft.provider !== "aws") return;
  draft.endpoint = profile.endpoint;
  draft.pathStyle = true;
}

function accessKey(next: DraftStep): DraftStep {
  return async (draft, ask) => {
    const accessKeyId = await askAccessKeyId(ask, draft.signIn?.method === "keys" ? draft.signIn.accessKeyId : "");
    draft.signIn = { method: "keys", accessKeyId };
    return async (_draft, askSecretOf) => {
      const secret = await askSecret(askSecretOf, draft.hasSecret);
      if (secret === "") return next;
      return async (_sameDraft, askTokenOf) => {
        draft.secret = await askSessionToken(askTokenOf, secret);
        return next;
      };
    };
  };
}

function profileName(draft: ConnectionDraft): string | undefined {
  return draft.signIn?.method === "profile" ? draft.signIn.profile : undefined;
}
