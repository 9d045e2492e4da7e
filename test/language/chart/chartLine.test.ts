import { describe, expect, it } from "vitest";
import { parseChartLine } from "../../../src/language/chart/chartLine";
import { chartKeys } from "../../../src/language/chart/chartWords";
import { formatChartLine } from "../../../src/language/chart/formatChartLine";
import { chartKinds, type ChartMeasure, type MeasureFunction, measureFunctions, type WrittenChart } from "../../../src/protocol/chart";
import { fullChart } from "../../support/fullChart";

/** The mistakes of a line as `what is marked: the sentence`, and what stands there after the fix. */
function mistakes(line: string): string[] {
  return (parseChartLine(line)?.mistakes ?? []).map(({ span, sentence, fix }) => {
    const meant = fix === undefined ? "" : ` → ${fix.text}`;
    return `${line.slice(span.start, span.end)}: ${sentence}${meant}`;
  });
}

describe("A line about a chart", () => {
  it.each<[line: string, chart: WrittenChart]>([
    ["-- @chart", {}],
    ["-- @chart ", {}],
    ["--@chart\tbar", { kind: "bar" }],
    ["-- @chart ROWBAR", { kind: "rowBar" }],
    ["-- @chart x=start_time", { x: "start_time" }],
    [
      "-- @chart line x=start_time y=sum(bytes),count() y2=avg(packets) split=dstport top=8 other=off stack=percent log step=5m zone=local previous=1d",
      fullChart,
    ],
    ["-- @chart y = sum( bytes ) , count( * )  x = a", { y: [{ fn: "sum", column: "bytes" }, { fn: "count" }], x: "a" }],
    ['-- @chart sankey x="my column" split="a ""b"", (c)=d"', { kind: "sankey", x: "my column", split: 'a "b", (c)=d' }],
    ['-- @chart y=sum("count_star()")', { y: [{ fn: "sum", column: "count_star()" }] }],
    ["-- @chart x=größe line", { x: "größe", kind: "line" }],
    ["-- @chart stack other log", { stack: "stack", other: true, log: true }],
    ["-- @chart stack=none other=on log=OFF zone=UTC STEP=1h", { stack: "none", other: true, log: false, zone: "utc", step: "1h" }],
    ["-- @chart x=a x=b", { x: "b" }],
  ])("%s says what it says", (line, chart) => {
    expect(parseChartLine(line)?.chart).toEqual(chart);
  });

  it.each(["-- chart line", "-- @charts line", "-- @chartline", "/* @chart line */", "-- see @chart line"])("is not %s", (comment) => {
    expect(parseChartLine(comment)).toBeUndefined();
  });

  it.each<[line: string, said: string[], chart: WrittenChart]>([
    ["-- @chart lime", ["lime: “lime” is no kind of chart. Did you mean line? → line"], {}],
    [
      "-- @chart spider",
      [
        "spider: “spider” is no kind of chart. There are line, area, bar, rowBar, pie, doughnut, scatter, histogram, heatmap, sankey, treemap, network, map, number and table.",
      ],
      {},
    ],
    ["-- @chart line bar", ["bar: A chart has one kind: this one is left out."], { kind: "line" }],
    ["-- @chart line stpe=5m log", ["stpe: “stpe” is no key of a chart. Did you mean step? → step"], { kind: "line", log: true }],
    ["-- @chart line stakc", ["stakc: “stakc” is no key of a chart. Did you mean stack? → stack"], { kind: "line" }],
    ["-- @chart bar splt=a top=5", ["splt: “splt” is no key of a chart. Did you mean split? → split"], { kind: "bar", top: 5 }],
    [
      "-- @chart x=time_bucket(INTERVAL 1 HOUR, start_time) log",
      [
        "time_bucket(INTERVAL 1 HOUR, start_time): x= takes a column of the result: give the expression a name in the statement, with AS, and write that.",
      ],
      { log: true },
    ],
    ["-- @chart x", ["x: x has to say what, as in x=start_time."], {}],
    ["-- @chart x=", ["x: Behind x= something has to stand, as in x=start_time."], {}],
    ["-- @chart = line", ["=: “=” has no place here: behind the kind stand keys with values, such as x=start_time."], { kind: "line" }],
    [
      "-- @chart y=smu(bytes) x=a",
      ["smu: “smu” is no function of a chart: there are count, sum, avg, min, max, median, p95, distinct. → sum"],
      { x: "a" },
    ],
    [
      "-- @chart y=bytes",
      [
        "bytes: “bytes” is no function: a chart measures with count, sum, avg, min, max, median, p95, distinct, as in sum(bytes). → sum(bytes)",
      ],
      {},
    ],
    [
      '-- @chart y="my bytes",count()',
      [
        '"my bytes": “my bytes” is no function: a chart measures with count, sum, avg, min, max, median, p95, distinct, as in sum("my bytes"). → sum("my bytes")',
      ],
      { y: [{ fn: "count" }] },
    ],
    ["-- @chart y=count", ["count: Behind count stand brackets. → count()"], {}],
    ["-- @chart y=sum", ["sum: Behind sum stand brackets with the column that it is of."], {}],
    [
      "-- @chart y=count(bytes)",
      ["count(bytes): count( ) counts rows and has no use for a column; distinct counts the values of one. → count()"],
      { y: [{ fn: "count" }] },
    ],
    ["-- @chart y=sum()", ["sum(): sum() has to say of which column, as in sum(bytes)."], {}],
    [
      "-- @chart y=sum(a + b) log",
      ["sum(a + b): Within sum( ) stands one column and nothing else. A name that is no single word stands in double quotes."],
      { log: true },
    ],
    [
      "-- @chart y=sum(bytes log",
      ["sum(bytes: Within sum( ) stands one column and nothing else. A name that is no single word stands in double quotes."],
      { log: true },
    ],
    ["-- @chart y2=avg(a),sum(b)", ["y2: y2= takes one measure; those behind the first are left out."], { y2: { fn: "avg", column: "a" } }],
    ["-- @chart top=many", ["many: top= takes a whole number from 1 to 10,000."], {}],
    ["-- @chart top=0", ["0: top= takes a whole number from 1 to 10,000."], {}],
    ["-- @chart step=5min", ["5min: step= takes a whole number and s, m, h or d behind it: step=5m. → 5m"], {}],
    ["-- @chart previous=1week", ["1week: previous= takes a whole number and s, m, h or d behind it: previous=1d. → 7d"], {}],
    ["-- @chart stack=percnt", ["percnt: stack= takes none, stack or percent. → percent"], {}],
    ["-- @chart log=yes", ["yes: log= takes on or off."], {}],
    ["-- @chart zone=Berlin", ["Berlin: zone= takes utc or local."], {}],
    ["-- @chart x=a x=b", ["x: x is written twice, and the last one counts."], { x: "b" }],
  ])("%s is told what is wrong with it, and keeps the rest", (line, said, chart) => {
    expect(mistakes(line)).toEqual(said);
    expect(parseChartLine(line)?.chart).toEqual(chart);
  });

  it("marks places in the text that it stands in", () => {
    const line = parseChartLine("-- @chart lime x=a", 100);
    expect(line?.mistakes[0]?.span).toEqual({ start: 110, end: 114 });
    expect(line?.words).toContainEqual({ start: 117, end: 118, is: "column", name: "a" });
  });

  it("survives every beginning of a long one, and of one in disorder", () => {
    for (const line of [formatChartLine(fullChart), '-- @chart )( ,, == y=(,) "a= x=") y2=sum(("q log= top=(3) split==b']) {
      for (let end = 0; end <= line.length; end++) {
        const parsed = parseChartLine(line.slice(0, end));
        for (const { span } of parsed?.mistakes ?? []) expect(span.start).toBeLessThanOrEqual(span.end);
      }
    }
  });
});

