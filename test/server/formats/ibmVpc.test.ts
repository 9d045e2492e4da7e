import { describe, expect, it } from "vitest";
import { recogniseObject } from "../../../src/server/formats";
import { ibmDocument, ibmEgressFlow, ibmIngressFlow } from "../../support/flowSamples";
import { columnsOf, jsonLayoutOf, recogniseText } from "./recognition";

const known = jsonLayoutOf(recogniseText(ibmDocument([ibmEgressFlow])));
const added = (text: string) => columnsOf(jsonLayoutOf(recogniseText(text))).slice(known.columns.length);

describe("an IBM document", () => {
  it("fills the shared columns and keeps its own", () => {
    expect([...columnsOf(known)].sort()).toEqual(
      [
        "start_time→start_time:TIMESTAMP(rfc3339)",
        "end_time→end_time:TIMESTAMP_S(rfc3339)",
        "action→action:VARCHAR(ibmAction)",
        "initiator_ip→srcaddr:VARCHAR(plain)",
        "initiator_port→srcport:USMALLINT(plain)",
        "target_ip→dstaddr:VARCHAR(plain)",
        "target_port→dstport:USMALLINT(plain)",
        "transport_protocol→protocol:UTINYINT(plain)",
        "packets_from_initiator→packets:BIGINT(plain)",
        "bytes_from_initiator→bytes:BIGINT(plain)",
        "packets_from_target→packets_reply:BIGINT(plain)",
        "bytes_from_target→bytes_reply:BIGINT(plain)",
        "direction→flow_direction:VARCHAR(ibmDirection)",
        "/network_interface_id→interface_id:VARCHAR(plain)",
        "/instance_crn→account_id:VARCHAR(crnAccount)",
        "/state→log_status:VARCHAR(ibmState)",
        "/vpc_crn→vpc_id:VARCHAR(crnResource)",
        "/instance_crn→instance_id:VARCHAR(crnResource)",
        "ether_type→type:VARCHAR(plain)",
        "/instance_crn→region:VARCHAR(crnRegion)",
        "connection_start_time→connection_start_time:TIMESTAMP_S(rfc3339)",
        "direction→direction:VARCHAR(plain)",
        "ether_type→ether_type:VARCHAR(plain)",
        "was_initiated→was_initiated:BOOLEAN(plain)",
        "was_terminated→was_terminated:BOOLEAN(plain)",
        "cumulative_packets_from_initiator→cumulative_packets_from_initiator:BIGINT(plain)",
        "cumulative_bytes_from_initiator→cumulative_bytes_from_initiator:BIGINT(plain)",
        "cumulative_packets_from_target→cumulative_packets_from_target:BIGINT(plain)",
        "cumulative_bytes_from_target→cumulative_bytes_from_target:BIGINT(plain)",
        "/capture_start_time→capture_start_time:TIMESTAMP_S(rfc3339)",
        "/capture_end_time→capture_end_time:TIMESTAMP_S(rfc3339)",
        "/state→state:VARCHAR(plain)",
        "/network_interface_id→network_interface_id:VARCHAR(plain)",
        "/attached_endpoint_type→attached_endpoint_type:VARCHAR(plain)",
        "/instance_crn→instance_crn:VARCHAR(plain)",
        "/vpc_crn→vpc_crn:VARCHAR(plain)",
        "/collector_crn→collector_crn:VARCHAR(plain)",
        "/version→ibm_version:VARCHAR(plain)",
      ].sort(),
    );
  });

  it("reads every field that its flows and its header have, but for the count, which the array knows better", () => {
    expect(known.recordFields.map(({ name }) => name).sort()).toEqual(Object.keys(ibmEgressFlow).sort());
    const header = Object.keys(JSON.parse(ibmDocument([])) as object).filter(
      (name) => name !== "flow_logs" && name !== "number_of_flow_logs",
    );
    expect(known.documentFields.map(({ name }) => name).sort()).toEqual(header.sort());
  });

  it("has columns only of fields that are read", () => {
    const read = new Set([...known.recordFields.map(({ name }) => name), ...known.documentFields.map(({ name }) => `/${name}`)]);
    const used = known.columns.flatMap(({ field, fallbackField }) => (fallbackField === undefined ? [field] : [field, fallbackField]));
    expect(used.filter((field) => !read.has(field))).toEqual([]);
  });

  it("reads as text what a reading turns into something else", () => {
    const types = new Map(known.recordFields.map(({ name, type }) => [name, type]));
    expect([types.get("start_time"), types.get("action"), types.get("bytes_from_target"), types.get("was_initiated")]).toEqual([
      "VARCHAR",
      "VARCHAR",
      "BIGINT",
      "BOOLEAN",
    ]);
  });

  it("takes the capture window's times where a flow has none", () => {
    const fallbacks = known.columns.flatMap(({ name, fallbackField }) => (fallbackField === undefined ? [] : [[name, fallbackField]]));
    expect(Object.fromEntries(fallbacks)).toEqual({
      start_time: "/capture_start_time",
      end_time: "/capture_end_time",
      account_id: "/collector_crn",
      region: "/vpc_crn",
    });
  });

  it.each([
    ["keys in another order", JSON.stringify({ flow_logs: [ibmEgressFlow], ...(JSON.parse(ibmDocument([])) as object) })],
    ["pretty-printed", JSON.stringify(JSON.parse(ibmDocument([ibmEgressFlow])), null, 2)],
    ["without vpc_crn, as in older ones", ibmDocument([ibmEgressFlow], { vpc_crn: undefined })],
    ["blanks in front", `\r\n  ${ibmDocument([ibmIngressFlow])}`],
  ])("is recognised with %s", (_what, text) => {
    expect(jsonLayoutOf(recogniseText(text))).toEqual(known);
  });

  it.each([0.2, 0.5, 0.9])("is recognised when the head ends after %f of it", (part) => {
    const text = ibmDocument(Array.from({ length: 200 }, () => ibmEgressFlow));
    const recognition = recogniseObject({ key: "k", text: text.slice(0, text.length * part), complete: false }, {});
    expect(jsonLayoutOf(recognition)).toEqual(known);
  });
});

