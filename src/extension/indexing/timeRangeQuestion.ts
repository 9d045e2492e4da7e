import type * as vscode from "vscode";
import { runSteps, type Step } from "../connections/multiStep";
import { t } from "../localize";
import { describeTimeProblem, lastHours, parseUtc, type TimeRange } from "./timeRange";

interface Answer {
  range: TimeRange | undefined;
}

/** Asks which time is wanted; nothing where the user left. */
export async function askTimeRange(title: string): Promise<TimeRange | undefined> {
  const answer: Answer = { range: undefined };
  return (await runSteps(title, answer, presetStep)) ? answer.range : undefined;
}

type Preset = vscode.QuickPickItem & { readonly range: TimeRange | "custom" };

const presetStep: Step<Answer> = async (answer, ask) => {
  const now = new Date();
  const presets: readonly Preset[] = [
    { label: t("All"), detail: t("Everything under the prefix"), range: {} },
    { label: t("Last hour"), range: lastHours(1, now) },
    { label: t("Last 24 hours"), range: lastHours(24, now) },
    { label: t("Last 7 days"), range: lastHours(7 * 24, now) },
    { label: t("Last 30 days"), range: lastHours(30 * 24, now) },
    { label: t("From … to …"), detail: t("Typed, in UTC"), range: "custom" },
  ];
  const { range } = await ask.pick({ placeholder: t("Records of which time?"), items: presets });
  if (range === "custom") return fromStep;
  answer.range = range;
  return undefined;
};

const fromStep: Step<Answer> = async (_answer, ask) => {
  const text = await ask.input({
    prompt: t("From when, in UTC? Leave empty to begin with the first record."),
    placeholder: "2026-03-14 15:00",
    problem: (typed) => describeTimeProblem(typed, "from", t),
  });
  return toStep(isoOf(text, "from"));
};

function toStep(from: string | undefined): Step<Answer> {
  return async (answer, ask) => {
    const text = await ask.input({
      prompt: t("Up to when, in UTC? A date means its whole day. Leave empty for no end."),
      placeholder: "2026-03-14",
      problem: (typed) => describeTimeProblem(typed, "to", t) ?? describeOrderProblem(from, isoOf(typed, "to")),
    });
    const to = isoOf(text, "to");
    answer.range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return undefined;
  };
}

function isoOf(text: string, end: "from" | "to"): string | undefined {
  const parsed = parseUtc(text, end);
  return "iso" in parsed ? parsed.iso : undefined;
}

function describeOrderProblem(from: string | undefined, to: string | undefined): string | undefined {
  return from !== undefined && to !== undefined && to <= from ? t("The end must lie after the beginning.") : undefined;
}
