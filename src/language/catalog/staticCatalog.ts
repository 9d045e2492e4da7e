import type { ColumnMeaning } from "../../protocol/query";
import { captureGapColumns } from "../schema/captureGapColumns";
import { conversationColumns, conversationOutcomes, directionSources } from "../schema/conversationColumns";
import type { SchemaColumn } from "../schema/flowColumn";
import { flowColumns } from "../schema/flowColumns";
import type { Catalog, CatalogColumn, CatalogRelation } from "./catalog";

/** What the values of these are is known from `flows`, or without any. */
const ofConversations: ReadonlyMap<string, Partial<CatalogColumn>> = new Map<string, Partial<CatalogColumn>>([
  ...["provider", "account_id", "vpc_id", "interface_id", "protocol"].map((name) => [name, { flowColumn: name }] as const),
  ["initiator", { valuesLike: "srcaddr" }],
  ["initiator_port", { valuesLike: "srcport" }],
  ["responder", { valuesLike: "dstaddr" }],
  ["port", { valuesLike: "dstport" }],
  ["outcome", { values: conversationOutcomes }],
  ["direction_from", { values: directionSources }],
]);

const ofGaps: ReadonlyMap<string, Partial<CatalogColumn>> = new Map<string, Partial<CatalogColumn>>([
  ...["provider", "account_id", "interface_id"].map((name) => [name, { valuesLike: name }] as const),
  ["log_status", { values: ["NODATA", "SKIPDATA"] }],
]);

const ofFlows = flowColumns.map((column) => ({ ...documented(column), flowColumn: column.name }));

/** The relations of every index, with what is documented of their columns. */
export const flowRelations: readonly CatalogRelation[] = [
  {
    name: "flows",
    kind: "flows",
    documentation: "Every flow of the index, of all providers, one row a flow record.",
    columns: ofFlows,
  },
  {
    name: "flow_records",
    kind: "flows",
    documentation: "`flows` and `capture_gaps` together: every record as the provider wrote it.",
    columns: ofFlows,
  },
  {
    name: "capture_gaps",
    kind: "flows",
    documentation: "Windows in which nothing flowed (`NODATA`) or records were lost (`SKIPDATA`).",
    columns: captureGapColumns.map((column) => ({ ...documented(column), ...ofGaps.get(column.name) })),
  },
  {
    name: "conversations",
    kind: "flows",
    documentation: "Flows as connections: both directions of a 5-tuple on one interface in one row, with who began.",
    columns: conversationColumns.map((column) => ({ ...documented(column), ...ofConversations.get(column.name) })),
  },
];

/** What is known before an index tells more. */
export const staticCatalog: Catalog = { relations: flowRelations, functions: new Map(), statistics: new Map() };

function documented({ name, type, meaning, documentation }: SchemaColumn): CatalogColumn & { readonly meaning: ColumnMeaning } {
  return { name, type, meaning, documentation };
}
