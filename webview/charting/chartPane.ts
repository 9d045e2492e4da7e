import type { ChartSpec, WrittenChart } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import type { ChartData, ChartInput, ChartQuestion, DrawnChart } from "../charts/chart";
import { zoneOf } from "../charts/parts/times";
import { element } from "../elements/element";
import { NoticeBar } from "../elements/noticeBar";
import { failureOf } from "../failure";
import { ChartActions } from "./chartActions";
import type { ChartSurroundings } from "./chartSurroundings";
import { ChartFetch } from "./chartFetch";
import { ChartForm } from "./chartForm";
import { ChartHead } from "./chartHead";
import { ChartLegend } from "./chartLegend";
import { ChartOutput } from "./chartOutput";
import { chartPicture } from "./chartPicture";
import { ChartStage } from "./chartStage";
import { ChartDataTable } from "./chartTable";
import { completeChart, type CompletedChart } from "./completeSpec";
import { readChartStyle, watchTheme } from "./readChartStyle";

/** What is on the stage: asked for and drawn again only when something of it changes. */
interface Shown {
  readonly completed: CompletedChart;
  readonly data: ChartData;
  /** What the answer is not about. */
  readonly notes: readonly string[];
}

/** The chart of a result: finds out what to draw, has it computed, and shows it with all that belongs to it. */
export class ChartPane {
  readonly node = element("div", { class: "chart-pane" });
  private readonly head: ChartHead;
  private readonly notices = new NoticeBar();
  private readonly stage: ChartStage;
  private readonly legend: ChartLegend;
  private readonly notes = element("ul", { class: "chart-notes", attributes: { "aria-label": "What the chart leaves out" } });
  private readonly table = new ChartDataTable();
  private readonly form: ChartForm;
  private readonly actions: ChartActions;
  private readonly output: ChartOutput;
  private readonly fetch: ChartFetch;
  private readonly unwatchTheme: () => void;
  /** Names what was asked for last, so that the same is not asked for twice. */
  private askedFor = "";
  private shown: Shown | undefined;

  constructor(private readonly surroundings: ChartSurroundings) {
    const { host, tabId, data, look } = surroundings;
    const say = (sentence: string): void => look.say(sentence);
    this.fetch = new ChartFetch(surroundings);
    this.legend = new ChartLegend(this.columns, (index, visible) => this.stage.drawn?.showSeries(index, visible));
    this.actions = new ChartActions(surroundings);
    this.stage = new ChartStage({ columns: this.columns, visible: (index) => this.legend.isVisible(index), actions: this.actions, say });
    this.form = new ChartForm(this.columns, data.summary.rowCount, { chosen: (spec) => this.choose(spec) });
    const source = { picture: () => this.picture(), table: () => this.stage.drawn?.table, spec: () => this.complete()?.chosen };
    this.output = new ChartOutput(host, tabId, source, this.notices, say);
    this.head = this.makeHead();
    const parts = [this.head.node, this.stage.node, this.legend.node, this.notes, this.table.node];
    this.node.append(element("div", { class: "chart-body" }, this.notices.node, ...parts), this.form.node);
    this.unwatchTheme = watchTheme(() => void this.drawAgain());
  }

  /** Shows the chart of the rows as they are arranged now. */
  open(): void {
    const completed = this.complete();
    if (completed === undefined) return this.showProblem("This result has no column that can be drawn.");
    const { chart, spec } = completed;
    this.form.show(completed);
    this.showState();
    const question = chart.question(spec, this.columns);
    if ("problem" in question) return this.showProblem(question.problem);
    const { data } = this.surroundings;
    if (data.rowCount === 0) return this.showProblem(this.emptySentence());
    const wanted = JSON.stringify([data.names, question, spec]);
    if (wanted === this.askedFor) return this.resize();
    this.askedFor = wanted;
    void this.show(completed, question);
  }

  /** The table has come to the front: nobody waits for the chart any more. */
  leave(): void {
    if (this.fetch.isWaiting) this.askedFor = "";
    this.fetch.cancel();
  }

  resize(): void {
    this.stage.resize();
  }

  focus(): void {
    this.stage.node.focus({ preventScroll: true });
  }

  dispose(): void {
    this.fetch.cancel();
    this.unwatchTheme();
    this.stage.dispose();
    this.legend.dispose();
    this.table.dispose();
    this.node.remove();
  }

  private get columns(): readonly ResultColumn[] {
    return this.surroundings.data.summary.columns;
  }

