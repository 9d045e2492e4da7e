import type { ScopeColumn } from "../../analysis/scope";
import { Scope } from "../../analysis/scope";
import type { NameMeaning } from "../../analysis/nameMeanings";
import type { Catalog, CatalogFunction, CatalogRelation, FunctionSignature } from "../../catalog/catalog";
import { code, count, line, paragraphs, sqlBlock } from "./markdown";

/** A function: how it is called, what it does, an example. */
export function functionHover({ name, signatures, documentation, example }: CatalogFunction): string {
  const shown = signatures.slice(0, shownSignatures).map((signature) => signatureText(name, signature));
  const more =
    signatures.length > shownSignatures ? `… and ${count(signatures.length - shownSignatures)} more ways to call it.` : undefined;
  return paragraphs([sqlBlock(shown.join("\n")), more, documentation, example === undefined ? undefined : `Example: ${code(example)}`]);
}

const shownSignatures = 5;

/** `ip_in(addr VARCHAR, cidr VARCHAR) → BOOLEAN`. */
export function signatureText(name: string, { parameters, returns, variadic }: FunctionSignature): string {
  const last = variadic === true ? ["…"] : [];
  const written = [...parameters.map((parameter) => parameterText(parameter)), ...last].join(", ");
  return `${name}(${written})${returns === undefined ? "" : ` → ${returns}`}`;
}

export function parameterText({ name, type }: FunctionSignature["parameters"][number]): string {
  return type === undefined ? name : `${name} ${type}`;
}

export function relationHover({ name, kind, documentation, columns }: CatalogRelation, { index }: Catalog): string {
  const what = kind === "flows" ? "relation of the index" : "table or view of your own";
  const rows = name === "flows" && index !== undefined ? `${count(index.rows)} rows` : undefined;
  const span =
    name === "flows" && index?.firstRecord !== undefined && index.lastRecord !== undefined
      ? `${code(index.firstRecord)} to ${code(index.lastRecord)}`
      : undefined;
  return paragraphs([line([`**${code(name)}**`, what]), documentation, line([`${count(columns.length)} columns`, rows, span])]);
}

/** A common table expression, or a source under an alias. */
export function sourceHover({ name, cte, relation, source }: NameMeaning, catalog: Catalog): string {
  if (cte !== undefined && (source?.source.alias === undefined || source.source.alias.name === name)) {
    const columns = source?.columns ?? new Scope(catalog).cteColumns(cte);
    return paragraphs([line([`**${code(name)}**`, "common table expression"]), columnList(columns)]);
  }
  const read = relation?.name ?? cte?.name.name;
  const what = read === undefined ? "alias of a query" : `alias of ${code(read)}`;
  return paragraphs([line([`**${code(name)}**`, what]), read === undefined ? columnList(source?.columns ?? []) : relation?.documentation]);
}

function columnList(columns: readonly ScopeColumn[]): string | undefined {
  if (columns.length === 0) return undefined;
  const shown = columns.slice(0, shownColumns).map(({ name, type }) => (type === "" ? code(name) : `${code(name)} ${type}`));
  return `Columns: ${shown.join(", ")}${columns.length > shownColumns ? ` and ${columns.length - shownColumns} more` : ""}`;
}

const shownColumns = 12;
