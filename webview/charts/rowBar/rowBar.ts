import type { Chart } from "../chart";
import { categoryFields } from "../cartesian/cartesianFields";
import { proposeByCategory } from "../cartesian/cartesianProposals";
import { cartesianQuestion } from "../cartesian/cartesianQuestion";
import { drawCartesian } from "../cartesian/drawCartesian";

export const rowBar: Chart = {
  kind: "rowBar",
  label: "Rows",
  icon: "graph-left",
  fields: categoryFields(15),
  propose: (columns) => proposeByCategory("rowBar", columns, 0.7),
  question: (spec, columns) => cartesianQuestion(spec, columns, { steps: 30, bins: 20 }),
  draw: (place, input) => Promise.resolve(drawCartesian(place, input, "rowBar")),
};
