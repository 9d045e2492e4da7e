import { addressAsText } from "./addressAsText";
import { bareText } from "./bareText";
import { columnNeverFilled } from "./columnNeverFilled";
import { cumulativeSum } from "./cumulativeSum";
import { doubleQuotedText } from "./doubleQuotedText";
import { flagsEquality } from "./flagsEquality";
import { foreignQuotes } from "./foreignQuotes";
import { gapsCounted } from "./gapsCounted";
import { impossibleAddress } from "./impossibleAddress";
import { malformedDirective } from "./malformedDirective";
import { noTimeFilter } from "./noTimeFilter";
import { nullComparison } from "./nullComparison";
import { parameterUndeclared } from "./parameterUndeclared";
import { parameterUnused } from "./parameterUnused";
import { portMatchesReplies } from "./portMatchesReplies";
import type { Rule } from "./rule";
import { valueSpelling } from "./valueSpelling";

/** Every rule there is. */
export const rules: readonly Rule[] = [
  doubleQuotedText,
  bareText,
  foreignQuotes,
  addressAsText,
  impossibleAddress,
  valueSpelling,
  columnNeverFilled,
  flagsEquality,
  cumulativeSum,
  portMatchesReplies,
  noTimeFilter,
  gapsCounted,
  nullComparison,
  parameterUndeclared,
  parameterUnused,
  malformedDirective,
];
