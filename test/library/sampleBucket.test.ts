import { isIP } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { awsTransitGatewayFields } from "../../src/language/schema/awsTransitGatewayFields";
import { awsVpcFields } from "../../src/language/schema/awsVpcFields";
import { type AwsRecord, objectsIn, projectFolder, readAwsParquet, readAwsText, sampleBucket, unpacked } from "./sampleObjects";

const awsFile =
  /(?<account>\d{12})_vpcflowlogs_(?<region>[a-z0-9-]+)_(?<log>fl-[0-9a-f]{17})_(?<time>20260314T\d{4}Z)_[0-9a-f]{8}\.log\.(?<kind>gz|parquet)$/;
const defaultLayout = /^AWSLogs\/(?<account>\d{12})\/vpcflowlogs\/(?<region>[a-z0-9-]+)\/2026\/03\/14\/[^/]+$/;
const hiveLayout =
  /^AWSLogs\/aws-account-id=(?<account>\d{12})\/aws-service=vpcflowlogs\/aws-region=(?<region>[a-z0-9-]+)\/year=2026\/month=03\/day=14\/hour=(?<hour>\d\d)\/[^/]+$/;
const ibmLayout = new RegExp(
  "^ibm_vpc_flowlogs_v1/account=(?<account>[0-9a-f]{32})/region=(?<region>[a-z-]+)/vpc-id=(?<vpc>[^/:]+)/subnet-id=(?<subnet>[^/:]+)" +
    "/endpoint-type=vnics/instance-id=(?<instance>[^/:]+)/vnic-id=(?<vnic>[0-9a-f-]+)/record-type=(?<direction>ingress|egress)" +
    "/year=2026/month=03/day=14/hour=(?<hour>\\d\\d)/stream-id=\\d{8}T\\d{6}Z/(?<sequence>\\d{8})\\.gz$",
);

const objects = objectsIn(sampleBucket);
const textObjects = objects.filter(({ key }) => key.endsWith(".log.gz"));
const parquetObjects = objects.filter(({ key }) => key.endsWith(".log.parquet"));
const ibmObjects = objects.filter(({ key }) => key.startsWith("ibm_"));

