import { element } from "../../elements/element";
import { WholeFigures } from "../../elements/wholeFigures";
import type { ChartInput, ChartMark, ChartTable, DrawnChart } from "../chart";
import { Grouped } from "../parts/grouped";
import { measuresOf } from "../parts/measures";
import { millisOf, rangeText, timeText } from "../parts/times";
import { measureName, measureText } from "../parts/wording";
import { tablePicture } from "./tablePicture";

/** A row of the table, as texts and as what it stands for. */
interface Row {
  readonly keys: readonly string[];
  readonly figures: readonly string[];
  readonly mark: ChartMark;
}

export function drawTable(place: HTMLElement, input: ChartInput): DrawnChart {
  const { spec, columns, data } = input;
  if (data.ask !== "groups") throw new Error(`${spec.kind} is drawn from groups, and was given ${data.ask}.`);
  const keyNames = [spec.x, spec.split].filter((name) => name !== undefined);
  const grouped = Grouped.of(input, keyNames);
  const measures = measuresOf(spec);
  const heads = [...keyNames, ...measures.map((measure) => measureName(measure))];
  const figures = (group: number): readonly (number | null)[] => data.groups.measures.map((values) => values[group] ?? null);
  const rows = grouped.groups.map((group, index): Row => {
    const { codes } = group;
    const keys = codes.map((code, key) => keyText(grouped, key, code, input.zone));
    const texts = figures(index).map((value, measure) => measureText(value, measures[measure] ?? { fn: "count" }, columns));
    const values = grouped.groupValues(group);
    return {
      keys,
      figures: texts,
      mark: { lines: [keys.join(", "), ...texts.map((text, index) => `${heads[keys.length + index] ?? ""}: ${text}`)], values },
    };
  });
  const table: ChartTable = {
    columns: heads,
    rows: grouped.groups.map(({ codes }, group) => [...codes.map((code, key) => grouped.tableCell(key, code)), ...figures(group)]),
  };
  return new DrawnTable(
    place,
    input,
    `${heads.slice(keyNames.length).join(", ")} by ${keyNames.join(" and ")}`,
    heads,
    rows,
    table,
    grouped.cutNotes(),
  );
}

class DrawnTable implements DrawnChart {
  readonly series = [];
  readonly marks: readonly ChartMark[];
  private readonly scroller = element("div", { class: "table-chart" });
  private readonly nodes: readonly HTMLElement[];
  private readonly wholeFigures: WholeFigures;

  constructor(
    private readonly place: HTMLElement,
    private readonly input: ChartInput,
    readonly caption: string,
    private readonly heads: readonly string[],
    private readonly rows: readonly Row[],
    readonly table: ChartTable,
    readonly notes: readonly string[],
  ) {
    this.marks = rows.map(({ mark }) => mark);
    const cells = ({ keys, figures }: Row): readonly HTMLElement[] => [
      ...keys.map((text) => element("td", { text })),
      ...figures.map((text) => element("td", { class: "number", text })),
    ];
    this.nodes = rows.map((row) => element("tr", {}, ...cells(row)));
    const head = element(
      "tr",
      {},
      ...heads.map((text, index) => element("th", { text, class: index < (rows[0]?.keys.length ?? 1) ? "" : "number" })),
    );
    // Screen readers have the table of data, and are told each row that the keys lead to.
    this.scroller.setAttribute("aria-hidden", "true");
    this.scroller.append(element("table", { class: "chart-table" }, element("thead", {}, head), element("tbody", {}, ...this.nodes)));
    place.append(this.scroller);
    this.wholeFigures = new WholeFigures(this.scroller);
  }

  markAt(x: number, y: number): ChartMark | undefined {
    const at = this.marks.findIndex((mark) => {
      const box = this.boxOf(mark);
      return box !== undefined && y >= box.y && y < box.y + box.height && x < box.x + box.width;
    });
    return this.marks[at];
  }

  boxOf(mark: ChartMark): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined {
    const node = this.nodes[this.marks.indexOf(mark)];
    if (node === undefined) return undefined;
    const [around, box] = [this.place.getBoundingClientRect(), node.getBoundingClientRect()];
    return { x: box.left - around.left, y: box.top - around.top, width: box.width, height: box.height };
  }

  highlight(mark: ChartMark | undefined): void {
    for (const [index, node] of this.nodes.entries())
      node.classList.toggle("highlighted", mark !== undefined && this.marks[index] === mark);
    const node = mark === undefined ? undefined : this.nodes[this.marks.indexOf(mark)];
    node?.scrollIntoView({ block: "nearest" });
  }

  /** Its columns are no series. */
  showSeries(): void {
    return undefined;
  }

  resize(): void {
    // The browser lays it out.
  }

  picture(pixelRatio: number): Promise<Blob> {
    const { clientWidth, clientHeight } = this.place;
    const rows = this.rows.map(({ keys, figures }) => [...keys, ...figures]);
    return tablePicture(this.heads, rows, this.input.style, { width: clientWidth, height: clientHeight, pixelRatio });
  }

  dispose(): void {
    this.wholeFigures.dispose();
    this.scroller.remove();
  }
}

function keyText(grouped: Grouped, key: number, code: number, zone: string): string {
  const { stepSeconds } = grouped.key(key);
  const [value] = grouped.markValues([[key, code]]);
  if (stepSeconds !== undefined && value !== undefined && "from" in value)
    return rangeText(millisOf(value.from), millisOf(value.to), zone, stepSeconds);
  const { meaning } = grouped.column(key);
  const cell = grouped.cell(key, code);
  return meaning === "time" && cell !== null ? timeText(millisOf(cell), zone) : grouped.label(key, code);
}
