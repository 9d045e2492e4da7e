import type { ResultColumn } from "../../src/protocol/query";
import type { Chart, ChartInput, ChartMark, DrawnChart } from "../charts/chart";
import { millisOf, rangeText } from "../charts/parts/times";
import { element, icon, textButton } from "../elements/element";
import type { HeldKeys } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { ChartTooltip } from "./chartTooltip";
import { MarkPointing } from "./markPointing";
import { TimeBrush, type RangeChoice, type TimeRange } from "./timeBrush";

/** Why there is no chart to be seen. */
export interface StageMessage {
  readonly kind: "info" | "error";
  readonly sentence: string;
  readonly retry?: () => void;
}

/** What can be done with what is pointed at. */
export interface StageActions {
  choose(mark: ChartMark, at: OverlayPlace, keys: HeldKeys, returnTo: HTMLElement): void;
  /** With a range of time; the usual one first. */
  rangeChoices(): readonly RangeChoice[];
}

export interface StageOptions {
  readonly columns: readonly ResultColumn[];
  readonly visible: (series: number) => boolean;
  readonly actions: StageActions;
  readonly say: (sentence: string) => void;
}

/** Where a chart is drawn and pointed at. The old one stays, dimmed, until the new one is there: nothing jumps. */
export class ChartStage {
  readonly node = element("div", {
    class: "chart-stage",
    attributes: { tabindex: "0", role: "application", "aria-roledescription": "chart" },
  });
  private readonly message = element("div", { class: "chart-message", attributes: { hidden: "" } });
  private readonly busy = element(
    "div",
    { class: "chart-busy", attributes: { hidden: "" } },
    icon("loading codicon-modifier-spin"),
    element("span", { text: "Computing…" }),
  );
  private readonly resizeWatch = new ResizeObserver(() => this.resize());
  private readonly brush: TimeBrush;
  private readonly pointing: MarkPointing;
  private place: HTMLElement | undefined;
  private current: DrawnChart | undefined;
  private zone = "UTC";
  /** Counts what was shown: only the last may come onto the stage. */
  private turn = 0;

  constructor(options: StageOptions) {
    const { columns, visible, actions, say } = options;
    const drawn = (): DrawnChart | undefined => this.current;
    this.node.append(this.message, this.busy);
    this.brush = new TimeBrush(this.node, {
      drawn,
      text: (range) => this.rangeText(range),
      choices: () => actions.rangeChoices(),
    });
    this.pointing = new MarkPointing(this.node, new ChartTooltip(columns), {
      ...{ drawn, visible, say },
      chosen: (mark, at, keys) => actions.choose(mark, at, keys, this.node),
      extended: (from, to) => this.brush.extend(from, to),
      rangeChosen: () => this.brush.choose(),
      escaped: () => this.clearBrush(),
    });
    this.resizeWatch.observe(this.node);
    this.describe("");
  }

  get drawn(): DrawnChart | undefined {
    return this.current;
  }

  /** `undefined` where something else was shown in the meantime: some charts first load what they need. */
  async draw(chart: Chart, input: ChartInput): Promise<DrawnChart | undefined> {
    const place = element("div", { class: "chart-place" });
    const turn = ++this.turn;
    this.node.prepend(place);
    try {
      const drawn = await chart.draw(place, input);
      if (turn !== this.turn) {
        drawn.dispose();
        place.remove();
        return undefined;
      }
      this.clear();
      this.place = place;
      this.current = drawn;
      this.zone = input.zone;
      this.showMessage(undefined);
      this.describe(`${chart.label}: ${drawn.caption}. `);
      return drawn;
    } catch (error) {
      place.remove();
      throw error;
    }
  }

  /** In the place of the chart. */
  showMessage(message: StageMessage | undefined): void {
    this.message.hidden = message === undefined;
    this.message.replaceChildren();
    if (message === undefined) return;
    this.turn++;
    this.clear();
    this.describe("");
    const { kind, sentence, retry } = message;
    this.message.setAttribute("role", kind === "error" ? "alert" : "note");
    this.message.append(icon(kind === "error" ? "error" : "graph"), element("span", { text: sentence }));
    if (retry !== undefined) this.message.append(textButton({ icon: "refresh", label: "Try again", run: retry }));
  }

  showBusy(busy: boolean): void {
    this.node.setAttribute("aria-busy", String(busy));
    this.busy.hidden = !busy;
  }

  resize(): void {
    if (this.node.offsetParent === null) return;
    this.current?.resize();
    this.pointing.forget();
    this.brush.clear();
  }

  dispose(): void {
    this.resizeWatch.disconnect();
    this.turn++;
    this.clear();
  }

  private describe(what: string): void {
    this.node.setAttribute("aria-label", what === "" ? "No chart" : `${what}Arrow keys go through it, Enter opens a menu`);
  }

  private clearBrush(): boolean {
    const there = this.brush.isThere;
    this.brush.clear();
    return there;
  }

  private rangeText({ from, to }: TimeRange): string {
    const [start, end] = [millisOf(from), millisOf(to)];
    return rangeText(start, end, this.zone, start % 60_000 === 0 && end % 60_000 === 0 ? 60 : 1);
  }

  private clear(): void {
    this.pointing.forget();
    this.brush.clear();
    this.current?.dispose();
    this.place?.remove();
    this.current = undefined;
    this.place = undefined;
  }
}
