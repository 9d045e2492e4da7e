import type { PivotSubject } from "../../protocol/pivot";
import type { ColumnMeaning } from "../../protocol/query";

const byName: ReadonlyMap<string, PivotSubject["kind"]> = new Map([
  ["interface_id", "interface"],
  ["account_id", "account"],
  ["instance_id", "instance"],
]);

/** What the values of a column lead to: what they mean, else what the column is called. Ports of initiators lead nowhere, for they are ephemeral. */
export function linkOf(name: string, meaning: ColumnMeaning): PivotSubject["kind"] | undefined {
  if (meaning === "address") return "address";
  if (meaning === "port") return name === "initiator_port" ? undefined : "port";
  return byName.get(name);
}
