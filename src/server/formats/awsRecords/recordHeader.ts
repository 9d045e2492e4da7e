import { isFlowLogKey } from "../objectKeys";
import { awsField } from "./awsLayoutColumns";
import { fitsFields } from "./recordShape";

/**
 * The fields that a first line names, when it is a header of flow log records. One field that only flow logs have makes it
 * one, next to fields that are new; without any, all must be known and the first record must fit.
 */
export function headerFields(lines: readonly string[], key: string): readonly string[] | undefined {
  const [first, record] = lines;
  if (first === undefined || first.length > longestHeader) return undefined;
  const fields = first.split(" ").filter((field) => field !== "");
  if (!fields.every((field) => fieldName.test(field))) return undefined;
  const known = fields.filter((field) => awsField(field) !== undefined).length;
  if (fields.some(isTellingField)) return known * 2 >= fields.length || isFlowLogKey(key) ? fields : undefined;
  if (known < fields.length) return undefined;
  return isFlowLogKey(key) || (record !== undefined && fitsFields(fields, record.split(" "))) ? fields : undefined;
}

/** A field that nothing but a flow log has; in header or Parquet spelling. */
export function isTellingField(field: string): boolean {
  return tellingFields.test(field.replaceAll("_", "-"));
}

/** All documented fields together are a sixth of this. */
const longestHeader = 8_192;
const fieldName = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/;
const tellingFields =
  /^(?:(?:src|dst)(?:addr|port)|pkt-.+|log-status|tcp-flags|flow-direction|traffic-path|encryption-status|next-hop-.+|tgw-.+|packets-lost-.+)$/;
