import { at, dateParts, objectSeconds, rfc3339 } from "./day.mjs";
import { gzip } from "./gzip.mjs";
import { collector, ibmHosts, ibmWindows, streamStart, vsi1 } from "./ibmWorld.mjs";
import { slices } from "./slices.mjs";

/** The interface, direction and window whose records were lost. */
const lost = { host: vsi1, direction: "egress", window: at("15:05") };

/** @typedef {import("./capture.mjs").Conversation & { down: import("./capture.mjs").Counters }} IbmConversation both directions are always counted */
/** @typedef {(typeof import("./ibmWorld.mjs"))["ibmHosts"][number]} IbmHost */
/** @typedef {ReturnType<typeof flowOf>} IbmFlow */
/** @typedef {"ingress" | "egress"} Direction */

/**
 * One object per interface, direction and capture window, also when nothing flowed.
 *
 * @param {Iterable<IbmConversation>} conversations
 */
export function* ibmObjects(conversations) {
  /** @type {Map<string, IbmFlow[]>} */
  const flows = new Map();
  for (const conversation of conversations) collect(flows, conversation);
  for (const host of ibmHosts) {
    for (const direction of /** @type {const} */ (["ingress", "egress"])) {
      for (const window of ibmWindows) {
        const isLost = host === lost.host && direction === lost.direction && window === lost.window;
        const found = isLost ? [] : (flows.get(nameOf(host, direction, window)) ?? []);
        yield { key: keyOf(host, direction, window), body: gzip(JSON.stringify(document(host, window, isLost, found))) };
      }
    }
  }
}

/**
 * A conversation becomes a flow in each window it touches, at each interface it passes.
 *
 * @param {Map<string, IbmFlow[]>} flows @param {IbmConversation} conversation
 */
function collect(flows, conversation) {
  for (const host of ibmHosts) {
    const initiates = conversation.client.address === host.address;
    if (!initiates && conversation.server.address !== host.address) continue;
    for (const { window, flow } of flowsOf(conversation, initiates ? "O" : "I")) {
      const name = nameOf(host, initiates ? "egress" : "ingress", window);
      const found = flows.get(name);
      if (found === undefined) flows.set(name, [flow]);
      else found.push(flow);
    }
  }
}

/** @param {IbmConversation} conversation @param {"I" | "O"} direction */
function* flowsOf(conversation, direction) {
  const { start, seconds, up, down } = conversation;
  const back = down.packets === 0 ? [] : slices({ start, seconds, ...down }, objectSeconds);
  const sums = { bytesOut: 0, packetsOut: 0, bytesBack: 0, packetsBack: 0 };
  for (const slice of slices({ start, seconds, ...up }, objectSeconds)) {
    const answer = back.find((other) => other.window === slice.window) ?? { bytes: 0, packets: 0 };
    sums.bytesOut += slice.bytes ?? 0;
    sums.packetsOut += slice.packets;
    sums.bytesBack += answer.bytes ?? 0;
    sums.packetsBack += answer.packets;
    yield { window: slice.window, flow: flowOf(conversation, direction, slice, answer, sums) };
  }
}

/**
 * @param {IbmConversation} conversation @param {"I" | "O"} direction @param {ReturnType<typeof slices>[number]} slice
 * @param {import("./capture.mjs").Counters} answer
 * @param {{ bytesOut: number, packetsOut: number, bytesBack: number, packetsBack: number }} sums since the connection began
 */
function flowOf({ client, server, start, protocol = 6, action }, direction, slice, answer, sums) {
  return {
    start_time: rfc3339(slice.start),
    end_time: rfc3339(slice.end),
    connection_start_time: rfc3339(start),
    direction,
    action: action === "REJECT" ? "rejected" : "accepted",
    initiator_ip: client.address,
    target_ip: server.address,
    initiator_port: client.port,
    target_port: server.port,
    transport_protocol: protocol,
    ether_type: "IPv4",
    was_initiated: slice.first,
    was_terminated: slice.last && action !== "REJECT",
    bytes_from_initiator: slice.bytes,
    packets_from_initiator: slice.packets,
    bytes_from_target: answer.bytes,
    packets_from_target: answer.packets,
    cumulative_bytes_from_initiator: sums.bytesOut,
    cumulative_packets_from_initiator: sums.packetsOut,
    cumulative_bytes_from_target: sums.bytesBack,
    cumulative_packets_from_target: sums.packetsBack,
  };
}

/** @param {IbmHost} host @param {number} window @param {boolean} isLost @param {readonly IbmFlow[]} flows */
function document(host, window, isLost, flows) {
  return {
    version: "0.0.1",
    collector_crn: collector,
    attached_endpoint_type: "vnic",
    network_interface_id: host.vnic,
    instance_crn: host.instance,
    vpc_crn: host.vpc,
    capture_start_time: rfc3339(window),
    capture_end_time: rfc3339(window + objectSeconds),
    state: isLost ? "skip data" : "ok",
    number_of_flow_logs: flows.length,
    flow_logs: flows,
  };
}

/** Values of a key are percent-encoded in the key itself. @param {IbmHost} host @param {Direction} direction @param {number} window */
function keyOf(host, direction, window) {
  const { year, month, day, hour } = dateParts(window);
  const encode = encodeURIComponent;
  const sequence = String(Math.floor((window - streamStart) / objectSeconds)).padStart(8, "0");
  const stream = rfc3339(streamStart).replaceAll(/[-:]/g, "");
  return [
    "ibm_vpc_flowlogs_v1",
    `account=${host.account}`,
    `region=${host.region}`,
    `vpc-id=${encode(host.vpc)}`,
    `subnet-id=${encode(host.subnet)}`,
    "endpoint-type=vnics",
    `instance-id=${encode(host.instance)}`,
    `vnic-id=${host.vnic}`,
    `record-type=${direction}`,
    `year=${year}/month=${month}/day=${day}/hour=${hour}`,
    `stream-id=${stream}`,
    `${sequence}.gz`,
  ].join("/");
}

/** @param {IbmHost} host @param {Direction} direction @param {number} window */
function nameOf(host, direction, window) {
  return `${host.vnic} ${direction} ${window}`;
}
