import type { BegunComparison } from "../analysis/beforeValue";
import type { ScopeColumn } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import { writtenNetwork } from "./argumentItems";
import { type Completion, groups } from "./completion";

/** Names of the user's networks where an address is compared: no address equals a network, so the comparison becomes `ip_in`. */
export function comparedNetworks(
  column: ScopeColumn,
  { column: path, operator, cast, called }: BegunComparison,
  valueStart: number,
  { networks = [], functions }: Catalog,
): Completion[] {
  const [first, last] = [path[0], path.at(-1)];
  const negated = operator === "<>" || operator === "!=";
  if (first === undefined || last === undefined || !(negated || operator === "=") || !functions.has("ip_in")) return [];
  if (column.meaning !== "address" || cast !== undefined || called !== undefined) return [];
  const also = [
    { span: { start: first.start, end: first.start }, text: negated ? "NOT ip_in(" : "ip_in(" },
    { span: { start: last.end, end: valueStart }, text: ", " },
  ];
  return networks.map((network) => ({
    label: network.name,
    kind: "value",
    text: `${writtenNetwork(network)})`,
    description: network.blocks.join(", "),
    filter: `${network.name} ${network.blocks.join(" ")}`,
    group: groups.values,
    also,
  }));
}
