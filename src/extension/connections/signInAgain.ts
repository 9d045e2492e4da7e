import * as vscode from "vscode";
import { type ConnectionProfile, ListSharedProfiles, type S3Place } from "../../protocol/connection";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import type { ConnectionStore } from "./connectionStore";
import { findProgram } from "./findProgram";
import { runSteps, type Step } from "./multiStep";
import { askAccessKeyId, askSecret, askSessionToken } from "./signInSteps";

/** The one action after credentials have expired or were refused. Settles when the user has done with it. */
export async function signInAgain(profile: ConnectionProfile, store: ConnectionStore, server: FlowLogServer): Promise<void> {
  if (profile.place.kind === "folder") return;
  const { signIn } = profile.place;
  switch (signIn.method) {
    case "keys":
      return askForKeys(profile, profile.place, store);
    case "profile":
      return signInToProfile(signIn.profile, server);
    default:
      await say(
        t(
          "Flow Logs takes the credentials of “{0}” from its environment. Renew them there; variables are read when VS Code starts.",
          profile.name,
        ),
      );
  }
}

/** Keys that expire come with another id each time: so all three parts are asked for. */
async function askForKeys(profile: ConnectionProfile, place: S3Place, store: ConnectionStore): Promise<void> {
  const draft = { accessKeyId: place.signIn.method === "keys" ? place.signIn.accessKeyId : "" };
  const tokenStep =
    (secretAccessKey: string): Step<typeof draft> =>
    async ({ accessKeyId }, ask) => {
      const secret = await askSessionToken(ask, secretAccessKey);
      await store.save({ ...profile, place: { ...place, signIn: { method: "keys", accessKeyId } } }, secret);
      return undefined;
    };
  const secretStep: Step<typeof draft> = async (_draft, ask) => tokenStep(await askSecret(ask, false));
  const idStep: Step<typeof draft> = async (state, ask) => {
    state.accessKeyId = await askAccessKeyId(ask, state.accessKeyId);
    return secretStep;
  };
  await runSteps(t("Sign In to {0}", profile.name), draft, idStep);
}

async function signInToProfile(name: string, server: FlowLogServer): Promise<void> {
  const profile = (await server.request(ListSharedProfiles)).find((each) => each.name === name);
  if (profile === undefined) {
    await say(t("The shared AWS files have no profile “{0}”. Add it to ~/.aws/config or ~/.aws/credentials, and Flow Logs goes on.", name));
  } else if (profile.signInArguments === undefined) {
    await say(
      t("Renew the credentials of profile “{0}” as you do elsewhere. Flow Logs notices when the AWS files change, and goes on.", name),
    );
  } else await signInByProgram(name, profile.signInArguments);
}

async function signInByProgram(name: string, args: readonly string[]): Promise<void> {
  // The terminal has a search path of its own, in which it may not be.
  const program = await findProgram("aws");
  if (program === undefined) {
    const command = ["aws", ...args].join(" ");
    const copy = t("Copy Command");
    const chosen = await say(t("The program “aws” was not found. Sign in with “{0}”; Flow Logs notices it and goes on.", command), copy);
    if (chosen === copy) await vscode.env.clipboard.writeText(command);
    return;
  }
  // The program itself and no shell, so that no character of the profile's name can mean anything else.
  const terminal = vscode.window.createTerminal({
    name: t("Sign in to {0}", name),
    shellPath: program,
    shellArgs: [...args],
    iconPath: new vscode.ThemeIcon("sign-in"),
  });
  terminal.show();
  await closed(terminal);
}

/** The user asked what to do. In a notification without buttons, most of the answer would be folded away. */
function say(sentence: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(sentence, { modal: true }, ...actions);
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
