import type { CatalogColumn, CatalogRelation } from "../../../../language/catalog/catalog";
import { flowRelations } from "../../../../language/catalog/staticCatalog";
import { flowColumn } from "../../../../language/schema/flowColumns";
import { compatibilityViews, type CompatibilityView } from "../compatibilityViews";
import type { LayoutTable } from "../layoutTables";

/** A relation as the engine has it: its name, and the names and types of its columns in their order. */
export interface EngineRelation {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The relations of the index, `flows` first, with what is documented of their columns. */
export function indexRelations(found: readonly EngineRelation[], tables: readonly LayoutTable[]): CatalogRelation[] {
  const describers = [
    ...flowRelations.map((known) => ({ name: known.name, describe: (relation: EngineRelation) => ofFlows(relation, known, tables) })),
    ...compatibilityViews.map((view) => ({ name: view.name, describe: (relation: EngineRelation) => ofOtherTools(relation, view) })),
  ];
  return describers.flatMap(({ name, describe }) => {
    const relation = found.find((each) => each.name === name);
    return relation === undefined ? [] : [describe(relation)];
  });
}

function ofFlows({ name, columns }: EngineRelation, known: CatalogRelation, tables: readonly LayoutTable[]): CatalogRelation {
  const documented = new Map(known.columns.map((column) => [column.name, column]));
  return {
    ...known,
    name,
    columns: columns.map((column) => ({ ...(documented.get(column.name) ?? undocumented(column.name, tables)), ...column })),
  };
}

/** A field that a provider added, or that somebody made up, is kept as text under its own name. */
function undocumented(name: string, tables: readonly LayoutTable[]): Partial<CatalogColumn> {
  const having = tables.filter((table) => [...table.columns, ...table.objectColumns].some((column) => column.name === name));
  const providers = [...new Set(having.map((table) => `\`${table.provider}\``))].sort().join(", ");
  return {
    meaning: "text",
    documentation: `Field of the objects that is not documented, as text. Records of ${providers} have it.`,
    flowColumn: name,
  };
}

function ofOtherTools({ name, columns }: EngineRelation, view: CompatibilityView): CatalogRelation {
  const made = new Map(view.columns);
  return {
    name,
    kind: "flows",
    documentation: view.documentation,
    columns: columns.map((column) => ({
      ...column,
      ...origin(made.get(column.name)),
      ...ofWindows.get(column.name),
      ...spelled(name, column.name),
    })),
  };
}

/** What a column of a compatibility view is made of. */
function origin(sql: string | undefined): Partial<CatalogColumn> {
  if (sql === undefined) return {};
  const bare = /^"?(\w+)"?$/.exec(sql)?.[1];
  const shown = bare === undefined ? undefined : flowColumn(bare);
  if (shown !== undefined) return { meaning: shown.meaning, documentation: shown.documentation, flowColumn: shown.name };
  if (sql.startsWith("NULL::")) return { documentation: "Always NULL: it is there so that queries which name it run." };
  return { documentation: `Made of columns of \`flows\`: \`${sql}\`.`, ...valuesOf(sql) };
}

/** What is known of the values of an expression over columns of `flows`. */
function valuesOf(sql: string): Partial<CatalogColumn> {
  const asText = flowColumn(/^CAST\((\w+) AS VARCHAR\)$/.exec(sql)?.[1] ?? "");
  if (asText !== undefined) return { meaning: asText.meaning, valuesLike: asText.name };
  const time = /\b(?:start|end)_time\b/.exec(sql)?.[0];
  const as = timeForms.find(([form]) => form.test(sql))?.[1];
  return time === undefined || as === undefined ? {} : { timeOf: { flowColumn: time, as } };
}

const timeForms: readonly (readonly [form: RegExp, as: NonNullable<CatalogColumn["timeOf"]>["as"]])[] = [
  [/^CAST\(epoch\(\w+\) AS BIGINT\)$/, "seconds"],
  [/^CAST\(\w+ AS DATE\)$|^strftime\(\w+, '%Y-%m-%d'\)$/, "day"],
  [/^strftime\(.*, '%Y-%m-%dT%H:%M:%SZ'\)$/, "text"],
];

/** What IBM's table spells in its own way. */
function spelled(relation: string, column: string): Partial<CatalogColumn> {
  return relation === "FLOW_FLAT" ? (ofIbm.get(column) ?? {}) : {};
}

const ofIbm: ReadonlyMap<string, Partial<CatalogColumn>> = new Map<string, Partial<CatalogColumn>>([
  ["action", { meaning: "action", values: ["accepted", "rejected"] }],
  ["direction", { values: ["I", "O"] }],
  ["ether_type", { values: ["IPv4", "IPv6"] }],
  ["record-type", { values: ["ingress", "egress"] }],
]);

/** Columns that `FLOW` gathers from many rows. */
const ofWindows: ReadonlyMap<string, Partial<CatalogColumn>> = new Map([
  ["number_of_flow_logs", { meaning: "integer", documentation: "How many flows the capture window has." }],
  ["flow_logs", { meaning: "nested", documentation: "The flows of the capture window; empty where nothing flowed." }],
]);
