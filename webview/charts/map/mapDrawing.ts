import { Chart, type ChartConfiguration, type Plugin } from "chart.js";
import { ChoroplethController, ColorScale, GeoFeature, ProjectionScale } from "chartjs-chart-geo";
import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import { CanvasChart, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { scaleLegend, scaleLegendHeight, shadeOf } from "../parts/colourScale";
import { mixed } from "../parts/colours";
import { measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import { placesOf, type MapPlace, type MapPlaces } from "./places";
import { shapes, type Shape } from "./shapes";
import { smallCountries } from "./smallCountries";

Chart.register(ChoroplethController, GeoFeature, ProjectionScale, ColorScale);

type Choropleth = Chart<"choropleth">;

/** Nobody lives there, and it would take a quarter of the picture. */
const antarctica = "AQ";
const dotRadius = 4.5;
/** How far from the middle of a dot the pointer may be. */
const nearDot = 8;
const side = 20;

interface Land {
  readonly shape: Shape;
  readonly place: MapPlace | undefined;
}

/** A country that is too small for a shape. */
interface Dot {
  readonly place: MapPlace;
  readonly at: readonly [longitude: number, latitude: number];
}

interface World {
  readonly land: readonly Land[];
  readonly dots: readonly Dot[];
}

export function drawMap(place: HTMLElement, input: ChartInput): DrawnChart {
  const contents = placesOf(input);
  const world = worldOf(contents);
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Choropleth>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, contents, world, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(input.spec))} by ${input.spec.x ?? ""}`,
      table: contents.table,
      notes: contents.notes,
      marks: contents.places.map(({ mark }) => mark),
      boxOf: (mark) => boxOf(chart, world, mark),
      markAt: (x, y) => markAt(chart, world, x, y),
    }),
  );
}

function worldOf({ places }: MapPlaces): World {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const land = shapes
    .filter(({ code }) => code !== antarctica || byCode.has(antarctica))
    .map((shape) => ({ shape, place: shape.code === undefined ? undefined : byCode.get(shape.code) }));
  const dots = places.flatMap((place) => {
    const at = smallCountries[place.code];
    return at === undefined ? [] : [{ place, at }];
  });
  return { land, dots };
}

function configuration(input: ChartInput, contents: MapPlaces, world: World, focus: Focus): ChartConfiguration<"choropleth"> {
  const { style } = input;
  const { land } = world;
  return {
    type: "choropleth",
    data: {
      labels: land.map(({ shape }) => shape.code ?? ""),
      datasets: [
        {
          data: land.map(({ shape, place }) => ({ feature: shape.feature, value: place?.value ?? 0 })),
          outline: land.map(({ shape }) => shape.feature),
          showOutline: false,
          showGraticule: false,
          clipMap: false,
          backgroundColor: ({ dataIndex }) => fillOf(land[dataIndex]?.place, input, contents, focus),
          borderColor: style.highContrast ? style.text : style.ground,
          borderWidth: style.highContrast ? 0.8 : 0.5,
        },
      ],
    },
    options: {
      ...quietOptions(input),
      layout: { padding: { top: scaleLegendHeight(style), bottom: 4, left: 4, right: 4 } },
      scales: {
        projection: { axis: "x", projection: "equalEarth" },
        // Colours come from the theme's own scale, which has a legend that is the same on every chart.
        color: { axis: "x", display: false },
      },
    },
    plugins: [dotsOf(input, contents, world, focus), scaleLegend(input, measureOf(input.spec), contents.scale)],
  };
}

function fillOf(place: MapPlace | undefined, { style }: ChartInput, { scale }: MapPlaces, { mark }: Focus): string {
  if (place === undefined) return style.highContrast ? style.ground : mixed(style.ground, style.text, 0.1);
  const colour = shadeOf(style, scale, place.value);
  return mark === undefined || mark === place.mark ? colour : mixed(style.ground, colour, 0.4);
}

/** With a rim: most of them lie beside the land of a larger country. */
function dotsOf(input: ChartInput, contents: MapPlaces, { dots }: World, focus: Focus): Plugin<"choropleth"> {
  return {
    id: "dots",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.lineWidth = 1.25;
      ctx.strokeStyle = input.style.text;
      for (const { place, at } of dots) {
        const { x, y } = pixelOf(chart, at);
        ctx.beginPath();
        ctx.arc(x, y, dotRadius, 0, Math.PI * 2);
        ctx.fillStyle = fillOf(place, input, contents, focus);
        ctx.fill();
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

function pixelOf(chart: Choropleth, at: Dot["at"]): { readonly x: number; readonly y: number } {
  const scale = chart.scales.projection as unknown as ProjectionScale;
  const [x, y] = scale.projection([...at]) ?? [Number.NaN, Number.NaN];
  return { x, y };
}

function featuresOf(chart: Choropleth): readonly GeoFeature[] {
  return chart.getDatasetMeta(0).data as unknown as readonly GeoFeature[];
}

/** In the middle of a country: its bounds may go round half of the earth. */
function boxOf(chart: Choropleth, { land, dots }: World, mark: ChartMark): Box | undefined {
  const dot = dots.find(({ place }) => place.mark === mark);
  const feature = featuresOf(chart)[land.findIndex(({ place }) => place?.mark === mark)];
  const center = dot === undefined ? feature?.getCenterPoint() : pixelOf(chart, dot.at);
  return center && { x: center.x - side / 2, y: center.y - side / 2, width: side, height: side };
}

function markAt(chart: Choropleth, { land, dots }: World, x: number, y: number): ChartMark | undefined {
  const dot = dots.find(({ at }) => {
    const center = pixelOf(chart, at);
    return Math.hypot(center.x - x, center.y - y) <= nearDot;
  });
  if (dot !== undefined) return dot.place.mark;
  const features = featuresOf(chart);
  return land[land.findIndex((_land, index) => features[index]?.inRange(x, y))]?.place?.mark;
}
