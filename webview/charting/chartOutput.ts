import type { ChartSpec } from "../../src/protocol/chart";
import { SaveChartAs, SaveChartToFile } from "../../src/protocol/resultsPanel";
import type { ChartTable } from "../charts/chart";
import { below, openMenu } from "../elements/menu";
import type { NoticeBar } from "../elements/noticeBar";
import { failureOf } from "../failure";
import type { Host } from "../host";
import { csvText } from "./csvText";

export interface OutputSource {
  readonly picture: () => Promise<Blob> | undefined;
  readonly table: () => ChartTable | undefined;
  readonly spec: () => ChartSpec | undefined;
}

/** What leaves a chart: a picture to the clipboard or to a file, its data, and the chart itself into the file of its statement. */
export class ChartOutput {
  constructor(
    private readonly host: Host,
    private readonly tabId: string,
    private readonly source: OutputSource,
    private readonly notices: NoticeBar,
    private readonly say: (sentence: string) => void,
  ) {}

  async copyPicture(): Promise<void> {
    const picture = this.source.picture();
    if (picture === undefined) return;
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      this.notices.clear("warning");
      this.say("Copied the picture");
    } catch {
      // Whether pages may write pictures is up to the browser and the window that it shows.
      const sentence = "The browser did not let the picture onto the clipboard.";
      this.notices.show({ kind: "warning", sentence, action: { label: "Save picture…", run: () => void this.savePicture() } });
    }
  }

  openSaveMenu(button: HTMLElement): void {
    const entries = [
      { kind: "item", label: "Save chart to file", run: () => this.saveToFile() },
      { kind: "separator" },
      { kind: "item", label: "Save picture…", run: () => void this.savePicture() },
      { kind: "item", label: "Save data as CSV…", run: () => void this.saveData() },
    ] as const;
    openMenu("Save chart", entries, below(button), button);
  }

  private saveToFile(): void {
    const chart = this.source.spec();
    if (chart !== undefined) this.host.notify(SaveChartToFile, { tabId: this.tabId, chart });
  }

  private async savePicture(): Promise<void> {
    const picture = this.source.picture();
    if (picture === undefined) return;
    await this.save(async () => ({ kind: "png", base64: await base64Of(await picture) }));
  }

  private async saveData(): Promise<void> {
    const table = this.source.table();
    if (table !== undefined) await this.save(() => Promise.resolve({ kind: "csv", text: csvText(table) }));
  }

  private async save(contentOf: () => Promise<Parameters<typeof this.request>[0]>): Promise<void> {
    try {
      await this.request(await contentOf());
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== "cancelled") this.notices.show({ kind: "error", sentence: failure.sentence });
    }
  }

  private request(
    content: { readonly kind: "png"; readonly base64: string } | { readonly kind: "csv"; readonly text: string },
  ): Promise<null> {
    return this.host.request(SaveChartAs, { tabId: this.tabId, content });
  }
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  // All bytes at once would be more arguments than a function takes.
  for (let start = 0; start < bytes.length; start += 32_768) binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  return btoa(binary);
}
