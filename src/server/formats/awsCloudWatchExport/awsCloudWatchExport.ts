import { bareRecordFields } from "../awsRecords/bareRecords";
import { delimitedRecords } from "../awsRecords/delimitedRecords";
import { headLines } from "../awsRecords/headLines";
import type { LogFormat } from "../logFormat";

const format = "aws-cloudwatch-export";

export const awsCloudWatchExport: LogFormat = {
  id: format,
  title: "AWS flow logs that an export task of CloudWatch Logs wrote: an ISO time in front of each record, no header.",
  recogniseText(head, options) {
    const records = headLines(head).flatMap((line) => timedLine.exec(line)?.[1] ?? []);
    if (records.length === 0) return undefined;
    const bare = bareRecordFields(records, options);
    if (bare === undefined) return undefined;
    if ("reason" in bare) return { outcome: "unusable", reason: bare.reason };
    return delimitedRecords({ format, fields: bare.fields, leadingField: eventTime });
  },
};

/** CloudWatch's own name for it; it repeats the record's `start`, and no field of a record can be called so. */
const eventTime = "@timestamp";
const timedLine = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z (.+)$/;
