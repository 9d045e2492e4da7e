import { flowColumns } from "../../../language/schema/flowColumns";
import type { DelimitedLayout } from "../../formats/logFormat";
import { quoteText } from "./quoting";

/**
 * Objects joined from logs of different formats: a header further down announces other fields than the first line, and what
 * follows it would be read into the wrong columns, often without a line that is refused.
 */
export const otherHeaderProblem =
  "It holds records of more than one format: a header line further down names other fields than its first line. " +
  "Put the records of each format into an object of their own.";

/** SQL that tells whether a line consists of field names, and is neither the object's own header nor a piece of it. */
export function otherHeaderSql(line: string, layout: DelimitedLayout): string {
  const header = layout.header ?? "";
  const names = [...new Set([...layout.fields, ...knownFields])].map(quoteText).join(", ");
  const words = `string_split(${line}, ' ')`;
  const known = `len(list_filter(${words}, lambda word: word IN (${names})))`;
  return `(NOT starts_with(${quoteText(header)}, ${line}) AND regexp_full_match(${line}, '[a-z][a-z0-9_-]+( [a-z][a-z0-9_-]+)+')
    AND ${known} > 1 AND 2 * ${known} >= len(${words}))`;
}

const knownFields = flowColumns.flatMap(({ fields }) => [fields.aws, fields["aws-tgw"]].filter((field) => field !== undefined));
