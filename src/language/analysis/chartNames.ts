import { parseChartLine } from "../chart/chartLine";
import type { Catalog } from "../catalog/catalog";
import type { StatementPiece } from "../statements/statementPieces";
import type { NameMeaning } from "./nameMeanings";
import { columnNamed, resultColumns } from "./resultColumns";
import { Scope, type ScopeColumn } from "./scope";
import type { StatementSyntax } from "./statementSyntax";

/** The columns that `-- @chart` lines above a statement name, with what they mean in it. `names`: those of the statement itself. */
export function chartNames(
  text: string,
  piece: StatementPiece,
  syntax: StatementSyntax,
  names: readonly NameMeaning[],
  catalog: Catalog,
): NameMeaning[] {
  const words = piece.comments.flatMap(({ start, end }) => parseChartLine(text.slice(start, end), start)?.words ?? []);
  if (!words.some((word) => word.is === "column")) return [];
  const result = resultColumns(syntax, new Scope(catalog));
  return words.flatMap((word) => {
    const column = word.is === "column" ? columnNamed(result, word.name) : undefined;
    if (word.is !== "column" || column === undefined) return [];
    return [{ ...meaningOf(column, names), name: word.name, start: word.start, end: word.end }];
  });
}

/** A column of the result has its name from an alias, or passes on what its item says; else it is the source's own. */
function meaningOf(column: ScopeColumn, names: readonly NameMeaning[]): Omit<NameMeaning, "name" | "start" | "end"> {
  const { item } = column;
  if (item?.alias !== undefined) return { kind: "alias", declaration: item.alias, column };
  const passedOn = names.find(({ start }) => start === item?.column?.at(-1)?.start);
  if (passedOn === undefined) return { kind: "column", column };
  const { kind, declaration } = passedOn;
  return { kind, column: passedOn.column ?? column, ...(declaration && { declaration }) };
}
