import { kindOfAwsId } from "../../../base/awsId";
import { parsePort } from "../../../base/network/port";
import type { PivotSubject } from "../../../protocol/pivot";
import type { ScopeColumn } from "../../analysis/scope";

const kinds = { interface_id: "interface", account_id: "account", instance_id: "instance" } as const;

/** What a value in a statement can be asked about as: by the column that it is compared with, else by its looks. Addresses are told elsewhere. */
export function valueSubject(value: string, column: ScopeColumn | undefined): PivotSubject | undefined {
  if (column?.meaning === "port") {
    const port = parsePort(value);
    return port === undefined ? undefined : { kind: "port", port };
  }
  const shown = column?.flowColumn ?? column?.valuesLike ?? column?.name;
  if (value !== "" && shown !== undefined && isKindOf(shown)) return { kind: kinds[shown], id: value };
  const kind = kindOfAwsId(value);
  return kind && { kind, id: value };
}

function isKindOf(name: string): name is keyof typeof kinds {
  return Object.hasOwn(kinds, name);
}
