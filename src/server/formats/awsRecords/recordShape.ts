import type { FlowColumn } from "../../../language/schema/flowColumn";
import { awsField } from "./awsLayoutColumns";

/**
 * Whether a record's values can be those of these fields: as many, each in the shape that its field has (or `-`), and at
 * least one of them in a shape that tells. Fields without a fixed shape take anything.
 */
export function fitsFields(fields: readonly string[], values: readonly string[]): boolean {
  if (fields.length !== values.length) return false;
  let telling = 0;
  for (const [index, field] of fields.entries()) {
    const value = values[index] ?? "";
    const shape = shapeOf(awsField(field));
    if (value === "-" || shape === undefined) continue;
    if (!shape.test(value)) return false;
    telling++;
  }
  return telling > 0;
}

/** Whether this is a flow record of some format: two different signs of one are enough, and nothing may be quoted. */
export function looksLikeFlowRecord(values: readonly string[]): boolean {
  if (values.length < 2 || values.length > 100 || values.some((value) => /["'{}=,]/.test(value))) return false;
  const count = (shape: RegExp) => values.filter((value) => shape.test(value)).length;
  const signs = [count(resourceId) > 0, count(address) > 1, count(epoch) > 1, count(verdict) > 0];
  return signs.filter(Boolean).length > 1;
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9a-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?)$/i;
const digits = /^\d{1,20}$/;
const epoch = /^(?:\d{10}|\d{13})$/;
const resourceId = /^(?:eni|nat|i|vpc|subnet|tgw|tgw-attach)-[0-9a-f]{8,17}$/;
const verdict = /^(?:ACCEPT|REJECT|NODATA|SKIPDATA)$/;

const shapesByColumn: Readonly<Record<string, RegExp>> = {
  account_id: /^(?:\d{12}|unknown)$/,
  interface_id: /^eni-[0-9a-f]+$/,
  vpc_id: /^vpc-[0-9a-f]+$/,
  subnet_id: /^subnet-[0-9a-f]+$/,
  instance_id: /^i-[0-9a-f]+$/,
  action: /^(?:ACCEPT|REJECT)$/,
  log_status: /^(?:OK|NODATA|SKIPDATA)$/,
  flow_direction: /^(?:ingress|egress)$/,
  resource_type: /^TransitGateway/,
  tgw_id: /^tgw-/,
  tgw_attachment_id: /^tgw-attach-/,
};

function shapeOf(column: FlowColumn | undefined): RegExp | undefined {
  if (column === undefined) return undefined;
  const own = shapesByColumn[column.name];
  if (own !== undefined) return own;
  if (column.meaning === "address") return address;
  if (column.meaning === "time") return epoch;
  return column.type === "VARCHAR" ? undefined : digits;
}
