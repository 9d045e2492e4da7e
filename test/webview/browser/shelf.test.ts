import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AggregatedResult, Aggregation, PointsResult } from "../../../src/protocol/chart";
import type { Cell } from "../../../src/protocol/query";
import { completeChart } from "../../../webview/charting/completeSpec";
import { charts, type chartOf } from "../../../webview/charts";
import type { ChartData, ChartInput, ChartMark, ChartTable } from "../../../webview/charts/chart";
import { never, QueryFixture } from "../../server/engines/results/queryFixture";
import { openBrowser, type Browser } from "../../support/browser";
import { plainStyle } from "../charts/groupedInput";
import { pictureCases } from "../pictures/pictureCases";

interface Shelf {
  readonly chartOf: typeof chartOf;
}

/** What came of drawing a chart, as far as it can leave the browser. */
interface Outcome {
  readonly caption: string;
  readonly notes: readonly string[];
  readonly marks: readonly ChartMark[];
  readonly table: ChartTable;
  /** Marks that have no place on the chart, or another one in it. */
  readonly lost: readonly ChartMark[];
  readonly pictureBytes: number;
}

/** The charts of the shelf alone, on an empty page: here they are given what the panel does not let through to them. */
describe.each(charts.map(({ kind }) => ({ kind })))("A $kind", ({ kind }) => {
  it("draws no groups and no points at all", async () => {
    const { input } = await inputOf(kind);
    const outcome = await draw({ ...input, data: emptied(input.data) });
    expect(outcome.marks.flatMap(({ values }) => values)).toEqual([]);
    expect(outcome.table.rows.flat().filter((cell) => typeof cell === "number")).toEqual([]);
    expect(outcome.pictureBytes).toBeGreaterThan(0);
  });

  it("draws groups that have nothing to measure", async () => {
    const { input } = await inputOf(kind);
    const outcome = await draw({ ...input, data: withoutFigures(input.data) });
    const lines = outcome.marks.flatMap((mark) => mark.lines);
    expect(lines.filter((line) => /NaN|undefined|Infinity/.test(line))).toEqual([]);
    expect(outcome.pictureBytes).toBeGreaterThan(0);
  });

  it("says in its table what its marks say, and finds each mark where it is", async () => {
    const { input } = await inputOf(kind);
    const { caption, marks, table, lost } = await draw(input);
    expect(caption).not.toBe("");
    expect(table.rows.length).toBeGreaterThan(0);
    expect(table.rows.filter((row) => row.length !== table.columns.length)).toEqual([]);
    expect(marks.length).toBeGreaterThanOrEqual(table.rows.length);
    const said = new Set([...table.columns, ...table.rows.flat().map(String)]);
    expect(marks.filter((mark) => !isSaid(mark, said))).toEqual([]);
    expect(lost).toEqual([]);
  });
});

let browser: Browser;
let fixture: QueryFixture;

beforeAll(async () => {
  const [opened, engine, shelf] = await Promise.all([openBrowser(), QueryFixture.open(), bundledShelf()]);
  browser = opened;
  fixture = engine;
  await browser.page.setContent("<!doctype html><title>Shelf</title><body></body>");
  await browser.page.addScriptTag({ content: shelf });
});

afterAll(async () => {
  await Promise.all([browser.close(), fixture.close()]);
});

async function bundledShelf(): Promise<string> {
  const entry = join(import.meta.dirname, "../../../webview/charts/index.ts");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "shelf",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** What a chart's picture is drawn from, computed by the engine. */
async function inputOf(kind: ChartInput["spec"]["kind"]): Promise<{ readonly input: ChartInput }> {
  const { sql, chart: written } = pictureCases[kind];
  const { resultId, columns, rowCount } = await fixture.run(sql);
  const { chart, spec } = completeChart(written, columns, rowCount) ?? {};
  if (chart === undefined || spec === undefined) throw new Error(`A ${kind} cannot be drawn from the statement of its picture.`);
  const question = chart.question(spec, columns);
  if ("problem" in question) throw new Error(question.problem);
  const data: ChartData =
    question.ask === "points"
      ? { ask: "points", points: await fixture.queries.points({ resultId, ...question.points }, never) }
      : { ask: "groups", groups: await aggregated(resultId, question.aggregation) };
  return { input: { spec, columns, data, style: plainStyle, zone: "UTC" } };
}

function aggregated(resultId: string, aggregation: Aggregation): Promise<AggregatedResult> {
  return fixture.queries.aggregate({ resultId, aggregation }, never);
}

function emptied(data: ChartData): ChartData {
  if (data.ask === "points") return { ask: "points", points: { ...noPoints, totalRows: 0, leftOutRows: 0 } };
  const { keys, measures } = data.groups;
  const groups = { keys: keys.map(() => ({ values: [], distinct: 0 })), codes: keys.map(() => []), measures: measures.map(() => []) };
  return { ask: "groups", groups: { ...groups, rows: 0, cutGroups: 0 } };
}

/** All rows are in groups, and in each of them every value is NULL. */
function withoutFigures(data: ChartData): ChartData {
  if (data.ask === "points") return { ask: "points", points: { ...noPoints, totalRows: 9, leftOutRows: 9 } };
  const { groups } = data;
  return { ask: "groups", groups: { ...groups, measures: groups.measures.map((values) => values.map(() => null)) } };
}

const noPoints: Omit<PointsResult, "totalRows" | "leftOutRows"> = { x: [], y: [], rows: [] };

/** By its values, or by its name where a table has one of its own for them: a country that the log spells in its way. */
function isSaid({ lines, values }: ChartMark, said: ReadonlySet<string>): boolean {
  const texts = values.map((value) => ("value" in value ? value.value : value.from)).map((cell: Cell) => String(cell));
  const name = lines[0]?.replace(/^(from|to) /, "") ?? "";
  const spelled = (text: string): boolean => said.has(text) || [...said].some((other) => other.startsWith(`${text} `));
  return texts.every(spelled) || said.has(name);
}

function draw(input: ChartInput): Promise<Outcome> {
  return browser.page.evaluate(drawInPage, input);
}

/** Goes to the browser as text, so it can use nothing from here. */
async function drawInPage(input: ChartInput): Promise<Outcome> {
  const { shelf } = window as unknown as { readonly shelf: Shelf };
  const place = document.createElement("div");
  Object.assign(place.style, { position: "relative", width: "500px", height: "300px" });
  document.body.append(place);
  const drawn = await shelf.chartOf(input.spec.kind)?.draw(place, input);
  if (drawn === undefined) throw new Error(`There is no ${input.spec.kind}.`);
  const { caption, notes, marks, table } = drawn;
  for (const mark of marks.slice(0, 20)) drawn.highlight(mark);
  const lost = marks.filter((mark) => {
    const box = drawn.boxOf(mark);
    if (box === undefined) return true;
    return box.x + box.width < 0 || box.y + box.height < 0 || box.x > 500 || box.y > 300;
  });
  drawn.highlight(undefined);
  drawn.resize();
  const picture = await drawn.picture(2);
  drawn.dispose();
  place.remove();
  return { caption, notes, marks: [...marks], table, lost, pictureBytes: picture.size };
}
