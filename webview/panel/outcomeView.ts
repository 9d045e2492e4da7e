import type { ResultTab } from "../../src/protocol/resultsPanel";
import { countText } from "../elements/countText";
import { elapsedText } from "../elements/elapsedText";
import { element, icon, textButton } from "../elements/element";

export interface OutcomeEvents {
  readonly stop: () => void;
  readonly runAgain: () => void;
  readonly reveal: () => void;
  readonly showLog: () => void;
}

/** What a tab shows when it has no rows to show. */
export interface OutcomeView {
  readonly node: HTMLElement;
  dispose(): void;
}

/** `since`: when the statement began, by `performance.now()`. */
export function runningView(since: number, events: OutcomeEvents): OutcomeView {
  const elapsed = element("span", { class: "elapsed tone-muted", attributes: { role: "timer", "aria-live": "off" } });
  const show = (): void => {
    elapsed.textContent = elapsedText(performance.now() - since);
  };
  show();
  const timer = window.setInterval(show, 100);
  const stop = textButton({ icon: "debug-stop", label: "Stop", class: "primary", run: () => events.stop() });
  stop.title = "Stop (Escape)";
  const line = element(
    "div",
    { class: "outcome-line" },
    icon("loading codicon-modifier-spin"),
    element("strong", { text: "Running…" }),
    elapsed,
  );
  const node = element("div", { class: "outcome outcome-running" }, line, element("div", { class: "outcome-buttons" }, stop));
  return { node, dispose: () => clearInterval(timer) };
}

/** It was told to stop, which some steps of a statement take their time to do. */
export function stoppingView(): OutcomeView {
  const line = element(
    "div",
    { class: "outcome-line" },
    icon("loading codicon-modifier-spin"),
    element("strong", { text: "Stopping…" }),
    element("span", { class: "tone-muted", text: "If it does not stop in a few seconds, the engine is started again." }),
  );
  return { node: element("div", { class: "outcome outcome-running" }, line), dispose: () => undefined };
}

export function failedView(outcome: Extract<ResultTab["outcome"], { state: "failed" }>, events: OutcomeEvents): OutcomeView {
  const sentence = element("span", { class: "outcome-sentence", text: outcome.sentence });
  const node = element("div", { class: "outcome outcome-failed", attributes: { role: "alert" } });
  node.append(element("div", { class: "outcome-line" }, icon("error"), sentence));
  if (outcome.line !== undefined) node.append(element("div", { class: "tone-muted", text: `In line ${countText(outcome.line)}.` }));
  if (outcome.candidates.length > 0) {
    const names = element("div", { class: "candidates" }, element("span", { class: "tone-muted", text: "Did you mean" }));
    for (const candidate of outcome.candidates) names.append(element("code", { text: candidate }));
    node.append(names);
  }
  const buttons = element(
    "div",
    { class: "outcome-buttons" },
    textButton({ icon: "go-to-file", label: "Go to the place", class: "primary", run: () => events.reveal() }),
    textButton({ icon: "refresh", label: "Run again", run: () => events.runAgain() }),
    textButton({ icon: "output", label: "Show log", run: () => events.showLog() }),
  );
  node.append(buttons);
  return { node, dispose: () => undefined };
}

export function stoppedView(sentence: string, events: OutcomeEvents): OutcomeView {
  const again = textButton({ icon: "refresh", label: "Run again", class: "primary", run: () => events.runAgain() });
  const line = element(
    "div",
    { class: "outcome-line" },
    icon("debug-stop"),
    element("span", { class: "outcome-sentence", text: sentence }),
  );
  return {
    node: element("div", { class: "outcome" }, line, element("div", { class: "outcome-buttons" }, again)),
    dispose: () => undefined,
  };
}

export function doneView(message: string, elapsedMs: number): OutcomeView {
  const line = element(
    "div",
    { class: "outcome-line" },
    icon("check"),
    element("span", { class: "outcome-sentence", text: message }),
    element("span", { class: "tone-muted", text: elapsedText(elapsedMs) }),
  );
  return { node: element("div", { class: "outcome" }, line), dispose: () => undefined };
}

export function rerunningView(): OutcomeView {
  const line = element(
    "div",
    { class: "outcome-line" },
    icon("loading codicon-modifier-spin"),
    element("span", { class: "outcome-sentence", text: "This result is no longer there. Running again…" }),
  );
  return { node: element("div", { class: "outcome", attributes: { role: "status" } }, line), dispose: () => undefined };
}
