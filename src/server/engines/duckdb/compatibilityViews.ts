import { catalogs } from "./database";
import { quoteName } from "./quoting";

/**
 * Relations under the names that other tools' queries expect, so that a query pasted from their documentation or a blog runs:
 * Athena (today's and the older names), IBM's SQL service, Tailpipe and OmniSci. Names and types follow those tools.
 */

const records = `${catalogs.index}.main.flow_records`;
const flows = `${catalogs.index}.main.flows`;

/** Column name and the SQL over `flows` that gives it. */
type Columns = readonly (readonly [name: string, sql: string])[];

const same = (...names: string[]): Columns => names.map((name) => [name, quoteName(name)] as const);

const epoch = (column: string) => `CAST(epoch(${column}) AS BIGINT)`;
/** IBM writes times as text. */
const ibmTime = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`;
const fromKey = (part: string) => `nullif(regexp_extract("object", '/${part}=([^/]*)', 1), '')`;
const window = "coalesce(capture_start_time, start_time)";

const athenaColumns: Columns = [
  ...same("version", "account_id", "interface_id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes"),
  ["start", epoch("start_time")],
  ["end", epoch("end_time")],
  ...same("action", "log_status", "vpc_id", "subnet_id", "instance_id", "tcp_flags", "type", "pkt_srcaddr", "pkt_dstaddr", "region"),
  ...same("az_id", "sublocation_type", "sublocation_id", "pkt_src_aws_service", "pkt_dst_aws_service", "flow_direction", "traffic_path"),
  ["account", "account_id"],
  ["accid", "account_id"],
  ["interfaceid", "interface_id"],
  ["sourceaddress", "srcaddr"],
  ["destinationaddress", "dstaddr"],
  ["sourceport", "srcport"],
  ["destinationport", "dstport"],
  ["numpackets", "packets"],
  ["numbytes", "bytes"],
  ["starttime", epoch("start_time")],
  ["endtime", epoch("end_time")],
  ["logstatus", "log_status"],
  ["vpcid", "vpc_id"],
  ["subnetid", "subnet_id"],
  ["instanceid", "instance_id"],
  ["tcpflags", "tcp_flags"],
  ["traffictype", '"type"'],
  ["packetsourceaddress", "pkt_srcaddr"],
  ["packetdestinationaddress", "pkt_dstaddr"],
  ["dt", "strftime(start_time, '%Y-%m-%d')"],
  ["date", "CAST(start_time AS DATE)"],
  ["year", "strftime(start_time, '%Y')"],
  ["month", "strftime(start_time, '%m')"],
  ["day", "strftime(start_time, '%d')"],
  ["hour", "strftime(start_time, '%H')"],
];

const ibmFlowColumns: Columns = [
  ["start_time", ibmTime("start_time")],
  ["end_time", ibmTime("end_time")],
  ["connection_start_time", ibmTime("coalesce(connection_start_time, start_time)")],
  ["direction", "CASE flow_direction WHEN 'ingress' THEN 'I' WHEN 'egress' THEN 'O' ELSE direction END"],
  ["action", `CASE "action" WHEN 'ACCEPT' THEN 'accepted' WHEN 'REJECT' THEN 'rejected' ELSE "action" END`],
  ["initiator_ip", "srcaddr"],
  ["target_ip", "dstaddr"],
  ["initiator_port", "srcport"],
  ["target_port", "dstport"],
  ["transport_protocol", "protocol"],
  ["ether_type", `coalesce(ether_type, "type")`],
  ...same("was_initiated", "was_terminated"),
  ["bytes_from_initiator", "bytes"],
  ["packets_from_initiator", "packets"],
  ["bytes_from_target", "bytes_reply"],
  ["packets_from_target", "packets_reply"],
  ...same("cumulative_bytes_from_initiator", "cumulative_packets_from_initiator"),
  ...same("cumulative_bytes_from_target", "cumulative_packets_from_target"),
];

const ibmWindowColumns: Columns = [
  ["version", "coalesce(ibm_version, CAST(version AS VARCHAR))"],
  ...same("collector_crn", "attached_endpoint_type"),
  ["network_interface_id", "interface_id"],
  ...same("instance_crn"),
  ["capture_start_time", window],
  ["capture_end_time", "coalesce(capture_end_time, end_time)"],
];

const ibmPartitionColumns: Columns = [
  ["vnic-id", "interface_id"],
  ["record-type", `coalesce(${fromKey("record-type")}, flow_direction)`],
  ["year", `year(${window})`],
  ["month", `month(${window})`],
  ["day", `day(${window})`],
  ["hour", `hour(${window})`],
  ["stream-id", fromKey("stream-id")],
];

const ibmPlaceColumns: Columns = [
  ["account", "account_id"],
  ["region", "region"],
  ["vpc-id", "coalesce(vpc_crn, vpc_id)"],
  ["subnet-id", `coalesce(url_decode(${fromKey("subnet-id")}), subnet_id)`],
  ["endpoint-type", fromKey("endpoint-type")],
  ["instance-id", "coalesce(instance_crn, instance_id)"],
];

const windowTimes = ["capture_start_time", "capture_end_time"];

/** What OmniSci's table had from look-ups of its loader; without such look-ups it is NULL. */
const omnisciLookups: Columns = [
  ...["src_lon", "src_lat"].map((name) => [name, "NULL::FLOAT"] as const),
  ...["src_city", "src_state", "src_zip_code", "src_country", "src_country_iso"].map((name) => [name, "NULL::VARCHAR"] as const),
  ["otx_intel", "NULL::BOOLEAN"],
  // Of the table of autonomous systems that it was joined with.
  ...["ip_int", "network_int", "broadcast_int", "ip_as_int"].map((name) => [name, "NULL::BIGINT"] as const),
  ...["column_1", "asn", "country", "org"].map((name) => [name, "NULL::VARCHAR"] as const),
];

const omnisciColumns: Columns = [
  ...same("version", "account_id", "interface_id"),
  ["source_address", "srcaddr"],
  ["dest_address", "dstaddr"],
  ["src_port", "CAST(srcport AS VARCHAR)"],
  ["dest_port", "CAST(dstport AS VARCHAR)"],
  ["protocol", "CAST(protocol AS VARCHAR)"],
  ...same("packets", "bytes"),
  ["flowlog_start", "start_time"],
  ["flowlog_end", "end_time"],
  ...same("action", "log_status"),
  ...omnisciLookups,
];

const tailpipeColumns: Columns = [
  ["tp_timestamp", "start_time"],
  ["tp_source_ip", "srcaddr"],
  ["tp_destination_ip", "dstaddr"],
  ["tp_ips", "list_distinct(list_filter([srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr], lambda ip: ip IS NOT NULL))"],
  ["tp_akas", "NULL::VARCHAR[]"],
  ["tp_index", "account_id"],
  ["tp_partition", "provider"],
  ["tp_date", "CAST(start_time AS DATE)"],
  ...same("start_time", "end_time", "version", "account_id", "interface_id"),
  ["src_addr", "srcaddr"],
  ["dst_addr", "dstaddr"],
  ["src_port", "srcport"],
  ["dst_port", "dstport"],
  ...same("protocol", "packets", "bytes", "action", "log_status", "vpc_id", "subnet_id", "instance_id", "tcp_flags", "type"),
  ["pkt_src_addr", "pkt_srcaddr"],
  ["pkt_dst_addr", "pkt_dstaddr"],
  ...same("region", "az_id", "sublocation_type", "sublocation_id", "pkt_src_aws_service", "pkt_dst_aws_service", "flow_direction"),
  ...same("traffic_path", "ecs_cluster_arn", "ecs_cluster_name", "ecs_container_instance_arn", "ecs_container_instance_id"),
  ...same("ecs_container_id", "ecs_second_container_id", "ecs_service_name", "ecs_task_definition_arn", "ecs_task_arn", "ecs_task_id"),
  ...same("reject_reason"),
  ["export_timestamp", "NULL::TIMESTAMP"],
];

export interface CompatibilityView {
  readonly name: string;
  /** One sentence in Markdown. */
  readonly documentation: string;
  readonly sql: string;
  /** Those that are made of one row of `flow_records`. */
  readonly columns: Columns;
}

const flatColumns: Columns = [...ibmWindowColumns, ...ibmPartitionColumns, ...ibmPlaceColumns, ...ibmFlowColumns];

export const compatibilityViews: readonly CompatibilityView[] = [
  {
    name: "vpc_flow_logs",
    documentation: "Every record under the names of AWS's tables for Athena, today's and the older ones, so that queries made for it run.",
    sql: select(athenaColumns, records),
    columns: athenaColumns,
  },
  {
    name: "FLOW_FLAT",
    documentation: "Every flow under the names of IBM's SQL service, one row a flow, so that queries made for it run.",
    sql: select(flatColumns, flows),
    columns: flatColumns,
  },
  {
    name: "FLOW",
    documentation: "Every capture window under the names of IBM's SQL service, its flows in the array `flow_logs`.",
    sql: nestedFlow(),
    columns: [...ibmWindowColumns, ...ibmPartitionColumns, ...ibmPlaceColumns],
  },
  {
    name: "aws_vpc_flow_log",
    documentation: "Every record under the names of Tailpipe, so that queries made for it run.",
    sql: select(tailpipeColumns, records),
    columns: tailpipeColumns,
  },
  { name: "converge_flowlog", ...omnisciView() },
  { name: "flowlogs", ...omnisciView() },
];

function omnisciView(): Omit<CompatibilityView, "name"> {
  const documentation = "Every record under the names of OmniSci's table of flow logs, so that queries made for it run.";
  return { documentation, sql: select(omnisciColumns, records), columns: omnisciColumns };
}

function select(columns: Columns, from: string): string {
  return `SELECT ${columns.map(([name, sql]) => `${sql} AS ${quoteName(name)}`).join(", ")} FROM ${from}`;
}

/** One row a capture window, as IBM's objects have it: the flows are an array, which is empty where nothing flowed. */
function nestedFlow(): string {
  const outer = [...ibmWindowColumns, ...ibmPartitionColumns, ...ibmPlaceColumns];
  const flow = ibmFlowColumns.map(([name, sql]) => `${quoteName(name)} := ${sql}`).join(", ");
  const isFlow = "(log_status IS NULL OR log_status NOT IN ('NODATA', 'SKIPDATA'))";
  const rows = `SELECT ${outer.map(([name, sql]) => `${sql} AS ${quoteName(name)}`).join(", ")}, "object",
    CASE WHEN ${isFlow} THEN struct_pack(${flow}) END AS flow FROM ${records}`;
  // AWS's rows have no window of their own: all that an object has of an interface counts as one.
  const shared = outer.filter(([name]) => !windowTimes.includes(name));
  return `SELECT ${shared.map(([name]) => `any_value(${quoteName(name)}) AS ${quoteName(name)}`).join(", ")},
      min(capture_start_time) AS capture_start_time, max(capture_end_time) AS capture_end_time,
      count(flow) AS number_of_flow_logs, coalesce(list(flow) FILTER (WHERE flow IS NOT NULL), []) AS flow_logs
    FROM (${rows}) GROUP BY "object", network_interface_id`;
}
