import type { Chart } from "../chart";
import { overTimeFields, stackField } from "../cartesian/cartesianFields";
import { proposeByCategory, proposeOverTime } from "../cartesian/cartesianProposals";
import { cartesianQuestion } from "../cartesian/cartesianQuestion";
import { drawCartesian } from "../cartesian/drawCartesian";
import { isCategory } from "../parts/columnRoles";
import { axisTime } from "../parts/timeRoles";

export const bar: Chart = {
  kind: "bar",
  label: "Bars",
  icon: "graph",
  fields: [...overTimeFields, stackField],
  propose: (columns, rowCount) =>
    axisTime(columns) === undefined && columns.some(isCategory)
      ? proposeByCategory("bar", columns, 0.45)
      : proposeOverTime("bar", columns, 0.44, rowCount),
  question: (spec, columns) => cartesianQuestion(spec, columns, { steps: 60, bins: 40 }),
  draw: (place, input) => Promise.resolve(drawCartesian(place, input, "bar")),
};
