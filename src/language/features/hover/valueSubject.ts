import type { PivotSubject } from "../../../protocol/pivot";
import type { ScopeColumn } from "../../analysis/scope";

const kinds = { interface_id: "interface", account_id: "account", instance_id: "instance" } as const;

/** What a value in a statement can be asked about as: by the column that it is compared with, else by its looks. Addresses are told elsewhere. */
export function valueSubject(value: string, column: ScopeColumn | undefined): PivotSubject | undefined {
  if (column?.meaning === "port")
    return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? { kind: "port", port: Number(value) } : undefined;
  const shown = column?.flowColumn ?? column?.valuesLike ?? column?.name;
  if (value !== "" && shown !== undefined && isKindOf(shown)) return { kind: kinds[shown], id: value };
  if (/^eni-[0-9a-f]{8,17}$/.test(value)) return { kind: "interface", id: value };
  return /^i-[0-9a-f]{8,17}$/.test(value) ? { kind: "instance", id: value } : undefined;
}

function isKindOf(name: string): name is keyof typeof kinds {
  return Object.hasOwn(kinds, name);
}
