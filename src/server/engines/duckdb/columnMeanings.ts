import { columnMeaning } from "../../../language/schema/flowColumns";
import type { ColumnMeaning } from "../../../protocol/query";
import type { CellShape } from "./cellValues";

/**
 * What a result column holds: what the column of `flows` with its name does, or what its name says that it counts, as long as the type
 * allows it (someone may call a sum of anything `bytes`, but no text), else what its type says.
 */
export function meaningOf(name: string, type: string, shape: CellShape): ColumnMeaning {
  const plain = meaningOfType(type, shape);
  const known = columnMeaning(name) ?? countedUnit(name);
  return known !== undefined && allowed[plain]?.has(known) === true ? known : plain;
}

/**
 * `bytes_read`, `total_bytes`, `sum(packets)`; but not `count(bytes)`, `bytes / 1024` or `bytes_per_second`, which have other units, nor
 * what names both.
 */
function countedUnit(name: string): "bytes" | "packets" | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/);
  const [unit, other] = (["bytes", "packets"] as const).filter((each) => words.includes(each));
  return other !== undefined || /[/*%]/.test(name) || words.some((word) => ofOtherUnits.has(word)) ? undefined : unit;
}

const ofOtherUnits: ReadonlySet<string> = new Set([
  ...["per", "rate", "ratio", "share", "percent", "pct", "rank", "count", "number", "distinct", "id", "log", "ln", "stddev", "variance"],
  ...["port", "ports", "records", "flows", "windows", "seconds", "minutes", "hours", "days", "kib", "mib", "gib", "kb", "mb", "gb"],
]);

function meaningOfType(type: string, shape: CellShape): ColumnMeaning {
  switch (shape) {
    case "boolean":
      return "boolean";
    case "number":
      return "integer";
    case "digits":
      return type.startsWith("DECIMAL") && !/^DECIMAL\(\d+,\s*0\)$/.test(type) ? "decimal" : "integer";
    case "float":
    case "double":
      return "decimal";
    case "time":
    case "timeZoned":
      return "time";
    case "hex":
      return "blob";
    case "nested":
      return "nested";
    case "text":
      return type === "JSON" ? "nested" : "text";
    case "written":
      return type === "DATE" ? "date" : type === "INTERVAL" ? "interval" : "text";
  }
}

const allowed: Readonly<Partial<Record<ColumnMeaning, ReadonlySet<ColumnMeaning>>>> = {
  text: new Set<ColumnMeaning>(["text", "address", "action", "object", "protocol", "tcpFlags"]),
  integer: new Set<ColumnMeaning>(["integer", "port", "protocol", "bytes", "packets", "tcpFlags"]),
  decimal: new Set<ColumnMeaning>(["bytes", "packets"]),
};
