import { Chart, LinearScale, type ChartConfiguration, type Plugin } from "chart.js";
import { TreemapController, TreemapElement, type TreemapDataPoint } from "chartjs-chart-treemap";
import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import { CanvasChart, contains, fitted, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { mixed, textOn } from "../parts/colours";
import { measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import { areasOf, type Area, type Areas } from "./areas";

Chart.register(LinearScale, TreemapController, TreemapElement);

type Treemap = Chart<"treemap">;

const padding = 5;

export function drawTreemap(place: HTMLElement, input: ChartInput): DrawnChart {
  const { spec } = input;
  const contents = areasOf(input);
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Treemap>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, contents, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(spec))} by ${[spec.x, spec.split].filter(Boolean).join(" and ")}`,
      table: contents.table,
      notes: contents.notes,
      marks: contents.marks,
      boxOf: (mark) => drawnAreas(chart, contents).find(({ area }) => area.mark === mark)?.box,
      markAt: (x, y) => markAt(chart, contents, x, y),
    }),
  );
}

function configuration(input: ChartInput, contents: Areas, focus: Focus): ChartConfiguration<"treemap"> {
  const { style } = input;
  const { frames, leaves } = contents;
  return {
    type: "treemap",
    data: {
      datasets: [
        {
          data: [],
          tree: leaves.map(({ id, frame, value }) => ({ id, frame, value })),
          key: "value",
          groups: frames.length > 0 ? ["frame", "id"] : ["id"],
          spacing: 1,
          borderWidth: style.highContrast ? 2 : 0,
          borderColor: ({ raw }) => areaOf(raw, contents)?.color ?? style.ground,
          borderRadius: 2,
          backgroundColor: ({ raw }) => fillOf(areaOf(raw, contents), input, contents, focus),
          // Only makes the room; what stands there is written by `areaTexts`.
          captions: { display: true, padding, font: { size: style.fontSize, lineHeight: 1.2 }, color: "transparent" },
          labels: { display: false },
        },
      ],
    },
    options: quietOptions(input),
    plugins: [areaTexts(input, contents)],
  };
}

/** Frames are a shade of the ground, so that the areas in them stand out. */
function fillOf(area: Area | undefined, { style }: ChartInput, { frames, leaves }: Areas, { mark }: Focus): string {
  if (area === undefined || style.highContrast) return style.ground;
  if (frames.includes(area)) return mixed(style.ground, area.color, mark === area.mark ? 0.5 : 0.22);
  const pointedAt = frames.find((frame) => frame.mark === mark)?.id;
  const inFrame = pointedAt !== undefined && leaves.find(({ id }) => id === area.id)?.frame === pointedAt;
  const stands = mark === undefined || mark === area.mark || inFrame;
  return stands ? area.color : mixed(style.ground, area.color, 0.35);
}

function areaOf(raw: unknown, { frames, leaves }: Areas): Area | undefined {
  const { g: id } = (raw ?? {}) as Partial<TreemapDataPoint>;
  return leaves.find((leaf) => leaf.id === id) ?? frames.find((frame) => frame.id === id);
}

interface DrawnArea {
  readonly area: Area;
  readonly box: Box;
}

/** Frames come before the areas in them. */
function drawnAreas(chart: Treemap, contents: Areas): readonly DrawnArea[] {
  const points = chart.data.datasets[0]?.data ?? [];
  return (chart.getDatasetMeta(0).data as unknown as readonly Box[]).flatMap(({ x, y, width, height }, index) => {
    const area = areaOf(points[index], contents);
    return area === undefined ? [] : [{ area, box: { x, y, width, height } }];
  });
}

/** The smallest one: areas lie in frames. */
function markAt(chart: Treemap, contents: Areas, x: number, y: number): ChartMark | undefined {
  const hit = drawnAreas(chart, contents).filter(({ box }) => contains(box, x, y));
  hit.sort((a, b) => a.box.width * a.box.height - b.box.width * b.box.height);
  return hit[0]?.area.mark;
}

function areaTexts(input: ChartInput, contents: Areas): Plugin<"treemap"> {
  const { style } = input;
  return {
    id: "areaTexts",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.textBaseline = "top";
      ctx.textAlign = "left";
      for (const { area, box } of drawnAreas(chart, contents)) {
        const isFrame = contents.frames.includes(area);
        ctx.font = `${isFrame ? "600 " : ""}${style.fontSize}px ${style.font}`;
        ctx.fillStyle = isFrame || style.highContrast ? style.text : textOn(area.color, style);
        drawTexts(ctx, area, box, isFrame, style.fontSize);
      }
      ctx.restore();
    },
  };
}

/** The name, and below it (in a frame beside it) the amount, as far as there is room. */
function drawTexts(ctx: CanvasRenderingContext2D, { label, amount }: Area, box: Box, isFrame: boolean, fontSize: number): void {
  const room = box.width - padding * 2;
  if (room < fontSize * 2 || box.height < fontSize * 1.2 + padding) return;
  const [x, y] = [box.x + padding, box.y + padding];
  const both = `${label}  ${amount}`;
  if (isFrame) return ctx.fillText(ctx.measureText(both).width <= room ? both : fitted(ctx, label, room), x, y);
  ctx.fillText(fitted(ctx, label, room), x, y);
  if (box.height >= fontSize * 2.6 + padding && ctx.measureText(amount).width <= room) ctx.fillText(amount, x, y + fontSize * 1.3);
}
