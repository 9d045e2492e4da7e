import { Chart, LinearScale, type ChartConfiguration } from "chart.js";
import { Flow, SankeyController } from "chartjs-chart-sankey";
import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import { CanvasChart, contains, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { transparent } from "../parts/colours";
import { measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import { labelRoom, sankeyLabels } from "./sankeyLabels";
import { streamsOf, type Stream, type StreamEnd, type Streams } from "./streams";

Chart.register(LinearScale, SankeyController, Flow);

type Sankey = Chart<"sankey">;

const endWidth = 10;
/** Chart.js leaves so much between an end and its streams, for the end's outline. */
const outline = 1;

export function drawSankey(place: HTMLElement, input: ChartInput): DrawnChart {
  const contents = streamsOf(input);
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Sankey>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, contents, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(input.spec))} from ${input.spec.x ?? ""} to ${input.spec.split ?? ""}`,
      table: contents.table,
      notes: contents.notes,
      marks: contents.marks,
      boxOf: (mark) => boxOf(chart, contents, mark),
      markAt: (x, y) => markAt(chart, contents, x, y),
    }),
  );
}

function configuration(input: ChartInput, contents: Streams, focus: Focus): ChartConfiguration<"sankey"> {
  const { style } = input;
  const labels = sankeyLabels(style, contents, (chart, end) => endBox(chart as Sankey, contents, end));
  return {
    type: "sankey",
    data: { datasets: [dataset(input, contents, focus)] },
    options: {
      ...quietOptions(input),
      layout: {
        padding: ({ chart }) => ({
          left: labelRoom(chart, contents.sources, style),
          // The ends at the right lie outside of the chart's area.
          right: labelRoom(chart, contents.targets, style) + endWidth,
          top: style.fontSize,
          bottom: style.fontSize,
        }),
      },
    },
    plugins: style.highContrast ? [outlines(input), labels] : [labels],
  };
}

function dataset(
  input: ChartInput,
  { sources, targets, streams }: Streams,
  focus: Focus,
): ChartConfiguration<"sankey">["data"]["datasets"][number] {
  const { style } = input;
  const most = Math.max(sources.length, targets.length, 1);
  return {
    data: streams.map(({ from, to, value }) => ({ from: from.id, to: to.id, flow: value })),
    parsing: { from: "from", to: "to", flow: "flow" },
    column: Object.fromEntries([...sources.map(({ id }) => [id, 0] as const), ...targets.map(({ id }) => [id, 1] as const)]),
    priority: Object.fromEntries([sources, targets].flatMap((side) => side.map(({ id }, index) => [id, index] as const))),
    colorFrom: ({ dataIndex }) => streams[dataIndex]?.from.color ?? style.other,
    colorTo: ({ dataIndex }) => streams[dataIndex]?.to.color ?? style.other,
    flowColor: ({ dataIndex }) => streamColour(streams[dataIndex], input, focus),
    borderWidth: outline,
    borderColor: style.highContrast ? style.text : style.ground,
    nodeWidth: endWidth,
    nodePadding: Math.max(2, Math.min(style.fontSize * 1.3, 220 / most)),
    nodePaddingMode: "even",
    nodeMinSize: 1,
    nodeLabels: { display: false },
    size: "max",
  };
}

function streamColour(stream: Stream | undefined, { style }: ChartInput, { mark }: Focus): string {
  if (stream === undefined) return style.other;
  const known = stream.to.color === style.accept || stream.to.color === style.reject ? stream.to.color : stream.from.color;
  const stands = mark === undefined || mark === stream.mark || mark === stream.from.mark || mark === stream.to.mark;
  return transparent(known, stands ? (mark === undefined ? 0.42 : 0.65) : 0.1);
}

/** Where colours may not be told apart, streams have edges. */
function outlines({ style }: ChartInput): NonNullable<ChartConfiguration<"sankey">["plugins"]>[number] {
  return {
    id: "outlines",
    beforeDatasetDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = style.text;
      ctx.lineWidth = 1.5;
      for (const { x, y, x2, y2, height } of flowsOf(chart)) {
        const bend = (x2 - x) / 3;
        for (const edge of [0, height]) {
          ctx.beginPath();
          ctx.moveTo(x, y + edge);
          ctx.bezierCurveTo(x + bend * 2, y + edge, x + bend, y2 + edge, x2, y2 + edge);
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };
}

function flowsOf(chart: Sankey): readonly Flow[] {
  return chart.getDatasetMeta(0).data as unknown as readonly Flow[];
}

/** A stream's box is a piece in its middle. */
function boxOf(chart: Sankey, contents: Streams, mark: ChartMark): Box | undefined {
  const flow = flowsOf(chart)[contents.streams.findIndex((stream) => stream.mark === mark)];
  if (flow !== undefined) {
    const height = Math.max(flow.height, 8);
    return { x: (flow.x + flow.x2) / 2 - 12, y: (flow.y + flow.y2 + flow.height - height) / 2, width: 24, height };
  }
  const end = [...contents.sources, ...contents.targets].find((one) => one.mark === mark);
  return end && endBox(chart, contents, end);
}

function endBox(chart: Sankey, { streams }: Streams, end: StreamEnd): Box {
  const flows = flowsOf(chart).filter((_flow, index) => streams[index]?.from === end || streams[index]?.to === end);
  const isSource = streams.some(({ from }) => from === end);
  const tops = flows.map(({ y, y2 }) => (isSource ? y : y2));
  const bottoms = flows.map(({ y, y2, height }) => (isSource ? y : y2) + height);
  const [first] = flows;
  const y = Math.min(...tops);
  const x = isSource ? (first?.x ?? 0) - endWidth - outline : (first?.x2 ?? 0) + outline;
  return { x, y, width: endWidth, height: Math.max(...bottoms) - y };
}

/** Ends first, then the narrowest stream: it lies on top. */
function markAt(chart: Sankey, contents: Streams, x: number, y: number): ChartMark | undefined {
  const end = [...contents.sources, ...contents.targets].find((one) => contains(grown(endBox(chart, contents, one)), x, y));
  if (end !== undefined) return end.mark;
  const flows = flowsOf(chart);
  const index = contents.streams.findLastIndex((_stream, at) => flows[at]?.inRange(x, y, true));
  return contents.streams[index]?.mark;
}

/** Thin ends can be hit too. */
function grown({ x, y, width, height }: Box): Box {
  const more = Math.max(0, (6 - height) / 2);
  return { x: x - 2, y: y - more, width: width + 4, height: height + more * 2 };
}
