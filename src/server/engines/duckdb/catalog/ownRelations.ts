import type { CatalogColumn, CatalogRelation } from "../../../../language/catalog/catalog";
import { flowColumn } from "../../../../language/schema/flowColumns";
import type { EngineRelation } from "./indexRelations";

/** A view or table of the user's own. */
export interface OwnRelation extends EngineRelation {
  readonly kind: "view" | "table";
}

/** The user's own relations. What their columns hold is guessed by name and type, as the columns of a result are. */
export function ownRelations(found: readonly OwnRelation[]): CatalogRelation[] {
  return found.map(({ name, kind, columns }) => ({
    name,
    kind: "own",
    documentation: kind === "view" ? "A view of your own." : "A table of your own.",
    columns: columns.map(ownColumn),
  }));
}

function ownColumn(column: { readonly name: string; readonly type: string }): CatalogColumn {
  const alike = flowColumn(column.name);
  return alike?.type === column.type ? { ...column, meaning: alike.meaning } : column;
}
