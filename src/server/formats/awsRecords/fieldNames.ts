import { isFlowLogKey } from "../objectKeys";
import { awsField } from "./awsLayoutColumns";

/**
 * Whether fields of these names, in header or Parquet spelling, are those of flow logs. One that only flow logs have makes
 * them so, if not most of the others are new; without any, all must be known and one must be a measure: `likely`, for what
 * else may be called `bytes`. A flow log's key makes up for what is missing, as a flow log may have any fields.
 */
export function areFlowLogFields(names: readonly string[], key: string): "surely" | "likely" | "no" {
  const known = names.filter((name) => awsField(name) !== undefined).length;
  if (known === 0) return "no";
  if (names.some((name) => tellingFields.test(name.replaceAll("_", "-")))) {
    return known * 2 >= names.length || isFlowLogKey(key) ? "surely" : "no";
  }
  if (known < names.length) return "no";
  if (isFlowLogKey(key)) return "surely";
  // Inventories of networks have accounts, VPCs and instances as well, but they measure nothing.
  return names.some((name) => measures.has(name)) ? "likely" : "no";
}

const tellingFields =
  /^(?:(?:src|dst)(?:addr|port)|pkt-.+|log-status|tcp-flags|flow-direction|traffic-path|encryption-status|next-hop-.+|tgw-.+|packets-lost-.+)$/;
const measures: ReadonlySet<string> = new Set(["packets", "bytes", "start", "end", "action"]);
