import type { Catalog, CatalogFunction, ColumnStatistics } from "../../../src/language/catalog/catalog";
import { flowRelations } from "../../../src/language/catalog/staticCatalog";

function scalar(name: string, parameters: readonly string[], kind: CatalogFunction["kind"] = "scalar"): readonly [string, CatalogFunction] {
  return [name, { name, kind, signatures: [{ parameters: parameters.map((each) => ({ name: each })), returns: "ANY" }] }];
}

function top(rows: number, values: Readonly<Record<string, number>>, filled = rows): ColumnStatistics {
  return {
    rows,
    filled,
    distinct: Object.keys(values).length,
    top: Object.entries(values)
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => other.count - one.count),
  };
}

/** What an index of 1,000 flows of AWS, version 2, tells. */
export const catalog: Catalog = {
  relations: [
    ...flowRelations,
    {
      name: "vpc_flow_logs",
      kind: "flows",
      columns: [
        { name: "sourceaddress", type: "VARCHAR", meaning: "address", flowColumn: "srcaddr" },
        { name: "destinationport", type: "INTEGER", meaning: "port", flowColumn: "dstport" },
        { name: "start", type: "BIGINT", timeOf: { flowColumn: "start_time", as: "seconds" } },
        { name: "date", type: "DATE", timeOf: { flowColumn: "start_time", as: "day" } },
        { name: "dt", type: "VARCHAR", timeOf: { flowColumn: "start_time", as: "day" } },
      ],
    },
    {
      name: "FLOW_FLAT",
      kind: "flows",
      columns: [
        { name: "target_port", type: "VARCHAR", meaning: "port", valuesLike: "dstport" },
        { name: "action", type: "VARCHAR", meaning: "action", values: ["accepted", "rejected"] },
        { name: "start_time", type: "VARCHAR", timeOf: { flowColumn: "start_time", as: "text" } },
      ],
    },
    {
      name: "hosts",
      kind: "own",
      columns: [
        { name: "ip", type: "VARCHAR" },
        { name: "Owner Name", type: "VARCHAR" },
        { name: "größe", type: "BIGINT" },
        { name: "limit", type: "BIGINT" },
      ],
    },
  ],
  functions: new Map([
    scalar("count", ["arg"], "aggregate"),
    scalar("sum", ["arg"], "aggregate"),
    scalar("starts_with", ["string", "search_string"]),
    scalar("now", []),
    scalar("range", ["start", "stop"]),
    scalar("read_csv", ["path"], "table"),
    ["ip_in", { ...scalar("ip_in", ["addr", "cidr"])[1], ours: true }],
    scalar("has_flags", ["flags", "names"]),
    scalar("date_trunc", ["part", "timestamp"]),
  ]),
  networks: [
    { name: "offices", blocks: ["10.8.0.0/16"] },
    { name: "partners", blocks: ["192.0.2.0/24", "2001:db8:7::/48"] },
  ],
  index: { rows: 1000, firstRecord: "2026-03-14T00:00:02Z", lastRecord: "2026-03-14T23:59:00Z", providers: ["aws"], awsVersion: 2 },
  statistics: new Map([
    ["action", top(1000, { ACCEPT: 900, REJECT: 100 })],
    ["dstport", top(1000, { 443: 410, 22: 300, 54321: 5 })],
    ["protocol", top(1000, { 6: 910, 17: 90 })],
    ["srcaddr", top(1000, { "10.0.1.5": 500, "10.0.2.7": 300, "203.0.113.77": 200 })],
    ["interface_id", top(1000, { "eni-0a11": 600, "eni-o'b": 400 })],
    ["object", top(1000, { "s3://logs/a/1.gz": 600, "s3://logs/a/2.gz": 200, "s3://logs/b/3.gz": 200 })],
    ["tcp_flags", top(1000, {}, 0)],
    ["start_time", { rows: 1000, filled: 1000, top: [], min: "2026-03-14T00:00:02Z", max: "2026-03-14T23:59:00Z" }],
  ]),
};
