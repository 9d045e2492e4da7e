import type { ArcElement, Chart, Plugin } from "chart.js";
import { shareText } from "../../elements/shareText";
import type { ChartInput } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { fitted } from "../parts/canvasChart";
import { measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import type { Slices } from "./slices";

/** A slice smaller than this has its name in the legend only. */
const smallestShare = 0.02;
const elbow = 10;
const gap = 6;

interface Label {
  readonly text: string;
  readonly share: string;
  readonly value: number;
  /** Where the line leaves the slice. */
  readonly fromX: number;
  readonly fromY: number;
  readonly atRight: boolean;
  y: number;
}

/** Names and shares beside the slices, and in a doughnut's middle the total. */
export function pieLabels(input: ChartInput, { slices, total }: Slices): Plugin<"pie" | "doughnut"> {
  const { style } = input;
  return {
    id: "pieLabels",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${style.fontSize}px ${style.font}`;
      ctx.textBaseline = "middle";
      const labels = labelsOf(chart, slices);
      for (const atRight of [false, true]) {
        const height = style.fontSize * 2.7;
        const side = withRoom(
          labels.filter((label) => label.atRight === atRight),
          Math.floor(chart.height / height),
        );
        spread(side, height, chart.height);
        for (const label of side) drawLabel(chart, label, style);
      }
      if (input.spec.kind === "doughnut" && slices.length > 0) drawTotal(chart, total, measureName(measureOf(input.spec)), style);
      ctx.restore();
    },
  };
}

function labelsOf(chart: Chart, slices: Slices["slices"]): Label[] {
  const arcs = arcsOf(chart);
  const visible = slices.reduce((sum, { value }, index) => sum + (chart.getDataVisibility(index) ? value : 0), 0);
  return slices.flatMap(({ label, value }, index) => {
    const arc = arcs[index];
    if (arc === undefined || !chart.getDataVisibility(index) || value < visible * smallestShare) return [];
    const { x, y, startAngle, endAngle, outerRadius } = arc;
    const angle = (startAngle + endAngle) / 2;
    const fromX = x + Math.cos(angle) * outerRadius;
    const fromY = y + Math.sin(angle) * outerRadius;
    return [
      {
        ...{ text: label, share: shareText(value, visible), value },
        ...{ fromX, fromY, atRight: Math.cos(angle) >= 0, y: fromY + Math.sin(angle) * elbow },
      },
    ];
  });
}

/** The largest slices, as many as can be named at one side; the others have their names in the legend. */
export function withRoom<Named extends { readonly value: number }>(labels: readonly Named[], most: number): Named[] {
  return [...labels].sort((some, other) => other.value - some.value).slice(0, Math.max(0, most));
}

/** Moves labels of one side apart, each as little as need be, within the height that there is. */
export function spread(labels: { y: number }[], height: number, whole: number): void {
  labels.sort((a, b) => a.y - b.y);
  let lowest = height / 2;
  for (const label of labels) {
    label.y = Math.max(label.y, lowest);
    lowest = label.y + height;
  }
  let highest = whole - height / 2;
  for (const label of labels.toReversed()) {
    label.y = Math.min(label.y, highest);
    highest = label.y - height;
  }
}

function drawLabel(chart: Chart, { text, share, fromX, fromY, atRight, y }: Label, style: ChartStyle): void {
  const { ctx } = chart;
  const direction = atRight ? 1 : -1;
  const { left, right } = circleOf(chart);
  const turnX = atRight ? Math.max(fromX + elbow, right - elbow) : Math.min(fromX - elbow, left + elbow);
  const endX = turnX + direction * elbow;
  ctx.strokeStyle = style.muted;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(turnX, y);
  ctx.lineTo(endX, y);
  ctx.stroke();
  ctx.textAlign = atRight ? "left" : "right";
  const textX = endX + direction * gap;
  const room = atRight ? chart.width - textX : textX;
  ctx.fillStyle = style.text;
  ctx.fillText(fitted(ctx, text, room), textX, y - style.fontSize * 0.6);
  ctx.fillStyle = style.muted;
  ctx.fillText(fitted(ctx, share, room), textX, y + style.fontSize * 0.65);
}

function drawTotal(chart: Chart, total: string, name: string, style: ChartStyle): void {
  const { ctx } = chart;
  const { x, y, innerRadius } = circleOf(chart);
  const room = innerRadius * 1.6;
  ctx.textAlign = "center";
  const fontAt = (size: number): string => `600 ${size}px ${style.font}`;
  ctx.font = fontAt(style.fontSize);
  const size = totalSize(ctx.measureText(total).width, room, { usual: style.fontSize, largest: innerRadius / 2.5 });
  if (size === undefined) return;
  ctx.fillStyle = style.text;
  ctx.font = fontAt(size);
  ctx.fillText(total, x, y - style.fontSize * 0.6);
  ctx.fillStyle = style.muted;
  ctx.font = `${style.fontSize}px ${style.font}`;
  ctx.fillText(fitted(ctx, name, room), x, y + style.fontSize);
}

/** How large a number can be written so that all of it is in its room; not at all where nobody could read it. `width`: in the usual size. */
export function totalSize(
  width: number,
  room: number,
  { usual, largest }: { readonly usual: number; readonly largest: number },
): number | undefined {
  const size = Math.min(usual * 1.8, largest, (usual * room) / width);
  return size < usual * 0.75 ? undefined : size;
}

/** One for each slice, in their order. */
export function arcsOf(chart: Chart): readonly ArcElement[] {
  return chart.getDatasetMeta(0).data as unknown as readonly ArcElement[];
}

function circleOf(chart: Chart): {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly innerRadius: number;
} {
  const { x, y, outerRadius, innerRadius } = arcsOf(chart)[0] ?? { x: 0, y: 0, outerRadius: 0, innerRadius: 0 };
  return { x, y, left: x - outerRadius, right: x + outerRadius, innerRadius };
}
