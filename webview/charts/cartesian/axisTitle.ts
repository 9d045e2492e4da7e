import { listed, type CartesianSeries } from "./cartesianData";

/** How one of two axes is called: by what is measured on it, and in the colour of its series where it has but one. */
export function axisTitle(series: readonly Pick<CartesianSeries, "measured" | "earlier" | "color">[]): {
  readonly title: string;
  readonly color?: string;
} {
  const own = series.filter(({ earlier }) => !earlier);
  const [only, ...others] = own;
  const title = listed([...new Set(own.map(({ measured }) => measured))]);
  return { title, ...(only === undefined || others.length > 0 ? {} : { color: only.color }) };
}
