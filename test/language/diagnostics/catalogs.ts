import type { Catalog, CatalogColumn, CatalogFunction, CatalogRelation, ColumnStatistics } from "../../../src/language/catalog/catalog";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import { awsVpcFields } from "../../../src/language/schema/awsVpcFields";
import { columnMeaning, flowColumn, flowColumns } from "../../../src/language/schema/flowColumns";

/** A column under the name of another tool's table. */
function shown(name: string, as: string): CatalogColumn {
  const column = flowColumn(as);
  if (column === undefined) throw new Error(`${as} is no column of flows`);
  return { name, type: column.type, meaning: column.meaning, flowColumn: as };
}

const athena: CatalogRelation = {
  name: "vpc_flow_logs",
  kind: "flows",
  columns: [
    shown("sourceaddress", "srcaddr"),
    shown("destinationaddress", "dstaddr"),
    shown("sourceport", "srcport"),
    shown("destinationport", "dstport"),
    shown("numpackets", "packets"),
    shown("numbytes", "bytes"),
    shown("action", "action"),
    shown("log_status", "log_status"),
    shown("interface_id", "interface_id"),
    { name: "starttime", type: "BIGINT" },
    { name: "date", type: "DATE", meaning: "date" },
  ],
};

const ibm: CatalogRelation = {
  name: "FLOW_FLAT",
  kind: "flows",
  columns: [
    shown("initiator_ip", "srcaddr"),
    shown("target_ip", "dstaddr"),
    shown("initiator_port", "srcport"),
    shown("target_port", "dstport"),
    shown("transport_protocol", "protocol"),
    shown("bytes_from_initiator", "bytes"),
    shown("bytes_from_target", "bytes_reply"),
    shown("cumulative_bytes_from_initiator", "cumulative_bytes_from_initiator"),
    { name: "action", type: "VARCHAR", meaning: "action" },
    { name: "connection_start_time", type: "VARCHAR" },
    { name: "vnic-id", type: "VARCHAR" },
  ],
};

const omnisci: CatalogRelation = {
  name: "flowlogs",
  kind: "flows",
  columns: [
    shown("source_address", "srcaddr"),
    shown("action", "action"),
    shown("log_status", "log_status"),
    { name: "otx_intel", type: "BOOLEAN" },
  ],
};

const own: CatalogRelation = {
  name: "hosts",
  kind: "own",
  columns: [
    { name: "ip", type: "VARCHAR", meaning: columnMeaning("srcaddr") ?? "text" },
    { name: "Owner Name", type: "VARCHAR" },
  ],
};

function ours(name: string): readonly [string, CatalogFunction] {
  return [name, { name, kind: "scalar", signatures: [], ours: true }];
}

function counted(values: Readonly<Record<string, number>>): ColumnStatistics {
  return { rows: 1000, filled: 1000, top: Object.entries(values).map(([value, count]) => ({ value, count })) };
}

function filled(isFilled: (name: string) => boolean): ReadonlyMap<string, ColumnStatistics> {
  return new Map(flowColumns.map(({ name }) => [name, { rows: 1000, filled: isFilled(name) ? 1000 : 0, top: [] }]));
}

const relations = [...staticCatalog.relations, athena, ibm, omnisci, own];
const functions = new Map([ours("ip_in"), ours("ip_network"), ours("has_flags")]);
const records = { firstRecord: "2026-03-14T00:00:00Z", lastRecord: "2026-03-14T23:59:00Z" };

const version2 = new Set(awsVpcFields.filter(({ version }) => version === 2).map(({ field }) => field));

export const catalogs = {
  /** Before anything is indexed. */
  static: staticCatalog,
  /** An index of everything, in which every column is filled. */
  full: {
    relations,
    functions,
    statistics: filled(() => true),
    index: { rows: 100_000, ...records, providers: ["aws", "aws-tgw", "ibm"], awsVersion: 11 },
  },
  /** The same, before there are functions of ours. */
  withoutFunctions: { relations, functions: new Map(), statistics: filled(() => true) },
  /** AWS alone, with the 14 fields of version 2. */
  version2: {
    relations,
    functions,
    statistics: filled((name) => version2.has(flowColumn(name)?.fields.aws ?? "")),
    index: { rows: 100_000, ...records, providers: ["aws"], awsVersion: 2 },
  },
  /** As `full`, with the values of a column counted. */
  counted: {
    relations,
    functions,
    statistics: new Map([...filled(() => true), ["action", counted({ ACCEPT: 800, REJECT: 198, odd: 2 })]]),
  },
  /** As `full`, and large. */
  large: {
    relations,
    functions,
    statistics: filled(() => true),
    index: { rows: 80_000_000, ...records, providers: ["aws", "aws-tgw", "ibm"], awsVersion: 11 },
  },
} as const satisfies Record<string, Catalog>;
