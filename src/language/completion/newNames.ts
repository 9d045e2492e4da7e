import type { SyntaxToken } from "../analysis/syntaxTokens";
import { openBracket } from "../analysis/tokensBefore";

/** A name that nobody has given yet is written here: an alias, or a common table expression. */
export function givesName(before: readonly SyntaxToken[]): boolean {
  const last = before.at(-1);
  if (last?.kind !== "word") return false;
  if (["VIEW", "MACRO", "TABLE"].includes(last.says) && before[0]?.says === "CREATE") return true;
  if (last.says !== "AS") return false;
  const name = before.at(-2);
  // `WITH a AS |` and `CREATE VIEW v AS |` want a query.
  return !(before[0]?.says === "CREATE") && !(name !== undefined && isCteName(before)) && openCast(before) === undefined;
}

function isCteName(before: readonly SyntaxToken[]): boolean {
  let index = before.length - 2;
  if (before[index]?.says === ")") while (index > 0 && before[index]?.says !== "(") index--;
  const name = before[index]?.says === "(" ? index - 1 : index;
  const lead = before[name - 1]?.says;
  return (
    lead === "WITH" ||
    lead === "RECURSIVE" ||
    (lead === "," && before[name - 2]?.says === ")" && before.some((token) => token.says === "WITH"))
  );
}

/** The bracket of `CAST(` that is open here. */
export function openCast(before: readonly SyntaxToken[]): number | undefined {
  const bracket = openBracket(before);
  const called = bracket === undefined ? undefined : before[bracket - 1]?.says;
  return called === "CAST" || called === "TRY_CAST" ? bracket : undefined;
}