  private makeHead(): ChartHead {
    return new ChartHead({
      copyPicture: () => void this.output.copyPicture(),
      save: (button) => this.output.openSaveMenu(button),
      toggleData: () => {
        this.table.showVisible(!this.table.isVisible);
        this.showState();
      },
      toggleForm: () => {
        this.surroundings.look.change({ chartForm: !this.isFormOpen() });
        this.showState();
      },
      reset: () => {
        this.choose(undefined);
        this.focus();
      },
    });
  }

  /** In a narrow panel the chart comes first. */
  private isFormOpen(): boolean {
    return this.surroundings.look.view().chartForm ?? this.node.clientWidth >= 760;
  }

  private showState(): void {
    const form = this.isFormOpen();
    this.form.node.hidden = !form;
    this.head.showState({ form, data: this.table.isVisible, chosen: this.surroundings.look.view().chart !== undefined });
  }

  private complete(): CompletedChart | undefined {
    const { look, fromFile, data } = this.surroundings;
    const written: WrittenChart = look.view().chart ?? fromFile ?? {};
    return completeChart(written, this.columns, data.summary.rowCount);
  }

  /** Keeps another chart and shows it; none: the one of the file, or the one that is proposed. */
  private choose(chart: ChartSpec | undefined): void {
    this.surroundings.look.change({ chart });
    this.open();
  }

  private async show(completed: CompletedChart, question: ChartQuestion): Promise<void> {
    this.stage.showBusy(true);
    try {
      const { data, notes } = await this.fetch.ask(question, completed.spec);
      await this.draw({ completed, data, notes });
    } catch (error) {
      this.failed(error);
    } finally {
      this.stage.showBusy(this.fetch.isWaiting);
    }
  }

  private failed(error: unknown): void {
    const failure = failureOf(error);
    // Another question has taken the place of this one, or nobody looks any more.
    if (failure.kind === "cancelled") return;
    this.askedFor = "";
    if (failure.kind === "gone") this.surroundings.look.fail(failure);
    else this.showNothing({ kind: "error", sentence: failure.sentence, retry: () => this.open() });
  }

  private async draw(shown: Shown): Promise<void> {
    this.shown = shown;
    const { completed, data } = shown;
    if (isEmpty(data)) {
      this.showProblem("There is nothing to draw: no row has a value in these columns.");
      return;
    }
    const drawn = await this.stage.draw(completed.chart, this.input(shown));
    if (drawn === undefined) return;
    this.head.showCaption(drawn.caption, this.surroundings.look.view().filters.length > 0);
    this.legend.show(drawn.series);
    this.showNotes(drawn, shown);
    this.table.show(drawn.table, drawn.caption);
  }

  private input({ completed, data }: Pick<Shown, "completed" | "data">): ChartInput {
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

  private picture(): Promise<Blob> | undefined {
    const { drawn } = this.stage;
    if (drawn === undefined || this.shown === undefined) return undefined;
    const texts = { title: this.surroundings.title, notes: notesOf(drawn, this.shown) };
    return chartPicture(drawn, readChartStyle(this.stage.node), texts, (index) => this.legend.isVisible(index));
  }

  private showNotes(drawn: DrawnChart, shown: Shown): void {
    const notes = notesOf(drawn, shown);
    this.notes.replaceChildren(...notes.map((text) => element("li", { text })));
    this.notes.hidden = notes.length === 0;
  }

  private showProblem(sentence: string): void {
    this.fetch.cancel();
    this.askedFor = "";
    this.stage.showBusy(false);
    this.showNothing({ kind: "info", sentence });
  }

  private showNothing(message: Parameters<ChartStage["showMessage"]>[0]): void {
    this.head.showCaption("", false);
    this.legend.show([]);
    this.notes.hidden = true;
    this.table.clear();
    this.stage.showMessage(message);
  }

  private emptySentence(): string {
    const filtered = this.surroundings.look.view().filters.length > 0;
    return filtered
      ? "No row passes the filters, so there is nothing to draw."
      : "The statement gave no rows, so there is nothing to draw.";
  }
}

function notesOf(drawn: DrawnChart, { completed, notes }: Shown): readonly string[] {
  const missing = completed.missing.map((name) => `This result has no column “${name}”, which the chart names. It is drawn without it.`);
  const instead = completed.note === undefined ? [] : [completed.note];
  return [...missing, ...instead, ...notes, ...drawn.notes];
}

function isEmpty(data: ChartData): boolean {
  if (data.ask === "points") return data.points.x.length === 0;
  return data.groups.measures.every((values) => values.every((value) => value === null));
}
