import type { StatementOutline } from "../../protocol/query";
import { startWithComments } from "../runs/statements";

/** A statement as a file of its own: with the comments above it, its name, and the declarations of its parameters. */
export function libraryText(text: string, outline: readonly StatementOutline[], index: number, name: string): string {
  const statement = outline[index];
  if (statement === undefined) return "";
  const { span, parameters } = statement;
  const above = text.slice(startWithComments(text, outline[index - 1]?.span.end ?? 0, span.start), span.start);
  const lines = above.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "" && !/^\s*--\s*@name\b/.test(line));
  const declared = (parameter: string): boolean =>
    lines.some((line) => /^\s*--\s*@param\s+\$?([\p{L}\p{N}_]+)/u.exec(line)?.[1]?.toLowerCase() === parameter.toLowerCase());
  // Declared above another statement, for the whole file.
  const others = parameters.filter((parameter) => !declared(parameter.name)).map((parameter) => declarationOf(parameter));
  const sql = text.slice(span.start, span.end).replaceAll("\r\n", "\n");
  return [`-- @name ${name}`, ...lines, ...others, `${sql};`, ""].join("\n");
}

function declarationOf({ name, type, defaultText, choicesSql }: StatementOutline["parameters"][number]): string {
  const value = defaultText === undefined ? "" : ` = ${defaultText}`;
  return `-- @param ${name} ${type}${value}${choicesSql === undefined ? "" : ` from ${choicesSql}`}`;
}

/** What a file is called whose statement has this name. */
export function libraryFileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${words.join("-").slice(0, longestName).replace(/-$/, "") || "query"}.flowsql`;
}

const longestName = 80;
