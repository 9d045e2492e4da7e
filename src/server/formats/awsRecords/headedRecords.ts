import type { LogFormatId, ObjectHead, Recognition } from "../logFormat";
import { areTransitGatewayFields } from "./awsLayoutColumns";
import { delimitedRecords } from "./delimitedRecords";
import { headerFields } from "./recordHeader";

/** Text whose first line is a header of VPC or of Transit Gateway fields, as asked for. */
export function headedRecords(
  format: LogFormatId,
  transitGateway: boolean,
  lines: readonly string[],
  head: ObjectHead,
): Recognition | undefined {
  const fields = headerFields(lines, head.key);
  const [header] = lines;
  if (fields === undefined || header === undefined || areTransitGatewayFields(fields) !== transitGateway) return undefined;
  // An object of several gzip members has a header for each, and may have nothing else.
  if (head.complete && lines.every((line) => line === header)) return { outcome: "empty", format };
  return delimitedRecords({ format, fields, header });
}
