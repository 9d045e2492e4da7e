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
  declaration: ParameterDeclaration,
  current: string | null | undefined,
  place: { readonly step: number; readonly of: number },
  list: Promise<ChoiceList>,
): Promise<string | null | undefined> {
  const picker = createPicker(declaration, place);
  let [listed, problem]: [readonly ValueItem[], string | undefined] = [[], undefined];
  const show = (): void => {
    const [typed] = typedItem(picker.value, declaration.type, listed);
    const wanted = typed === undefined || typed.text === null ? [...listed, ...(typed === undefined ? [] : [typed])] : [typed, ...listed];
    picker.items = [...wanted, ...problemItem(problem)];
  };
  const before = current ?? declaration.defaultText;
  void list.then((found) => {
    if ("problem" in found) problem = found.problem;
    else listed = found.choices.map(({ text, description }) => ({ label: text, description, text }));
    picker.busy = false;
    show();
    picker.activeItems = picker.items.filter((item) => item.text === before);
  });
  show();
  return answerOf(picker, declaration.type, show).finally(() => picker.dispose());
}

function createPicker(
  { name, type }: ParameterDeclaration,
  { step, of }: { readonly step: number; readonly of: number },
): vscode.QuickPick<ValueItem> {
  const picker = vscode.window.createQuickPick<ValueItem>();
  picker.title = t("Parameter ${0}", name);
  picker.placeholder = t("Choose a value or type one ({0})", type);
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = true;
  picker.busy = true;
  if (of > 1) [picker.step, picker.totalSteps] = [step, of];
  picker.buttons = [{ iconPath: new vscode.ThemeIcon("circle-slash"), tooltip: t("Use NULL") }];
  return picker;
}

function answerOf(picker: vscode.QuickPick<ValueItem>, type: string, show: () => void): Promise<string | null | undefined> {
  return new Promise<string | null | undefined>((resolve) => {
    picker.onDidChangeValue(show);
    picker.onDidAccept(() => {
      const chosen = acceptedItem(picker.activeItems[0], picker.value, type)?.text;
      if (chosen !== undefined && chosen !== null) resolve(chosen);
    });
    picker.onDidTriggerButton(() => resolve(null));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
}

/** Who types fast and presses Enter means what was typed, and not what was marked before the list followed. */
function acceptedItem(active: ValueItem | undefined, typed: string, type: string): ValueItem | undefined {
  const found = [active?.label, active?.description].some((text) => text?.toLowerCase().includes(typed.toLowerCase()));
  return found ? active : typedItem(typed, type, [])[0];
}

/** What is typed, as a value of its own; without a text where the type cannot hold it. */
function typedItem(typed: string, type: string, listed: readonly ValueItem[]): ValueItem[] {
  if (typed === "" || listed.some((item) => item.text === typed)) return [];
  const problem = describeValueProblem(type, typed, t);
  // Not under what was typed: that would stand before the values that it finds.
  if (problem !== undefined) return [{ label: problem, text: null, alwaysShow: true }];
  return [{ label: typed, description: t("as typed"), text: typed, alwaysShow: true }];
}

function problemItem(problem: string | undefined): ValueItem[] {
  if (problem === undefined) return [];
  return [{ label: t("The list could not be read. Type a value."), detail: problem, text: null, alwaysShow: true }];
}
