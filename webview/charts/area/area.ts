import type { Chart } from "../chart";
import { overTimeFields, stackField } from "../cartesian/cartesianFields";
import { proposeOverTime } from "../cartesian/cartesianProposals";
import { cartesianQuestion } from "../cartesian/cartesianQuestion";
import { drawCartesian } from "../cartesian/drawCartesian";

export const area: Chart = {
  kind: "area",
  label: "Areas",
  icon: "layers",
  fields: [...overTimeFields, stackField],
  propose: (columns, rowCount) => proposeOverTime("area", columns, 0.45, rowCount),
  question: (spec, columns) => cartesianQuestion(spec, columns, { steps: 240, bins: 100 }),
  draw: (place, input) => Promise.resolve(drawCartesian(place, input, "area")),
};
