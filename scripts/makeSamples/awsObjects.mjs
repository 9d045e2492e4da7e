import { dateParts } from "./day.mjs";
import { gzip } from "./gzip.mjs";
import { SeededRandom } from "./seededRandom.mjs";

/**
 * An object of AWS text records: the header line, then one record a line, `-` where a field does not apply.
 *
 * @param {readonly string[]} fields @param {readonly import("./capture.mjs").AwsRecord[]} records
 */
export function textObject(fields, records) {
  const lines = [fields.join(" "), ...records.map((record) => fields.map((field) => record[field] ?? "-").join(" "))];
  return gzip(`${lines.join("\n")}\n`);
}

/**
 * Where AWS puts an object that begins at `window`: text in the default layout, Parquet in the hourly Hive layout.
 *
 * @param {Pick<import("./world.mjs").FlowLog, "account" | "region" | "id" | "layout">} flowLog @param {number} window
 */
export function objectKey(flowLog, window) {
  const { year, month, day, hour, minute } = dateParts(window);
  const { account, region, id } = flowLog;
  const parquet = flowLog.layout === "hiveParquet";
  const hash = new SeededRandom(`object ${id} ${window}`).hex(8);
  const name = `${account}_vpcflowlogs_${region}_${id}_${year}${month}${day}T${hour}${minute}Z_${hash}.log.${parquet ? "parquet" : "gz"}`;
  if (!parquet) return `AWSLogs/${account}/vpcflowlogs/${region}/${year}/${month}/${day}/${name}`;
  const hive = `aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}`;
  return `AWSLogs/${hive}/year=${year}/month=${month}/day=${day}/hour=${hour}/${name}`;
}
