import { areTransitGatewayFields } from "../awsRecords/awsLayoutColumns";
import { bareRecordFields } from "../awsRecords/bareRecords";
import { delimitedRecords } from "../awsRecords/delimitedRecords";
import { headedRecords } from "../awsRecords/headedRecords";
import { headLines } from "../awsRecords/headLines";
import type { LogFormat } from "../logFormat";

const format = "aws-vpc";

export const awsVpc: LogFormat = {
  id: format,
  title: "AWS VPC flow logs as text: a header line with any of the fields of versions 2 to 11, or records without one.",
  recogniseText(head, options) {
    const lines = headLines(head);
    const headed = headedRecords(format, false, lines, head);
    if (headed !== undefined) return headed;
    const bare = bareRecordFields(lines, options);
    if (bare === undefined) return undefined;
    if ("reason" in bare) return { outcome: "unusable", reason: bare.reason };
    return areTransitGatewayFields(bare.fields) ? undefined : delimitedRecords({ format, fields: bare.fields });
  },
};
