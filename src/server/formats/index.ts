import { awsCloudWatchExport } from "./awsCloudWatchExport/awsCloudWatchExport";
import { awsFirehose } from "./awsFirehose/awsFirehose";
import { awsTransitGateway } from "./awsTransitGateway/awsTransitGateway";
import { awsTransitGatewayParquet } from "./awsTransitGatewayParquet/awsTransitGatewayParquet";
import { awsVpc } from "./awsVpc/awsVpc";
import { awsVpcParquet } from "./awsVpcParquet/awsVpcParquet";
import { ibmVpc } from "./ibmVpc/ibmVpc";
import type { FormatOptions, LogFormat, ObjectHead, ParquetHead, Recognition } from "./logFormat";

export { parseFieldList } from "./fieldList";
export { isIgnorableKey, keyTime, nextKeyInRange } from "./objectKeys";

/** The shelf, in the order in which formats are asked: the first that recognises an object has it. */
export const logFormats: readonly LogFormat[] = [
  // Its first byte tells; all others would first look for records in a line that is as long as the object.
  ibmVpc,
  // Before plain records, which would take its lines for records with a field too many.
  awsCloudWatchExport,
  awsTransitGateway,
  awsVpc,
  awsTransitGatewayParquet,
  awsVpcParquet,
  awsFirehose,
];

/** What an unpacked object is, by its first bytes; `undefined` when it is no flow log that any format knows. */
export function recogniseObject(head: ObjectHead, options: FormatOptions): Recognition | undefined {
  return firstRecognition((format) => format.recogniseText?.(head, options));
}

/** What a Parquet file is, by its columns; `undefined` when they are not those of a flow log. */
export function recogniseParquetObject(head: ParquetHead): Recognition | undefined {
  return firstRecognition((format) => format.recogniseParquet?.(head));
}

function firstRecognition(ask: (format: LogFormat) => Recognition | undefined): Recognition | undefined {
  for (const format of logFormats) {
    const recognition = ask(format);
    if (recognition !== undefined) return recognition;
  }
  return undefined;
}
