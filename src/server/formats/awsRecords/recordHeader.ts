import { areFlowLogFields } from "./fieldNames";
import { fitsFields } from "./recordShape";

/** The fields that a first line names, when it is a header of flow log records. */
export function headerFields(lines: readonly string[], key: string): readonly string[] | undefined {
  const [first, record] = lines;
  if (first === undefined || first.length > longestHeader) return undefined;
  const fields = first.split(" ").filter((field) => field !== "");
  if (!fields.every((field) => fieldName.test(field))) return undefined;
  switch (areFlowLogFields(fields, key)) {
    case "surely":
      return fields;
    case "likely":
      return record !== undefined && fitsFields(fields, record.split(" ")) ? fields : undefined;
    case "no":
      return undefined;
  }
}

/** All documented fields together are a sixth of this. */
const longestHeader = 8_192;
const fieldName = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/;
