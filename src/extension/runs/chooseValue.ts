import * as vscode from "vscode";
import type { ParameterDeclaration } from "../../protocol/query";
import { t } from "../localize";
import type { ChoiceList } from "./parameterChoices";
import { describeValueProblem } from "./parameterValues";

interface ValueItem extends vscode.QuickPickItem {
  readonly text: string | null;
}

/**
 * Offers the values that a query gives; one that is not among them can be typed. Text, `null` for NULL, or nothing where the user
 * left.
 */
export function chooseValue(
  { name, type, defaultText }: ParameterDeclaration,
  current: string | null | undefined,
  { step, of }: { readonly step: number; readonly of: number },
  list: Promise<ChoiceList>,
): Promise<string | null | undefined> {
  const picker = vscode.window.createQuickPick<ValueItem>();
  picker.title = t("Parameter ${0}", name);
  picker.placeholder = t("Choose a value or type one ({0})", type);
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = true;
  picker.busy = true;
  if (of > 1) [picker.step, picker.totalSteps] = [step, of];
  picker.buttons = [{ iconPath: new vscode.ThemeIcon("circle-slash"), tooltip: t("Use NULL") }];
  let listed: readonly ValueItem[] = [];
  let problem: string | undefined;
  const show = (): void => {
    picker.items = [...typedItem(picker.value, type, listed), ...listed, ...problemItem(problem)];
  };
  const before = current ?? defaultText;
  void list.then((found) => {
    if ("problem" in found) problem = found.problem;
    else listed = found.choices.map(({ text, description }) => ({ label: text, description, text }));
    picker.busy = false;
    show();
    picker.activeItems = picker.items.filter((item) => item.text === before);
  });
  return new Promise<string | null | undefined>((resolve) => {
    picker.onDidChangeValue(show);
    picker.onDidAccept(() => {
      const chosen = picker.activeItems[0];
      if (chosen?.text !== undefined && chosen.text !== null) resolve(chosen.text);
    });
    picker.onDidTriggerButton(() => resolve(null));
    picker.onDidHide(() => resolve(undefined));
    show();
    picker.show();
  }).finally(() => picker.dispose());
}

function typedItem(typed: string, type: string, listed: readonly ValueItem[]): ValueItem[] {
  if (typed === "" || listed.some((item) => item.text === typed)) return [];
  const problem = describeValueProblem(type, typed, t);
  return [{ label: typed, description: problem ?? t("as typed"), text: problem === undefined ? typed : null, alwaysShow: true }];
}

function problemItem(problem: string | undefined): ValueItem[] {
  if (problem === undefined) return [];
  return [{ label: t("The list could not be read. Type a value."), detail: problem, text: null, alwaysShow: true }];
}
