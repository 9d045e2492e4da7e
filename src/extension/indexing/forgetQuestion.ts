import * as vscode from "vscode";
import type { ForgetParams, SourceStatus } from "../../protocol/indexing";
import { t } from "../localize";
import { rowsOfObjects } from "./indexTexts";
import { describeRange, type TimeRange } from "./timeRange";
import { askTimeRange } from "./timeRangeQuestion";

/** Asks what of a source shall go, and names it once more before it goes. Nothing where the user left. */
export async function askWhatToForget(source: SourceStatus, part: "all" | "range"): Promise<ForgetParams | undefined> {
  const range = part === "all" ? {} : await askTimeRange(t("Forget a Time Range of {0}", source.uri));
  if (range === undefined) return undefined;
  const confirm = { title: t("Forget") };
  const chosen = await vscode.window.showWarningMessage(
    question(source, range),
    { modal: true, detail: consequence(source, range) },
    confirm,
  );
  return chosen === confirm ? { sourceId: source.sourceId, ...range } : undefined;
}

function isWhole({ from, to }: TimeRange): boolean {
  return from === undefined && to === undefined;
}

function question(source: SourceStatus, range: TimeRange): string {
  return isWhole(range) ? t("Forget all of {0}?", source.uri) : t("Forget {0} of {1}?", describeRange(range, t), source.uri);
}

function consequence(source: SourceStatus, range: TimeRange): string {
  const goes = isWhole(range)
    ? t("This takes {0} out of the index.", rowsOfObjects(source, t))
    : t("This takes the rows of objects whose records all lie in this time out of the index.");
  return `${goes} ${t("The bucket is not touched; it can be indexed again.")}`;
}
