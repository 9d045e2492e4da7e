import { areTransitGatewayFields } from "../awsRecords/awsLayoutColumns";
import { bareRecordFields } from "../awsRecords/bareRecords";
import { delimitedRecords } from "../awsRecords/delimitedRecords";
import { headedRecords } from "../awsRecords/headedRecords";
import { headLines } from "../awsRecords/headLines";
import type { LogFormat } from "../logFormat";

const format = "aws-transit-gateway";

export const awsTransitGateway: LogFormat = {
  id: format,
  title: "AWS Transit Gateway flow logs as text, told by their own fields: with a header line, or with the fields that a setting names.",
  recogniseText(head, options) {
    const lines = headLines(head);
    const headed = headedRecords(format, true, lines, head);
    if (headed !== undefined) return headed;
    const bare = bareRecordFields(lines, options);
    return bare !== undefined && "fields" in bare && areTransitGatewayFields(bare.fields)
      ? delimitedRecords({ format, fields: bare.fields })
      : undefined;
  },
};
