import { topojson, type IGeoDataPoint } from "chartjs-chart-geo";
import atlas from "world-atlas/countries-110m.json";
import { countryByNumber, countryOf, type CountryCode } from "./countries";

type Feature = IGeoDataPoint["feature"];

export interface Shape {
  /** Absent where ISO knows no country: Northern Cyprus, Somaliland. */
  readonly code: CountryCode | undefined;
  readonly feature: Feature;
}

/** Of all countries that have one, at 1 : 110 million. */
export const shapes: readonly Shape[] = landOf(atlas as Topology).map((feature) => {
  const { name } = feature.properties as { readonly name: string };
  const code = feature.id === undefined ? countryOf(name) : countryByNumber(String(feature.id));
  return { code, feature };
});

type Topology = Parameters<typeof topojson.feature>[0];

function landOf(topology: Topology): readonly Feature[] {
  const { countries } = topology.objects;
  if (countries?.type !== "GeometryCollection") throw new Error("The atlas that ships with this extension has no countries.");
  return topojson.feature(topology, countries).features;
}
