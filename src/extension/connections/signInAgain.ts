import * as vscode from "vscode";
import { type ConnectionProfile, ListSharedProfiles } from "../../protocol/connection";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import type { ConnectionStore } from "./connectionStore";
import { runSteps, type Step } from "./multiStep";
import { askSecret, askSessionToken } from "./signInSteps";

/** The one action after credentials have expired or were refused. Settles when the user has done with it. */
export async function signInAgain(profile: ConnectionProfile, store: ConnectionStore, server: FlowLogServer): Promise<void> {
  if (profile.place.kind === "folder") return;
  const { signIn } = profile.place;
  switch (signIn.method) {
    case "keys":
      return askForKeys(profile, store);
    case "profile":
      return signInToProfile(signIn.profile, server);
    default:
      await vscode.window.showInformationMessage(
        t(
          "Flow Logs takes the credentials of “{0}” from its environment. Renew them where VS Code was started, and it goes on.",
          profile.name,
        ),
      );
  }
}

async function askForKeys(profile: ConnectionProfile, store: ConnectionStore): Promise<void> {
  const secretStep: Step<null> = async (_state, ask) => {
    const secretAccessKey = await askSecret(ask, false);
    return async (_sameState, askToken) => {
      await store.saveSecret(profile.id, await askSessionToken(askToken, secretAccessKey));
      return undefined;
    };
  };
  await runSteps(t("Sign In to {0}", profile.name), null, secretStep);
}

async function signInToProfile(name: string, server: FlowLogServer): Promise<void> {
  const profiles = await server.request(ListSharedProfiles);
  const kind = profiles.find((profile) => profile.name === name)?.kind;
  if (kind === "sso" || kind === "role") {
    // The program itself and no shell, so that no character of the profile's name can mean anything else.
    const terminal = vscode.window.createTerminal({
      name: t("Sign in to {0}", name),
      shellPath: "aws",
      shellArgs: ["sso", "login", "--profile", name],
      iconPath: new vscode.ThemeIcon("sign-in"),
    });
    terminal.show();
    return closed(terminal);
  }
  const message =
    kind === undefined
      ? t("The shared AWS files have no profile “{0}”. Add it to ~/.aws/config or ~/.aws/credentials, and Flow Logs goes on.", name)
      : t("Renew the credentials of profile “{0}” as you do elsewhere. Flow Logs notices when the AWS files change, and goes on.", name);
  await vscode.window.showInformationMessage(message);
}

function closed(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.window.onDidCloseTerminal((other) => {
      if (other !== terminal) return;
      listener.dispose();
      resolve();
    });
  });
}
