import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { ConnectionProfile, ConnectionSecret } from "../../protocol/connection";
import type { Redactor } from "../redactor";
import { mergeProfiles, readProfiles, resolveFolder } from "./profileSchema";

/**
 * The connections of this window: profiles in the setting `flowlog.connections`, secrets in the secret storage and nowhere else.
 * The user's own settings win over the workspace's, so that no workspace can send a stored session token to another endpoint.
 */
export class ConnectionStore implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly secretChanged = this.owned.add(new vscode.EventEmitter<string>());

  readonly onDidChange = this.changed.event;
  /** Fires with the id of the connection whose secret is another one now. */
  readonly onDidChangeSecret = this.secretChanged.event;

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, "secrets" | "extensionPath">,
    private readonly redactor: Redactor,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingName)) this.changed.fire();
      }),
    );
    this.owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()));
  }

  all(): readonly ConnectionProfile[] {
    return mergeProfiles(this.readFrom("globalValue"), vscode.workspace.isTrusted ? this.readFrom("workspaceValue") : []).map((profile) =>
      resolveFolder(profile, this.context.extensionPath),
    );
  }

  find(id: string): ConnectionProfile | undefined {
    return this.all().find((profile) => profile.id === id);
  }

  /** Adds it, or replaces the one of the same id where that one is. */
  async save(profile: ConnectionProfile, secret?: ConnectionSecret): Promise<void> {
    if (secret !== undefined) await this.saveSecret(profile.id, secret);
    else if (profile.place.kind === "folder" || profile.place.signIn.method !== "keys")
      await this.context.secrets.delete(secretKey(profile.id));
    const target = this.targetOf(profile.id);
    const profiles = this.readFrom(target);
    const known = profiles.some(({ id }) => id === profile.id);
    await this.write(target, known ? profiles.map((other) => (other.id === profile.id ? profile : other)) : [...profiles, profile]);
  }

  async rename(id: string, name: string): Promise<void> {
    const target = this.targetOf(id);
    await this.write(
      target,
      this.readFrom(target).map((profile) => (profile.id === id ? { ...profile, name } : profile)),
    );
  }

  async remove(id: string): Promise<void> {
    const target = this.targetOf(id);
    await this.write(
      target,
      this.readFrom(target).filter((profile) => profile.id !== id),
    );
    await this.context.secrets.delete(secretKey(id));
  }

  async secret(id: string): Promise<ConnectionSecret | undefined> {
    const text = await this.context.secrets.get(secretKey(id));
    if (text === undefined) return undefined;
    const secret = JSON.parse(text) as ConnectionSecret;
    this.redactor.hide(secret.secretAccessKey);
    this.redactor.hide(secret.sessionToken);
    return secret;
  }

  async saveSecret(id: string, secret: ConnectionSecret): Promise<void> {
    this.redactor.hide(secret.secretAccessKey);
    this.redactor.hide(secret.sessionToken);
    await this.context.secrets.store(secretKey(id), JSON.stringify(secret));
    this.secretChanged.fire(id);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private readFrom(layer: Layer): readonly ConnectionProfile[] {
    const { profiles, unreadable } = readProfiles(vscode.workspace.getConfiguration().inspect(settingName)?.[layer]);
    if (unreadable > 0) this.log.warn(`${unreadable} entries of ${settingName} are no connections and were left out.`);
    return profiles;
  }

  private targetOf(id: string): Layer {
    const ofUser = this.readFrom("globalValue").some((profile) => profile.id === id);
    return !ofUser && this.readFrom("workspaceValue").some((profile) => profile.id === id) ? "workspaceValue" : "globalValue";
  }

  private async write(layer: Layer, profiles: readonly ConnectionProfile[]): Promise<void> {
    const target = layer === "globalValue" ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration().update(settingName, profiles, target);
  }
}

const settingName = "flowlog.connections";
type Layer = "globalValue" | "workspaceValue";

function secretKey(connectionId: string): string {
  return `flowlog.connection.${connectionId}`;
}
