import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import { Scope, same } from "../analysis/scope";
import { blockAt } from "../analysis/statementSyntax";
import type { Catalog } from "../catalog/catalog";
import { nearNames } from "./nearNames";

/** So many names are told; more are no help. */
const mostNames = 3;

/** What to say behind the engine's sentence about a name that it does not know: what that is most likely meant to be, or where it is. */
export function engineHint(analyzed: AnalyzedText, span: TextSpan, catalog: Catalog): string | undefined {
  const near = nearNames(analyzed, span, catalog).slice(0, mostNames);
  if (near.length > 0) return `Did you mean ${near.join(", or ")}?`;
  return otherRelation(analyzed, span, catalog);
}

/** `FROM flow` reads what IBM's queries call FLOW, and has none of the columns of `flows`. */
function otherRelation(analyzed: AnalyzedText, { start, end }: TextSpan, catalog: Catalog): string | undefined {
  const piece = analyzed.pieceAt(start);
  const block = piece && blockAt(analyzed.syntaxOf(piece), start);
  const flows = catalog.relations[0];
  const column = flows?.columns.find(({ name }) => same(name, analyzed.text.slice(start, end)));
  if (block === undefined || flows === undefined || column === undefined) return undefined;
  const sources = new Scope(catalog).visibleSources(block);
  const read = sources.find(({ relation, columns }) => relation?.kind === "flows" && !columns.some(({ name }) => same(name, column.name)));
  return read?.relation && `${read.relation.name} has no such column: ${flows.name} has.`;
}
