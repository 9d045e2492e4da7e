import type { Chart, Plugin, PointElement } from "chart.js";
import { drawPoint } from "chart.js/helpers";
import type { ChartStyle } from "../chartStyle";
import type { Box } from "../parts/canvasChart";
import { seriesColour } from "../parts/colours";
import type { Network, NodeKind } from "./links";

const gap = 4;

/** What the colours of nodes mean, by kind. */
export const nodeKinds: Readonly<Record<NodeKind, { readonly label: string; readonly series: number }>> = {
  private: { label: "Private address", series: 0 },
  public: { label: "Public address", series: 1 },
  plain: { label: "", series: 0 },
};

/** Names of the nodes, the largest first, as far as they find room; and above them what the colours mean. */
export function networkLabels(style: ChartStyle, network: Network, sizes: readonly number[]): Plugin<"graph"> {
  return {
    id: "networkLabels",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${style.fontSize}px ${style.font}`;
      ctx.textBaseline = "middle";
      drawNames(chart, style, network, sizes);
      drawKinds(chart, style, network);
      ctx.restore();
    },
  };
}

function drawNames(chart: Chart, style: ChartStyle, { nodes }: Network, sizes: readonly number[]): void {
  const { ctx } = chart;
  const points = chart.getDatasetMeta(0).data as unknown as readonly PointElement[];
  const circles = points.map(({ x, y }, index): Box => around(x, y, (sizes[index] ?? 0) * 2, (sizes[index] ?? 0) * 2));
  const taken: Box[] = [];
  for (const [index, { label }] of nodes.entries()) {
    const circle = circles[index];
    if (circle === undefined) continue;
    const others = circles.filter((_circle, other) => other !== index);
    const box = placesBeside(circle, ctx.measureText(label).width, style.fontSize * 1.2).find(
      (place) => isInside(place, chart) && ![...taken, ...others].some((other) => overlap(place, other)),
    );
    if (box === undefined) continue;
    taken.push(box);
    // A rim of the ground keeps a name readable where lines run through it.
    ctx.textAlign = "left";
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeStyle = style.ground;
    ctx.strokeText(label, box.x, box.y + box.height / 2);
    ctx.fillStyle = style.text;
    ctx.fillText(label, box.x, box.y + box.height / 2);
  }
}

/** Below, above, at the right, at the left. */
function placesBeside({ x, y, width, height }: Box, textWidth: number, textHeight: number): readonly Box[] {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return [
    { x: middleX - textWidth / 2, y: y + height + gap / 2, width: textWidth, height: textHeight },
    { x: middleX - textWidth / 2, y: y - textHeight - gap / 2, width: textWidth, height: textHeight },
    { x: x + width + gap, y: middleY - textHeight / 2, width: textWidth, height: textHeight },
    { x: x - gap - textWidth, y: middleY - textHeight / 2, width: textWidth, height: textHeight },
  ];
}

function drawKinds({ ctx }: Chart, style: ChartStyle, { nodes }: Network): void {
  const kinds = [...new Set(nodes.map(({ kind }) => kind))].sort().filter((kind) => nodeKinds[kind].label !== "");
  const radius = style.fontSize * 0.4;
  let x = gap;
  ctx.textAlign = "left";
  for (const kind of kinds) {
    const { label, series } = nodeKinds[kind];
    ctx.fillStyle = seriesColour(style, series);
    drawPoint(ctx, { pointStyle: kind === "public" ? "rectRot" : "circle", radius, borderWidth: 0 }, x + radius, style.fontSize);
    ctx.fillStyle = style.text;
    ctx.fillText(label, x + radius * 2 + gap, style.fontSize);
    x += radius * 2 + gap + ctx.measureText(label).width + style.fontSize;
  }
}

function around(x: number, y: number, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function isInside({ x, y, width, height }: Box, chart: Chart): boolean {
  return x >= 0 && y >= 0 && x + width <= chart.width && y + height <= chart.height;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
