import * as vscode from "vscode";
import type { Translate } from "./translate";

/** Every sentence of the host that a person reads goes through here; `l10n/bundle.l10n.json` lists them. */
export const t: Translate = (message, ...values) => vscode.l10n.t(message, ...values);
