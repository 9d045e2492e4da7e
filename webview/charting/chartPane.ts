import type { ChartSpec, WrittenChart } from "../../src/protocol/chart";
import type { ChartData, ChartInput, ChartQuestion, DrawnChart } from "../charts/chart";
import { zoneOf } from "../charts/parts/times";
import { element } from "../elements/element";
import { failureOf } from "../failure";
import type { ChartSurroundings } from "./chartDoor";
import { ChartStage } from "./chartStage";
import { completeChart, type CompletedChart } from "./completeSpec";
import { fetchChart } from "./fetchChart";
import { readChartStyle, watchTheme } from "./readChartStyle";

/** What is on the stage: asked for and drawn again only when something of it changes. */
interface Shown {
  readonly completed: CompletedChart;
  readonly question: ChartQuestion;
  readonly data: ChartData;
}

/** The chart of a result: finds out what to draw, has it computed, and shows it with all that belongs to it. */
export class ChartPane {
  readonly node = element("div", { class: "chart-pane" });
  private readonly caption = element("h2", { class: "chart-caption" });
  private readonly notes = element("ul", { class: "chart-notes", attributes: { "aria-label": "What the chart leaves out" } });
  private readonly stage = new ChartStage(() => undefined);
  private readonly unwatchTheme: () => void;
  private asked = new AbortController();
  /** Names what was asked for last, so that the same is not asked for twice. */
  private askedFor = "";
  private waiting = false;
  private shown: Shown | undefined;

  constructor(private readonly surroundings: ChartSurroundings) {
    const body = element("div", { class: "chart-body" }, this.caption, this.stage.node, this.notes);
    this.node.append(body);
    this.unwatchTheme = watchTheme(() => void this.drawAgain());
  }

  /** Shows the chart of the rows as they are arranged now. */
  open(): void {
    const completed = this.complete();
    if (completed === undefined) return this.stage.showMessage({ kind: "info", sentence: "This result has no column that can be drawn." });
    const { chart, spec } = completed;
    const question = chart.question(spec, this.columns);
    if ("problem" in question) return this.showProblem(question.problem);
    const { data } = this.surroundings;
    if (data.rowCount === 0) return this.showProblem(this.emptySentence());
    const wanted = JSON.stringify([data.names, question, spec]);
    if (wanted === this.askedFor) return this.resize();
    this.askedFor = wanted;
    void this.show(completed, question);
  }

  leave(): void {
    if (this.waiting) this.askedFor = "";
    this.asked.abort();
  }

  resize(): void {
    this.stage.resize();
  }

  focus(): void {
    this.stage.node.focus({ preventScroll: true });
  }

  dispose(): void {
    this.asked.abort();
    this.unwatchTheme();
    this.stage.dispose();
    this.node.remove();
  }

  private get columns(): CompletedColumns {
    return this.surroundings.data.summary.columns;
  }

  private complete(): CompletedChart | undefined {
    const { look, fromFile, data } = this.surroundings;
    const written: WrittenChart = look.view().chart ?? fromFile ?? {};
    return completeChart(written, this.columns, data.summary.rowCount);
  }

  /** Keeps another chart and shows it. */
  protected choose(chart: ChartSpec | undefined): void {
    this.surroundings.look.change({ chart });
    this.open();
  }

  private async show(completed: CompletedChart, question: ChartQuestion): Promise<void> {
    const { host, data } = this.surroundings;
    this.asked.abort();
    const asked = new AbortController();
    this.asked = asked;
    this.showWaiting(true);
    try {
      const answer = await fetchChart(host, data, question, asked.signal);
      if (asked.signal.aborted) return;
      await this.draw({ completed, question, data: answer });
    } catch (error) {
      this.failed(error);
    } finally {
      if (this.asked === asked) this.showWaiting(false);
    }
  }

  private showWaiting(waiting: boolean): void {
    this.waiting = waiting;
    this.stage.showBusy(waiting);
  }

  private failed(error: unknown): void {
    const failure = failureOf(error);
    if (failure.kind === "cancelled") return;
    this.askedFor = "";
    if (failure.kind === "gone") this.surroundings.look.fail(failure);
    else this.stage.showMessage({ kind: "error", sentence: failure.sentence, retry: () => this.open() });
  }

  private async draw(shown: Shown): Promise<void> {
    this.shown = shown;
    const { completed, data } = shown;
    if (isEmpty(data)) {
      this.showProblem("There is nothing to draw: no row has a value in these columns.");
      return;
    }
    const drawn = await this.stage.draw(completed.chart, this.input(shown));
    this.caption.textContent = drawn.caption;
    this.showNotes(drawn, completed);
  }

  private input({ completed, data }: Shown): ChartInput {
    const { spec } = completed;
    return { spec, columns: this.columns, data, style: readChartStyle(this.stage.node), zone: zoneOf(spec) };
  }

  private async drawAgain(): Promise<void> {
    if (this.shown === undefined || this.stage.drawn === undefined) return;
    try {
      await this.draw(this.shown);
    } catch (error) {
      this.failed(error);
    }
  }

  private showNotes(drawn: DrawnChart, { missing }: CompletedChart): void {
    const gone = missing.map((name) => `This result has no column “${name}”, which the chart names; it is drawn without it.`);
    const notes = [...gone, ...drawn.notes];
    this.notes.replaceChildren(...notes.map((text) => element("li", { text })));
    this.notes.hidden = notes.length === 0;
  }

  private showProblem(sentence: string): void {
    this.asked.abort();
    this.askedFor = "";
    this.caption.textContent = "";
    this.notes.hidden = true;
    this.showWaiting(false);
    this.stage.showMessage({ kind: "info", sentence });
  }

  private emptySentence(): string {
    const filtered = this.surroundings.look.view().filters.length > 0;
    return filtered
      ? "No row passes the filters, so there is nothing to draw."
      : "The statement gave no rows, so there is nothing to draw.";
  }
}

type CompletedColumns = ChartSurroundings["data"]["summary"]["columns"];

function isEmpty(data: ChartData): boolean {
  if (data.ask === "points") return data.points.x.length === 0;
  return data.groups.measures.every((values) => values.every((value) => value === null));
}
