import type { LogFormatId, Recognition } from "../logFormat";
import { areTransitGatewayFields, awsLayoutColumns } from "./awsLayoutColumns";
import { unusableFields } from "./bareRecords";

export interface DelimitedSource {
  readonly format: LogFormatId;
  readonly fields: readonly string[];
  /** The header line, when that is where the fields are from; else the setting or the default named them. */
  readonly header?: string;
  /** A first field in front of the record's own, which no column reads. */
  readonly leadingField?: string;
}

/** Recognised, with a layout for records of these fields; or unusable, when two fields would be the same column. */
export function delimitedRecords({ format, fields, header, leadingField }: DelimitedSource): Recognition {
  const resolved = awsLayoutColumns(fields);
  if ("problem" in resolved) {
    return { outcome: "unusable", reason: unusableFields(header === undefined ? "setting" : "header", resolved.problem) };
  }
  return {
    outcome: "recognised",
    layout: {
      kind: "delimited",
      format,
      provider: areTransitGatewayFields(fields) ? "aws-tgw" : "aws",
      fields: leadingField === undefined ? fields : [leadingField, ...fields],
      columns: resolved.columns,
      ...(header === undefined ? {} : { header }),
    },
  };
}
