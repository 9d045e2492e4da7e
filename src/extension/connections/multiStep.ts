import * as vscode from "vscode";
import { t } from "../localize";

/** One question of a dialogue. It fills in the answer and says which question follows; nothing more to ask: `undefined`. */
export type Step<S> = (state: S, ask: Asker) => Promise<Step<S> | undefined>;

export interface PickQuestion<T extends vscode.QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly T[] | Promise<readonly T[]>;
  readonly active?: (item: T) => boolean;
}

export interface InputQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** The sentence that says what is wrong with the answer. */
  readonly problem?: (text: string) => string | undefined;
}

/** Asks the questions one after the other, each with a way back. Settles with false where the user left. */
export async function runSteps<S>(title: string, state: S, first: Step<S>): Promise<boolean> {
  const trail: Step<S>[] = [first];
  for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
    const outcome = await answer(step, state, new Asker(title, trail.length));
    if (outcome === "left") return false;
    if (outcome === "back") trail.pop();
    else if (outcome === undefined) return true;
    else trail.push(outcome);
  }
  return false;
}

/** Shows the questions of one dialogue under one title. */
export class Asker {
  constructor(
    private readonly title: string,
    private readonly step: number,
  ) {}

  async pick<T extends vscode.QuickPickItem>(question: PickQuestion<T>): Promise<T> {
    const picker = vscode.window.createQuickPick<T>();
    picker.placeholder = question.placeholder;
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.busy = true;
    const answered = this.show(picker, () => picker.selectedItems[0]);
    try {
      picker.items = await question.items;
      const active = picker.items.filter((item) => question.active?.(item) === true);
      if (active.length > 0) picker.activeItems = active;
      picker.busy = false;
      return await answered;
    } finally {
      picker.dispose();
    }
  }

  async input(question: InputQuestion): Promise<string> {
    const box = vscode.window.createInputBox();
    box.prompt = question.prompt;
    box.placeholder = question.placeholder;
    box.value = question.value ?? "";
    box.password = question.password ?? false;
    box.onDidChangeValue((text) => {
      box.validationMessage = question.problem?.(text.trim());
    });
    try {
      return await this.show(box, () => {
        box.validationMessage = question.problem?.(box.value.trim());
        return box.validationMessage === undefined ? box.value.trim() : undefined;
      });
    } finally {
      box.dispose();
    }
  }

  /** `answerNow` gives the answer when the user confirms, or nothing while it is not yet one. */
  private show<T>(input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox, answerNow: () => T | undefined): Promise<T> {
    input.title = this.title;
    // A lone question needs no number.
    input.step = this.step > 1 ? this.step : undefined;
    input.ignoreFocusOut = true;
    input.buttons = this.step > 1 ? [vscode.QuickInputButtons.Back] : [];
    const shown = new Promise<T>((resolve, reject) => {
      input.onDidAccept(() => {
        const given = answerNow();
        if (given !== undefined) resolve(given);
      });
      input.onDidTriggerButton(() => reject(new WentBack()));
      input.onDidHide(() => reject(new vscode.CancellationError()));
    });
    // While the items are still being fetched nobody else listens for the user leaving.
    shown.catch(() => undefined);
    input.show();
    return shown;
  }
}

class WentBack extends Error {
  override readonly name = t("Back");
}

async function answer<S>(step: Step<S>, state: S, ask: Asker): Promise<Step<S> | undefined | "left" | "back"> {
  try {
    return await step(state, ask);
  } catch (error) {
    if (error instanceof WentBack) return "back";
    if (error instanceof vscode.CancellationError) return "left";
    throw error;
  }
}
