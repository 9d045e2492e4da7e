import { Chart, type ChartConfiguration } from "chart.js";
import { ChoroplethController, ColorScale, GeoFeature, ProjectionScale } from "chartjs-chart-geo";
import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import { CanvasChart, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { scaleLegend, scaleLegendHeight } from "../parts/colourScale";
import { mixed, scaleColour } from "../parts/colours";
import { measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import { placesOf, type MapPlace, type MapPlaces } from "./places";
import { dotOf, shapes, type Shape } from "./shapes";

Chart.register(ChoroplethController, GeoFeature, ProjectionScale, ColorScale);

type Choropleth = Chart<"choropleth">;

/** Nobody lives there, and it would take a quarter of the picture. */
const antarctica = "AQ";
/** How far from a dot the pointer may be. */
const nearDot = 8;
const side = 20;

interface Drawn {
  readonly shape: Shape;
  readonly place: MapPlace | undefined;
}

export function drawMap(place: HTMLElement, input: ChartInput): DrawnChart {
  const contents = placesOf(input);
  const drawn = drawnShapes(contents);
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Choropleth>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, contents, drawn, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(input.spec))} by ${input.spec.x ?? ""}`,
      table: contents.table,
      notes: contents.notes,
      marks: contents.places.map(({ mark }) => mark),
      boxOf: (mark) => boxOf(chart, drawn, mark),
      markAt: (x, y) => markAt(chart, drawn, x, y),
    }),
  );
}

/** All land, then the dots: they lie on top. */
function drawnShapes({ places }: MapPlaces): readonly Drawn[] {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const land = shapes.filter(({ code }) => code !== antarctica || byCode.has(antarctica));
  const known = new Set(land.map(({ code }) => code));
  const dots = places.flatMap(({ code }) => (known.has(code) ? [] : (dotOf(code) ?? [])));
  return [...land, ...dots].map((shape) => ({ shape, place: shape.code === undefined ? undefined : byCode.get(shape.code) }));
}

function configuration(input: ChartInput, contents: MapPlaces, drawn: readonly Drawn[], focus: Focus): ChartConfiguration<"choropleth"> {
  const { style } = input;
  const land = drawn.flatMap(({ shape }) => (shape.isDot ? [] : [shape.feature]));
  return {
    type: "choropleth",
    data: {
      labels: drawn.map(({ shape }) => shape.code ?? ""),
      datasets: [
        {
          data: drawn.map(({ shape, place }) => ({ feature: shape.feature, value: place?.value ?? 0 })),
          outline: land,
          showOutline: false,
          showGraticule: false,
          clipMap: false,
          backgroundColor: ({ dataIndex }) => fillOf(drawn[dataIndex], input, contents, focus),
          borderColor: ({ dataIndex }) => (style.highContrast || drawn[dataIndex]?.shape.isDot ? style.text : style.ground),
          borderWidth: ({ dataIndex }) => (drawn[dataIndex]?.shape.isDot ? 1.5 : style.highContrast ? 0.8 : 0.5),
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
    plugins: [scaleLegend(input, measureOf(input.spec), contents.scale)],
  };
}

function fillOf(drawn: Drawn | undefined, { style }: ChartInput, { scale }: MapPlaces, { mark }: Focus): string {
  const place = drawn?.place;
  if (place === undefined) return style.highContrast ? style.ground : mixed(style.ground, style.text, 0.1);
  const colour = scaleColour(style, scale.position(place.value));
  return mark === undefined || mark === place.mark ? colour : mixed(style.ground, colour, 0.4);
}

function featuresOf(chart: Choropleth): readonly GeoFeature[] {
  return chart.getDatasetMeta(0).data as unknown as readonly GeoFeature[];
}

/** In the middle of a country: its bounds may go round half of the earth. */
function boxOf(chart: Choropleth, drawn: readonly Drawn[], mark: ChartMark): Box | undefined {
  const feature = featuresOf(chart)[drawn.findIndex(({ place }) => place?.mark === mark)];
  if (feature === undefined) return undefined;
  const { x, y } = feature.getCenterPoint();
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

function markAt(chart: Choropleth, drawn: readonly Drawn[], x: number, y: number): ChartMark | undefined {
  const features = featuresOf(chart);
  const dot = drawn.findIndex(({ shape }, index) => {
    const center = features[index]?.getCenterPoint();
    return shape.isDot && center !== undefined && Math.hypot(center.x - x, center.y - y) <= nearDot;
  });
  const hit = dot >= 0 ? dot : drawn.findIndex(({ shape }, index) => !shape.isDot && features[index]?.inRange(x, y));
  return drawn[hit]?.place?.mark;
}
