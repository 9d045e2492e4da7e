import type { Locator, Page } from "playwright-core";
import { brief, untilGone, untilThere } from "./untilThere";

/** What a person does in the palette, in quick picks and in input boxes of a window of VS Code. */
export class QuickInputs {
  constructor(readonly page: Page) {}

  /** Runs a command by its whole title in the palette, as `Flow Logs: Show Log`. */
  async runCommand(title: string): Promise<void> {
    const entry = this.quickPick(title).first();
    // The palette lists what there was when it opened; in a window that has just begun, more comes.
    const open = async (): Promise<void> => {
      await this.closeQuickInput();
      await this.page.keyboard.press("F1");
      await this.quickInput.fill(`>${title}`, brief);
    };
    await untilThere(open, entry, 5000);
    await untilGone(() => entry.click(brief), entry);
  }

  /** The text field of the palette, of quick picks and of input boxes. */
  get quickInput(): Locator {
    return this.page.locator(
      ".quick-input-widget:visible input[type=text]:visible, .quick-input-widget:visible input[type=password]:visible",
    );
  }

  async closeQuickInput(): Promise<void> {
    if (await this.quickInput.isVisible()) await untilGone(() => this.page.keyboard.press("Escape"), this.quickInput);
  }

  /** An entry of the quick pick, by its exact label. */
  quickPick(label: string): Locator {
    const exact = this.page.locator(".label-name", { hasText: exactly(label) });
    return this.page.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row", { has: exact });
  }

  async pick(label: string): Promise<void> {
    const entry = this.quickPick(label).first();
    await entry.waitFor();
    await untilGone(() => entry.click(brief), entry);
  }

  /** Types into an input box and confirms. */
  async answer(text: string): Promise<void> {
    await this.quickInput.fill(text);
    await this.quickInput.press("Enter");
  }
}

/** A text as a whole, with nothing around it but space. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
}
