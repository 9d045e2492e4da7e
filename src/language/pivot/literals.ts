import type { Cell } from "../../protocol/query";
import { textLiteral } from "../statements/textLiterals";

/** A value of a result as SQL writes it, by the type of its column. The one place where values from data become part of a statement. */
export function cellLiteral(value: Exclude<Cell, null>, type: string): string {
  const text = String(value);
  const kind = literalKind(type);
  switch (kind) {
    case "boolean":
      return text === "true" ? "true" : "false";
    case "number":
      return /^-?\d+(?:\.\d+)?$/.test(text) ? text : castText(text, type);
    case "double":
      return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? text : castText(text, type);
    case "timestamp":
      return `${zoned.has(type) ? "TIMESTAMPTZ" : type === "TIMESTAMP_NS" ? type : "TIMESTAMP"} ${textLiteral(timeText(text, type))}`;
    case "date":
      return `DATE ${textLiteral(text)}`;
    case "blob":
      return `from_hex(${textLiteral(text)})`;
    case "text":
    case "nested":
      // No statement may hold a NUL.
      return text.includes("\0") ? `(${text.split("\0").map(textLiteral).join(" || chr(0) || ")})` : textLiteral(text);
    case "other":
      return castText(text, type);
  }
}

/** Values of these types are compared by the text that they are shown as. */
export function isNested(type: string): boolean {
  return literalKind(type) === "nested";
}

const zoned = new Set(["TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"]);
const integers = new Set(
  ["", "U"].flatMap((sign) => ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"].map((type) => `${sign}${type}`)),
);
const castable = new Set(["FLOAT", "DOUBLE", "TIME", "TIME_NS", "TIME WITH TIME ZONE", "INTERVAL", "UUID", "BIT", "BIGNUM", ...integers]);

function literalKind(type: string): "boolean" | "number" | "double" | "timestamp" | "date" | "blob" | "text" | "nested" | "other" {
  if (type === "BOOLEAN") return "boolean";
  if (integers.has(type) || /^DECIMAL\(\d+,\s*\d+\)$/.test(type)) return "number";
  if (type === "DOUBLE") return "double";
  if (type === "DATE") return "date";
  if (type === "BLOB") return "blob";
  if (zoned.has(type) || /^TIMESTAMP(?:_S|_MS|_NS)?$/.test(type)) return "timestamp";
  if (/\[\d*\]$|^(?:STRUCT|MAP|UNION|VARIANT)\b/.test(type)) return "nested";
  return castable.has(type) ? "other" : "text";
}

/** Only types that are known by name are written: the name of a type comes with the result, and is not ours. */
function castText(text: string, type: string): string {
  return `CAST(${textLiteral(text)} AS ${type})`;
}

function timeText(text: string, type: string): string {
  const spaced = text.replace("T", " ");
  return zoned.has(type) ? spaced.replace(/Z$/, "+00") : spaced.replace(/Z$/, "");
}
