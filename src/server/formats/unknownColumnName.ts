import { flowColumn } from "../../language/schema/flowColumns";

/**
 * The column of a field that is not documented: its own name, hyphens as underscores. Where `flows` has a column of that name
 * with values of another type, or one that no object fills, the new one steps aside.
 */
export function unknownColumnName(field: string): string {
  const name = field.replaceAll("-", "_");
  const taken = flowColumn(name);
  const shareable = taken === undefined || (taken.type === "VARCHAR" && Object.keys(taken.fields).length > 0);
  return shareable ? name : `${name}_field`;
}
