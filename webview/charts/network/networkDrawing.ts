import { Chart, LinearScale, PointElement, type ChartConfiguration } from "chart.js";
import { EdgeLine, GraphController } from "chartjs-chart-graph";
import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { CanvasChart, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { mixed, seriesColour, transparent } from "../parts/colours";
import { measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import { forceLayout } from "./forceLayout";
import { networkOf, type Network } from "./links";
import { networkLabels, nodeKinds } from "./networkLabels";

Chart.register(LinearScale, PointElement, GraphController, EdgeLine);

type Graph = Chart<"graph">;

const [smallest, largest] = [4, 20];
/** How far from a line the pointer may be. */
const nearLine = 5;

export function drawNetwork(place: HTMLElement, input: ChartInput): DrawnChart {
  const network = networkOf(input);
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Graph>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, network, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(input.spec))} from ${input.spec.x ?? ""} to ${input.spec.split ?? ""}`,
      table: network.table,
      notes: network.notes,
      marks: network.marks,
      boxOf: (mark) => boxOf(chart, network, mark),
      markAt: (x, y) => markAt(chart, network, x, y),
    }),
  );
}

function radii({ nodes }: Network): readonly number[] {
  const most = nodes.reduce((highest, { value }) => Math.max(highest, value), 0);
  // Its area is what a node says.
  return nodes.map(({ value }) => smallest + (largest - smallest) * Math.sqrt(most > 0 ? value / most : 0));
}

function configuration(input: ChartInput, network: Network, focus: Focus): ChartConfiguration<"graph"> {
  const { style } = input;
  const { nodes } = network;
  const places = forceLayout(
    nodes.length,
    network.links.map(({ from, to }) => [from, to]),
  );
  const sizes = radii(network);
  const scale = { type: "linear", display: false, min: -1, max: 1 } as const;
  return {
    type: "graph",
    data: {
      labels: nodes.map((_node, index) => String(index)),
      datasets: [
        {
          data: places.map(({ x, y }) => ({ x, y })),
          // Nodes at the rim are drawn whole.
          clip: false,
          edges: network.links.map(({ from, to }) => ({ source: from, target: to })),
          pointRadius: ({ dataIndex }) => sizes[dataIndex] ?? smallest,
          // Told apart by their form as well as by their colour.
          pointStyle: ({ dataIndex }) => (nodes[dataIndex]?.kind === "public" ? "rectRot" : "circle"),
          pointBackgroundColor: ({ dataIndex }) => nodeFill(dataIndex, input, network, focus),
          pointBorderColor: style.highContrast ? style.text : style.ground,
          pointBorderWidth: style.highContrast ? 2 : 1.5,
          ...edgeOptions(input, network, focus, sizes),
        } as ChartConfiguration<"graph">["data"]["datasets"][number],
      ],
    },
    options: {
      ...quietOptions(input),
      layout: { padding: { top: largest + style.fontSize * 2, bottom: largest + style.fontSize, left: 70, right: 70 } },
      scales: { x: scale, y: scale },
    },
    plugins: [networkLabels(style, network, sizes)],
  };
}

function edgeOptions(input: ChartInput, network: Network, focus: Focus, sizes: readonly number[]): object {
  const { style } = input;
  const { links } = network;
  const most = links[0]?.value ?? 1;
  const widthOf = (index: number): number => 0.75 + 3.25 * Math.sqrt((links[index]?.value ?? 0) / most);
  return {
    directed: true,
    arrowHeadSize: ({ dataIndex }: { readonly dataIndex: number }) => 5 + widthOf(dataIndex) * 1.6,
    arrowHeadOffset: ({ dataIndex }: { readonly dataIndex: number }) => (sizes[links[dataIndex]?.to ?? 0] ?? smallest) + 1,
    edgeLineBorderWidth: ({ dataIndex }: { readonly dataIndex: number }) => widthOf(dataIndex),
    edgeLineBorderColor: ({ dataIndex }: { readonly dataIndex: number }) =>
      transparent(style.highContrast ? style.text : style.muted, edgeAlpha(network, dataIndex, focus, style)),
  };
}

function edgeAlpha({ nodes, links }: Network, index: number, { mark }: Focus, style: ChartStyle): number {
  const link = links[index];
  if (link === undefined || mark === undefined) return style.highContrast ? 0.8 : 0.4;
  return [link.mark, nodes[link.from]?.mark, nodes[link.to]?.mark].includes(mark) ? 0.95 : 0.1;
}

function nodeFill(index: number, { style }: ChartInput, { nodes, links }: Network, { mark }: Focus): string {
  const node = nodes[index];
  if (node === undefined) return style.other;
  const colour = seriesColour(style, nodeKinds[node.kind].series);
  const touches = links.some(
    ({ mark: linked, from, to }) => (from === index || to === index) && [linked, nodes[from]?.mark, nodes[to]?.mark].includes(mark),
  );
  return mark === undefined || node.mark === mark || touches ? colour : mixed(style.ground, colour, 0.25);
}

function pointsOf(chart: Graph): readonly PointElement[] {
  return chart.getDatasetMeta(0).data as unknown as readonly PointElement[];
}

/** A link's box is where its arrow is. */
function boxOf(chart: Graph, { nodes, links }: Network, mark: ChartMark): Box | undefined {
  const points = pointsOf(chart);
  const link = links.find((one) => one.mark === mark);
  const [from, to] = [points[link?.from ?? -1], points[link?.to ?? -1]];
  if (from !== undefined && to !== undefined) {
    return { x: from.x + (to.x - from.x) * 0.65 - 8, y: from.y + (to.y - from.y) * 0.65 - 8, width: 16, height: 16 };
  }
  const point = points[nodes.findIndex((node) => node.mark === mark)];
  if (point === undefined) return undefined;
  const { radius } = point.options;
  return { x: point.x - radius - 2, y: point.y - radius - 2, width: radius * 2 + 4, height: radius * 2 + 4 };
}

/** Nodes first, the smallest on top; then the nearest line, and of two that go to and fro the one whose arrow is nearer. */
function markAt(chart: Graph, { nodes, links }: Network, x: number, y: number): ChartMark | undefined {
  const points = pointsOf(chart);
  const node = nodes.findLast((_node, index) => {
    const point = points[index];
    return point !== undefined && Math.hypot(point.x - x, point.y - y) <= point.options.radius + 2;
  });
  if (node !== undefined) return node.mark;
  const near = links.flatMap(({ mark, from, to }) => {
    const [source, target] = [points[from], points[to]];
    if (source === undefined || target === undefined) return [];
    const distance = distanceToLine(x, y, source, target);
    return distance > nearLine ? [] : [{ mark, distance, toArrow: Math.hypot(target.x - x, target.y - y) }];
  });
  near.sort((a, b) => Math.round(a.distance) - Math.round(b.distance) || a.toArrow - b.toArrow);
  return near[0]?.mark;
}

function distanceToLine(x: number, y: number, from: PointElement, to: PointElement): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
}
