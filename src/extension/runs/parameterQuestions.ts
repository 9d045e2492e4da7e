import * as vscode from "vscode";
import type { ParameterDeclaration } from "../../protocol/query";
import { chooseValue } from "./chooseValue";
import type { ParameterChoices } from "./parameterChoices";
import { t } from "../localize";
import { describeValueProblem, type ParameterValues, unanswered } from "./parameterValues";

/** Asks for the values of `$name` parameters, and remembers them per file in the workspace's state. */
export class ParameterQuestions {
  constructor(
    private readonly state: vscode.Memento,
    private readonly choices: ParameterChoices,
  ) {}

  /** Values for all of the parameters; asks only for those that have none yet. Nothing where the user left. */
  async answer(document: vscode.Uri, declarations: readonly ParameterDeclaration[]): Promise<ParameterValues | undefined> {
    const known = this.remembered(document);
    return this.ask(document, unanswered(declarations, known, t), known);
  }

  /** Asks for all of them again, with what they are now. */
  async change(document: vscode.Uri, declarations: readonly ParameterDeclaration[]): Promise<ParameterValues | undefined> {
    return this.ask(document, declarations, this.remembered(document));
  }

  remembered(document: vscode.Uri): ParameterValues {
    return this.state.get<ParameterValues>(stateKey(document), {});
  }

  private async ask(
    document: vscode.Uri,
    declarations: readonly ParameterDeclaration[],
    known: ParameterValues,
  ): Promise<ParameterValues | undefined> {
    const values: Record<string, string | null> = { ...known };
    for (const [index, declaration] of declarations.entries()) {
      const value = await this.askOne(declaration, values[declaration.name], { step: index + 1, of: declarations.length });
      if (value === undefined) return undefined;
      values[declaration.name] = value;
    }
    if (declarations.length > 0) await this.state.update(stateKey(document), values);
    return values;
  }

  private askOne(declaration: ParameterDeclaration, current: string | null | undefined, place: Place): Promise<string | null | undefined> {
    if (declaration.choicesSql === undefined) return askValue(declaration, current, place);
    return chooseValue(declaration, current, place, this.choices.of(declaration.choicesSql));
  }
}

/** Which of how many questions. */
interface Place {
  readonly step: number;
  readonly of: number;
}

function stateKey(document: vscode.Uri): string {
  return `flowlog.parameters ${document.toString()}`;
}

/** Text, `null` for NULL, or nothing where the user left. */
function askValue(
  { name, type, defaultText }: ParameterDeclaration,
  current: string | null | undefined,
  { step, of }: Place,
): Promise<string | null | undefined> {
  const useNull: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("circle-slash"), tooltip: t("Use NULL") };
  const box = vscode.window.createInputBox();
  box.title = t("Parameter ${0}", name);
  box.prompt = t("{0}. Bound to the statement as a value; no quotes needed.", type);
  box.value = current ?? defaultText ?? "";
  box.buttons = [useNull];
  box.ignoreFocusOut = true;
  if (of > 1) [box.step, box.totalSteps] = [step, of];
  const check = (): boolean => {
    box.validationMessage = describeValueProblem(type, box.value, t);
    return box.validationMessage === undefined;
  };
  return new Promise<string | null | undefined>((resolve) => {
    box.onDidChangeValue(check);
    box.onDidAccept(() => {
      if (check()) resolve(box.value);
    });
    box.onDidTriggerButton(() => resolve(null));
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => box.dispose());
}
