import type { Chart, ChartInput, DrawnChart } from "../charts/chart";
import { element, icon, textButton } from "../elements/element";

/** Why there is no chart to be seen. */
export interface StageMessage {
  readonly kind: "info" | "error";
  readonly sentence: string;
  readonly retry?: () => void;
}

/** Where a chart is drawn. The old one stays, dimmed, until the new one is there: nothing jumps. */
export class ChartStage {
  readonly node = element("div", { class: "chart-stage" });
  private readonly message = element("div", { class: "chart-message", attributes: { hidden: "" } });
  private readonly busy = element(
    "div",
    { class: "chart-busy", attributes: { hidden: "" } },
    icon("loading codicon-modifier-spin"),
    element("span", { text: "Computing…" }),
  );
  private readonly resizeWatch = new ResizeObserver(() => this.resize());
  private place: HTMLElement | undefined;
  private current: DrawnChart | undefined;

  constructor(private readonly resized: () => void) {
    this.node.append(this.message, this.busy);
    this.resizeWatch.observe(this.node);
  }

  get drawn(): DrawnChart | undefined {
    return this.current;
  }

  /** The element that `drawn` counts its pixels in. */
  get drawing(): HTMLElement | undefined {
    return this.place;
  }

  async draw(chart: Chart, input: ChartInput): Promise<DrawnChart> {
    const place = element("div", { class: "chart-place" });
    this.node.prepend(place);
    try {
      const drawn = await chart.draw(place, input);
      this.clear();
      this.place = place;
      this.current = drawn;
      this.showMessage(undefined);
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
    this.clear();
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
    this.resized();
  }

  dispose(): void {
    this.resizeWatch.disconnect();
    this.clear();
  }

  private clear(): void {
    this.current?.dispose();
    this.place?.remove();
    this.current = undefined;
    this.place = undefined;
  }
}
