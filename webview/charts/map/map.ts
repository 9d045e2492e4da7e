import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartProposal, ChartQuestion } from "../chart";
import { isCountry, mainAmount } from "../parts/columnRoles";
import { asked, columnIndex } from "../parts/grouped";

export const map: Chart = {
  kind: "map",
  label: "Map of countries",
  icon: "globe",
  fields: [
    { part: "x", label: "Country", accepts: ({ meaning }) => meaning === "text" || meaning === "integer" },
    { part: "y", label: "Colour" },
    { part: "log", label: "Logarithmic" },
  ],
  propose,
  question,
  // The shapes of the countries are loaded when the first map is looked at.
  draw: async (place, input) => (await import("./mapDrawing")).drawMap(place, input),
};

/** Only columns alone are known here, and no values: a country is known by its column's name. */
function propose(columns: readonly ResultColumn[]): ChartProposal | undefined {
  const country = columns.find(isCountry);
  if (country === undefined) return undefined;
  const amount = mainAmount(columns);
  const spec: ChartSpec = {
    kind: "map",
    x: country.name,
    y: [amount === undefined ? { fn: "count" } : { fn: "sum", column: amount.name }],
  };
  return { spec, fit: amount === undefined ? 0.75 : 0.95 };
}

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const column = columnIndex(columns, spec.x);
  if (column < 0) return { problem: "A map needs a column of countries: their names or their ISO codes. Choose one." };
  const aggregation = { keys: [{ kind: "value", column, other: false } as const], measures: [asked(spec, columns)], groupLimit: 1000 };
  return { ask: "groups", aggregation };
}