describe("the sample bucket", () => {
  it("is small", () => {
    expect(objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(objects.length).toBeLessThanOrEqual(120);
  });

  it("holds nothing but AWS text, AWS Parquet and IBM objects, and says in its documentation how many", () => {
    expect(textObjects.length + parquetObjects.length + ibmObjects.length).toBe(objects.length);
    expect(readFileSync(join(projectFolder, "docs/sample-bucket.md"), "utf8")).toContain(` ${String(objects.length)} objects`);
  });

  it("has default layouts of versions 2, 5 and 11, the Hive layout, a transit gateway and IBM", () => {
    const versions = new Set(textObjects.flatMap((object) => readAwsText(object).records.map((record) => record.version)));
    expect([...versions].sort()).toEqual(["11", "2", "5", "6"]);
    expect(parquetObjects.length).toBeGreaterThan(0);
    expect(ibmObjects.length).toBeGreaterThan(0);
  });
});

describe.each(textObjects)("$key", (object) => {
  const { fields, rows, records } = readAwsText(object);
  const name = namedParts(awsFile, object.key);

  it("lies where AWS would put it", () => {
    const place = namedParts(defaultLayout, object.key);
    expect({ account: place.account, region: place.region }).toEqual({ account: name.account, region: name.region });
  });

  it("has a header of AWS fields and as many values in every line", () => {
    const known = new Set([...awsVpcFields.map(({ field }) => field), ...awsTransitGatewayFields]);
    expect(fields.filter((field) => !known.has(field))).toEqual([]);
    expect(rows.filter((row) => row.length !== fields.length || row.includes(""))).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  it("states the highest version among its fields", () => {
    const newest = awsVpcFields.filter(({ field }) => fields.includes(field)).map(({ version }) => version);
    const version = fields.includes("tgw-id") ? 6 : Math.max(...newest);
    expect(new Set(records.map((record) => record.version))).toEqual(new Set([String(version)]));
  });

  it("holds sound records that end in its five minutes", () => {
    expect(records.flatMap((record) => wrongWith(record, name))).toEqual([]);
  });
});

describe.each(parquetObjects)("$key", (object) => {
  it("has AWS's columns, gzipped pages and sound records that end in its five minutes", async () => {
    const name = namedParts(awsFile, object.key);
    const place = namedParts(hiveLayout, object.key);
    expect({ account: place.account, region: place.region, hour: place.hour }).toEqual({
      account: name.account,
      region: name.region,
      hour: name.time?.slice(9, 11),
    });
    const { columns, compressions, records } = await readAwsParquet(object);
    expect(columns).toEqual(
      awsVpcFields
        .filter(({ version }) => version <= 5)
        .map(({ field }) => ({
          name: field.replaceAll("-", "_"),
          type: physicalType(field),
          isText: physicalType(field) === "BYTE_ARRAY",
        })),
    );
    expect(compressions).toEqual(["GZIP"]);
    expect(records.length).toBeGreaterThan(0);
    expect(records.flatMap((record) => wrongWith(record, name))).toEqual([]);
  });
});

describe("objects of IBM", () => {
  it.each(ibmObjects)("are one JSON document that agrees with its key: $key", (object) => {
    const key = namedParts(ibmLayout, object.key);
    const text = unpacked(object);
    expect(text).not.toContain("\n");
    const document = JSON.parse(text) as IbmDocument;
    expect(document.version).toBe("0.0.1");
    expect(document.number_of_flow_logs).toBe(document.flow_logs.length);
    expect([document.vpc_crn, document.instance_crn, document.network_interface_id]).toEqual([
      decodeURIComponent(key.vpc ?? ""),
      decodeURIComponent(key.instance ?? ""),
      key.vnic,
    ]);
    expect(["ok", "skip data"]).toContain(document.state);
    expect(document.capture_start_time.slice(11, 13)).toBe(key.hour);
    expect(Date.parse(document.capture_end_time) - Date.parse(document.capture_start_time)).toBe(300_000);
    expect(document.flow_logs.flatMap((flow) => wrongWithFlow(flow, document, key.direction === "ingress" ? "I" : "O"))).toEqual([]);
  });

  it("come in pairs, ingress and egress, one for each interface and window", () => {
    const [ingress, egress] = ["ingress", "egress"].map((direction) =>
      ibmObjects.flatMap(({ key }) => (key.includes(`/record-type=${direction}/`) ? [key.replace(direction, "")] : [])),
    );
    expect(ingress).toEqual(egress);
    expect(ingress).toHaveLength(ibmObjects.length / 2);
  });

  it("have silent windows and one whose records were lost", () => {
    const documents = ibmObjects.map((object) => JSON.parse(unpacked(object)) as IbmDocument);
    expect(documents.filter(({ state }) => state === "skip data")).toHaveLength(1);
    expect(documents.filter(({ state, flow_logs }) => state === "ok" && flow_logs.length === 0).length).toBeGreaterThan(1);
  });
});

interface IbmDocument {
  readonly version: string;
  readonly network_interface_id: string;
  readonly instance_crn: string;
  readonly vpc_crn: string;
  readonly capture_start_time: string;
  readonly capture_end_time: string;
  readonly state: string;
  readonly number_of_flow_logs: number;
  readonly flow_logs: readonly Readonly<Record<string, string | number | boolean>>[];
}

const ibmFlowFields = (
  "start_time end_time connection_start_time direction action initiator_ip target_ip initiator_port target_port transport_protocol " +
  "ether_type was_initiated was_terminated bytes_from_initiator packets_from_initiator bytes_from_target packets_from_target " +
  "cumulative_bytes_from_initiator cumulative_packets_from_initiator cumulative_bytes_from_target cumulative_packets_from_target"
).split(" ");

function wrongWithFlow(flow: IbmDocument["flow_logs"][number], document: IbmDocument, direction: string): unknown[] {
  const { capture_start_time: from, capture_end_time: to } = document;
  const start = String(flow.start_time);
  const end = String(flow.end_time);
  const sound =
    Object.keys(flow).join() === ibmFlowFields.join() &&
    flow.direction === direction &&
    (flow.action === "accepted" || flow.action === "rejected") &&
    isIP(String(flow.initiator_ip)) === 4 &&
    isIP(String(flow.target_ip)) === 4 &&
    [6, 17].includes(Number(flow.transport_protocol)) &&
    from <= start &&
    start <= end &&
    end < to &&
    String(flow.connection_start_time) <= start &&
    Number(flow.cumulative_bytes_from_initiator) >= Number(flow.bytes_from_initiator) &&
    Number(flow.cumulative_packets_from_target) >= Number(flow.packets_from_target) &&
    (flow.action === "accepted" || flow.packets_from_target === 0);
  return sound ? [] : [flow];
}

const flowOnly = "srcaddr dstaddr srcport dstport protocol packets bytes action tcp-flags type pkt-srcaddr pkt-dstaddr traffic-path".split(
  " ",
);

/** The record itself when something about it is not as AWS writes it. */
function wrongWith(record: AwsRecord, name: Readonly<Record<string, string>>): AwsRecord[] {
  const start = Number(record.start);
  const end = Number(record.end);
  const window = Date.parse((name.time ?? "").replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:00Z")) / 1000;
  const timely = start <= end && end - start < 60 && end >= window && end < window + 300;
  const sound = record["log-status"] === "OK" ? isSoundFlow(record) : isSoundGap(record);
  return timely && sound && record["account-id"] === name.account ? [] : [record];
}

function isSoundFlow(record: AwsRecord): boolean {
  const family = isIP(record.srcaddr ?? "");
  const packets = Number(record.packets);
  const blocked = record["reject-reason"] === "BPA";
  const perPacket = Number(record.bytes) / packets;
  return (
    family !== 0 &&
    isIP(record.dstaddr ?? "") === family &&
    (record.type === undefined || record.type === (family === 6 ? "IPv6" : "IPv4")) &&
    (record["tgw-id"] !== undefined ? record.action === undefined : ["ACCEPT", "REJECT"].includes(record.action ?? "")) &&
    (["1", "58"].includes(record.protocol ?? "") ? record.srcport === "0" && record.dstport === "0" : Number(record.dstport) > 0) &&
    packets > 0 &&
    (blocked ? record.bytes === undefined : perPacket >= 28 && perPacket <= 1500) &&
    (record["traffic-path"] === undefined || record["flow-direction"] === "egress") &&
    [undefined, "0", "1", "2", "3", "18", "19"].includes(record["tcp-flags"])
  );
}

function isSoundGap(record: AwsRecord): boolean {
  return ["NODATA", "SKIPDATA"].includes(record["log-status"] ?? "") && flowOnly.every((field) => record[field] === undefined);
}

function physicalType(field: string): string {
  if (["version", "srcport", "dstport", "protocol", "tcp-flags", "traffic-path"].includes(field)) return "INT32";
  return ["packets", "bytes", "start", "end"].includes(field) ? "INT64" : "BYTE_ARRAY";
}

function namedParts(pattern: RegExp, key: string): Readonly<Record<string, string>> {
  const groups = pattern.exec(key)?.groups;
  if (groups === undefined) throw new Error(`${key} lies where nobody would put it.`);
  return groups;
}
