import type { Chart } from "../chart";
import { overTimeFields } from "../cartesian/cartesianFields";
import { proposeOverTime } from "../cartesian/cartesianProposals";
import { cartesianQuestion } from "../cartesian/cartesianQuestion";
import { drawCartesian } from "../cartesian/drawCartesian";

export const line: Chart = {
  kind: "line",
  label: "Lines",
  icon: "graph-line",
  fields: overTimeFields,
  propose: (columns, rowCount) => proposeOverTime("line", columns, 0.9, rowCount),
  question: (spec, columns) => cartesianQuestion(spec, columns, { steps: 240, bins: 100 }),
  draw: (place, input) => Promise.resolve(drawCartesian(place, input, "line")),
};
