import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import * as vscode from "vscode";
import type { ConnectionProfile, ConnectionSecret, SharedProfile } from "../../protocol/connection";
import { t } from "../localize";
import { type ConnectionDraft, draftOf, newDraft, profileOf } from "./connectionDraft";
import { runSteps, type Step } from "./multiStep";
import { awsRegion, ibmLocation, otherEndpoint } from "./placeSteps";
import { signInStep } from "./signInSteps";

export interface WizardAnswer {
  readonly profile: ConnectionProfile;
  /** Absent where the connection needs none, or keeps the one it has. */
  readonly secret?: ConnectionSecret;
}

/** Dialogues that put a connection together. They ask and give the answer back; keeping it is the caller's. */
export class ConnectionWizard {
  constructor(private readonly sharedProfiles: () => Promise<readonly SharedProfile[]>) {}

  /** A new connection, or nothing where the user left. */
  async create(): Promise<WizardAnswer | undefined> {
    const draft = newDraft(randomUUID());
    let folder: ConnectionProfile | undefined;
    const chooseFolder: Step<ConnectionDraft> = async () => {
      folder = await this.chooseFolder(draft.id);
      return undefined;
    };
    const finished = await runSteps(t("Add Connection"), draft, this.kindStep(chooseFolder));
    if (!finished) return undefined;
    if (folder !== undefined) return { profile: folder };
    return draft.signIn === undefined ? undefined : answerOf(draft);
  }

  async edit(profile: ConnectionProfile): Promise<WizardAnswer | undefined> {
    const draft = draftOf(profile);
    if (draft === undefined) {
      const folder = await this.chooseFolder(profile.id, profile);
      return folder === undefined ? undefined : { profile: folder };
    }
    const finished = await runSteps(t("Edit Connection {0}", profile.name), draft, placeSteps(this.sharedProfiles)[draft.provider]);
    return finished ? answerOf(draft) : undefined;
  }

  private kindStep(chooseFolder: Step<ConnectionDraft>): Step<ConnectionDraft> {
    const steps = placeSteps(this.sharedProfiles);
    return async (draft, ask) => {
      const { place } = await ask.pick({ placeholder: t("Where are the flow logs?"), items: kinds() });
      if (place === "folder") return chooseFolder(draft, ask);
      draft.provider = place;
      return steps[place];
    };
  }

  private async chooseFolder(id: string, before?: ConnectionProfile): Promise<ConnectionProfile | undefined> {
    const current = before?.place.kind === "folder" ? vscode.Uri.file(before.place.path) : vscode.workspace.workspaceFolders?.[0]?.uri;
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: t("Use Folder"),
      title: t("Folder of Flow Logs"),
      ...(current === undefined ? {} : { defaultUri: current }),
    });
    const path = chosen?.[0]?.fsPath;
    return path === undefined ? undefined : { id, name: before?.name ?? basename(path), place: { kind: "folder", path } };
  }
}

type Provider = ConnectionDraft["provider"];

function kinds(): readonly (vscode.QuickPickItem & { readonly place: Provider | "folder" })[] {
  return [
    {
      place: "aws",
      label: t("Amazon S3"),
      iconPath: new vscode.ThemeIcon("cloud"),
      detail: t("A profile, SSO, the environment, an access key, or no sign-in"),
    },
    {
      place: "ibm",
      label: t("IBM Cloud Object Storage"),
      iconPath: new vscode.ThemeIcon("cloud"),
      detail: t("With HMAC credentials: an access key and its secret"),
    },
    {
      place: "other",
      label: t("Another S3-Compatible Endpoint"),
      iconPath: new vscode.ThemeIcon("server"),
      detail: t("By its URL: MinIO, Ceph, Cloudflare R2 and others"),
    },
    {
      place: "folder",
      label: t("A Folder on This Machine"),
      iconPath: new vscode.ThemeIcon("folder"),
      detail: t("Flow logs that were copied here"),
    },
  ];
}

function placeSteps(sharedProfiles: () => Promise<readonly SharedProfile[]>): Record<Provider, Step<ConnectionDraft>> {
  const signIn = signInStep(sharedProfiles);
  return { aws: signInStep(sharedProfiles, awsRegion), ibm: ibmLocation(signIn), other: otherEndpoint(signIn) };
}

function answerOf(draft: ConnectionDraft): WizardAnswer {
  return { profile: profileOf(draft), ...(draft.secret === undefined ? {} : { secret: draft.secret }) };
}