describe("A chart that is written as a line", () => {
  it("is written in one order, with quotes where names need them", () => {
    expect(formatChartLine(fullChart)).toBe(
      "-- @chart line x=start_time y=sum(bytes),count() y2=avg(packets) split=dstport top=8 other=off stack=percent log step=5m zone=local previous=1d",
    );
    expect(formatChartLine({ kind: "pie", x: "my column", y: [{ fn: "max", column: "limit" }] })).toBe(
      '-- @chart pie x="my column" y=max("limit")',
    );
    expect(formatChartLine({})).toBe("-- @chart");
  });

  it("leaves out what a line cannot hold: a name with a line break in it", () => {
    expect(formatChartLine({ x: "a\nb", split: "c", y: [{ fn: "sum", column: "d\re" }, { fn: "count" }] })).toBe(
      "-- @chart y=count() split=c",
    );
  });

  it("is the same chart when the line is read again, whatever it is made of", () => {
    for (const chart of charts()) {
      const parsed = parseChartLine(formatChartLine(chart));
      expect(parsed?.mistakes).toEqual([]);
      expect(parsed?.chart).toEqual(chart);
    }
  });
});

/** Rows are counted whatever is in them. */
function measureOf(fn: MeasureFunction, column: string): ChartMeasure {
  return fn === "count" ? { fn } : { fn, column };
}

/** Charts of every kind with every key, switch and function, over names that are hard to write. */
function* charts(): Generator<WrittenChart> {
  const names = ["bytes", "my column", 'a "b" c', "größe", "limit", "count_star()", "x=y", "--", "a,b", " ", "'", "@chart", "Line", "0"];
  const name = (seed: number): string => names[seed % names.length] ?? "";
  for (const [index, kind] of chartKinds.entries()) {
    for (const [at, fn] of measureFunctions.entries()) {
      const seed = index * measureFunctions.length + at;
      const parts: WrittenChart = {
        kind,
        x: name(seed),
        y: [measureOf(fn, name(seed + 1)), { fn: "count" }, { fn: "distinct", column: name(seed + 2) }],
        y2: measureOf(fn, name(seed + 3)),
        split: name(seed + 4),
        top: seed + 1,
        other: seed % 2 === 0,
        stack: (["none", "stack", "percent"] as const)[seed % 3] ?? "none",
        log: seed % 3 === 0,
        step: `${seed + 1}${"smhd"[seed % 4]}`,
        zone: seed % 2 === 0 ? "utc" : "local",
        previous: `${seed + 1}${"dhms"[seed % 4]}`,
      };
      yield parts;
      // Without one of them each, the kind among them.
      const without = (["kind", ...chartKeys] as const)[seed % (chartKeys.length + 1)];
      yield Object.fromEntries(Object.entries(parts).filter(([key]) => key !== without));
    }
  }
}