describe("fields that IBM adds later", () => {
  it("are kept as text, of flows and of the document", () => {
    const text = ibmDocument(
      [
        { ...ibmEgressFlow, "tls-version": "1.3" },
        { ...ibmIngressFlow, rule_id: 7 },
      ],
      { zone: "eu-de-1" },
    );
    expect(added(text)).toEqual(["tls-version→tls_version:VARCHAR(plain)", "rule_id→rule_id:VARCHAR(plain)", "/zone→zone:VARCHAR(plain)"]);
    const layout = jsonLayoutOf(recogniseText(text));
    expect(layout.recordFields.slice(-2)).toEqual([
      { name: "tls-version", type: "VARCHAR" },
      { name: "rule_id", type: "VARCHAR" },
    ]);
    expect(layout.documentFields.at(-1)).toEqual({ name: "zone", type: "VARCHAR" });
  });

  it("are one column each when flow and document use the same name", () => {
    expect(added(ibmDocument([{ ...ibmEgressFlow, zone: "a" }], { zone: "b" }))).toEqual([
      "zone→zone:VARCHAR(plain)",
      "/zone→zone_field:VARCHAR(plain)",
    ]);
  });

  it("step aside for columns of other values", () => {
    expect(added(ibmDocument([{ ...ibmEgressFlow, tcp_flags: 18, srcaddr: "x", Direction: "O" }]))).toEqual([
      "tcp_flags→tcp_flags_field:VARCHAR(plain)",
      "srcaddr→srcaddr_field:VARCHAR(plain)",
      "Direction→Direction_field:VARCHAR(plain)",
    ]);
  });

  it("are not looked for inside values", () => {
    const flow = { ...ibmEgressFlow, note: '{"fake":1}', nested: { inner: { deep: [{ deeper: 1 }] } } };
    expect(added(ibmDocument([flow, ibmIngressFlow], { tags: { team: "x" } }))).toEqual([
      "note→note:VARCHAR(plain)",
      "nested→nested:VARCHAR(plain)",
      "/tags→tags:VARCHAR(plain)",
    ]);
  });

  it("in hundreds make it something else", () => {
    const flow = Object.fromEntries(Array.from({ length: 300 }, (_, field) => [`f${field}`, 1]));
    expect(recogniseText(ibmDocument([flow]))).toEqual({
      outcome: "unusable",
      reason: "It has 300 fields that IBM's flow logs do not have, so it is taken for something else.",
    });
  });
});
