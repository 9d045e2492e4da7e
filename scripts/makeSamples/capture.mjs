import { objectSeconds } from "./day.mjs";
import { floorTo, slices } from "./slices.mjs";
import { hostAt, hosts, outside } from "./world.mjs";

/** @typedef {import("./world.mjs").Host} Host */
/** @typedef {import("./world.mjs").FlowLog} FlowLog */

/**
 * A record by field name as AWS spells it; a field that does not apply is left out.
 *
 * @typedef {{ start: number, end: number, [field: string]: string | number | undefined }} AwsRecord
 */

/**
 * @typedef {object} Endpoint
 * @property {string} address
 * @property {number} [port] absent where the protocol has none
 */

/** @typedef {{ packets: number, bytes: number | null }} Counters bytes are null where the record does not tell */

/**
 * @typedef {object} Conversation
 * @property {Endpoint} client the side that begins
 * @property {Endpoint} server
 * @property {number} [protocol] TCP if absent
 * @property {"ACCEPT" | "REJECT"} [action] ACCEPT if absent
 * @property {string} [rejectReason]
 * @property {number} start Unix seconds
 * @property {number} seconds
 * @property {Counters} up what the client sends
 * @property {Counters} [down] what comes back; absent where nothing does
 */

/**
 * One direction of a conversation as one interface sees it.
 *
 * @typedef {object} Leg
 * @property {Endpoint} from
 * @property {Endpoint} to
 * @property {"ingress" | "egress"} direction
 * @property {number} protocol
 * @property {"ACCEPT" | "REJECT"} action
 * @property {string | undefined} [rejectReason]
 * @property {number} start
 * @property {number} seconds
 * @property {number} packets
 * @property {number | null} bytes
 * @property {number} firstFlags TCP flags of the first slice
 * @property {number} lastFlags and of the last one
 * @property {string} [packetFrom] the packet's own source, where a gateway stands between
 * @property {string} [packetTo]
 * @property {number} [path] AWS's traffic path, where it is not the usual one
 */

const aggregationSeconds = 60;
const fin = 1;
const syn = 2;
const synAck = 18;

/**
 * Collects what the interfaces of our AWS hosts see and sorts it into five-minute objects.
 */
export class Capture {
  /** @type {Map<string, AwsRecord[]>} */
  #objects = new Map();

  /**
   * Two ends talk. Each end that is a host of ours records it, once per direction and minute.
   *
   * @param {Conversation} conversation
   */
  conversation({ client, server, protocol = 6, action = "ACCEPT", rejectReason, ...rest }) {
    const { start, seconds, up, down = { packets: 0, bytes: 0 } } = rest;
    const common = { start, seconds, protocol, action, rejectReason };
    const request = { ...common, from: client, to: server, ...up, firstFlags: syn, lastFlags: action === "ACCEPT" ? fin : 0 };
    const answer = { ...common, from: server, to: client, ...down, firstFlags: synAck, lastFlags: fin };
    for (const end of [client, server]) {
      const host = hostAt(end.address);
      if (host === undefined) continue;
      this.observe(host, { ...request, direction: end === client ? "egress" : "ingress" });
      if (down.packets > 0) this.observe(host, { ...answer, direction: end === client ? "ingress" : "egress" });
    }
  }

  /**
   * A private host talks to the outside through the NAT gateway, whose interface sees each packet twice.
   *
   * @param {Required<Pick<Conversation, "client" | "server" | "start" | "seconds" | "up" | "down">> & { protocol?: number, natPort: number }} conversation
   */
  throughNat({ client, server, natPort, protocol = 6, start, seconds, up, down }) {
    const gateway = hosts.nat;
    const here = { address: gateway.address, port: natPort };
    const inner = { address: gateway.address, port: server.port ?? 0 };
    const common = { start, seconds, protocol, action: /** @type {const} */ ("ACCEPT") };
    const request = { ...common, ...up, firstFlags: syn, lastFlags: fin };
    const answer = { ...common, ...down, firstFlags: synAck, lastFlags: fin };
    const host = hostAt(client.address);
    if (host === undefined) throw new Error(`${client.address} is not behind the NAT gateway.`);
    this.observe(host, { ...request, direction: "egress", from: client, to: server, path: 1 });
    this.observe(host, { ...answer, direction: "ingress", from: server, to: client });
    this.observe(gateway, {
      ...request,
      direction: "ingress",
      from: client,
      to: inner,
      packetTo: server.address,
    });
    this.observe(gateway, { ...request, direction: "egress", from: here, to: server });
    this.observe(gateway, { ...answer, direction: "ingress", from: server, to: here });
    this.observe(gateway, {
      ...answer,
      direction: "egress",
      from: inner,
      to: client,
      packetFrom: server.address,
    });
  }

  /** One direction at one interface. Windows whose objects the sample does not keep are dropped. @param {Host} host @param {Leg} leg */
  observe(host, leg) {
    for (const slice of slices(leg, aggregationSeconds)) this.#add(host, flowRecord(host, leg, slice));
  }

  /** Records were lost at this interface during the minute that holds `start`. @param {Host} host @param {number} start */
  skip(host, start) {
    this.#add(host, gapRecord(host, floorTo(start, aggregationSeconds), "SKIPDATA"));
  }

  /** Gives every silent minute of every interface its NODATA record, as AWS does; to be called when all traffic is in. */
  fillSilence() {
    for (const host of Object.values(hosts)) {
      for (const window of host.flowLog.kept) {
        const busy = new Set();
        for (const record of this.#records(host.flowLog, window)) {
          if (record["interface-id"] === host.interface) busy.add(floorTo(record.start, aggregationSeconds));
        }
        for (let minute = window; minute < window + objectSeconds; minute += aggregationSeconds) {
          if (!busy.has(minute)) this.#add(host, gapRecord(host, minute, "NODATA"));
        }
      }
    }
  }

  /** The records of each kept object of a flow log, in the order of their end times. @param {FlowLog} flowLog */
  *objects(flowLog) {
    for (const window of [...flowLog.kept].sort((a, b) => a - b)) {
      const records = [...this.#records(flowLog, window)];
      yield { window, records: records.sort((a, b) => a.end - b.end || compare(a["interface-id"], b["interface-id"])) };
    }
  }

  /** @param {FlowLog} flowLog @param {number} window @returns {readonly AwsRecord[]} */
  #records(flowLog, window) {
    return this.#objects.get(`${flowLog.id} ${window}`) ?? [];
  }

  /** @param {Host} host @param {AwsRecord} record */
  #add(host, record) {
    const window = floorTo(record.end, objectSeconds);
    if (!host.flowLog.kept.has(window)) return;
    const name = `${host.flowLog.id} ${window}`;
    const records = this.#objects.get(name);
    if (records === undefined) this.#objects.set(name, [record]);
    else records.push(record);
  }
}

/** @param {Host} host @param {Leg} leg @param {ReturnType<typeof slices>[number]} slice @returns {AwsRecord} */
function flowRecord(host, leg, slice) {
  const { from, to, protocol, action, direction } = leg;
  return {
    ...hostFields(host),
    srcaddr: from.address,
    dstaddr: to.address,
    srcport: from.port ?? 0,
    dstport: to.port ?? 0,
    protocol,
    packets: slice.packets,
    bytes: slice.bytes ?? undefined,
    start: slice.start,
    end: slice.end,
    action,
    "log-status": "OK",
    "tcp-flags": protocol === 6 ? (slice.first ? leg.firstFlags : 0) | (slice.last ? leg.lastFlags : 0) : 0,
    type: from.address.includes(":") ? "IPv6" : "IPv4",
    "pkt-srcaddr": leg.packetFrom ?? from.address,
    "pkt-dstaddr": leg.packetTo ?? to.address,
    "pkt-src-aws-service": awsService(leg.packetFrom ?? from.address),
    "pkt-dst-aws-service": awsService(leg.packetTo ?? to.address),
    "flow-direction": direction,
    "traffic-path": direction === "egress" && action === "ACCEPT" ? (leg.path ?? trafficPath(host, to.address)) : undefined,
    "reject-reason": leg.rejectReason,
    "encryption-status": action === "ACCEPT" ? encryptionStatus(from.port, to.port) : undefined,
    ...nextHop(direction === "egress" ? to.address : from.address),
  };
}

/** @param {Host} host @param {number} start @param {"NODATA" | "SKIPDATA"} status @returns {AwsRecord} */
function gapRecord(host, start, status) {
  return { ...hostFields(host), start, end: start + aggregationSeconds - 1, "log-status": status };
}

/** @param {Host} host */
function hostFields(host) {
  return {
    version: host.flowLog.version,
    "account-id": host.account,
    "interface-id": host.interface,
    "vpc-id": host.vpc,
    "subnet-id": host.subnet,
    "instance-id": host.instance,
    region: host.flowLog.region,
    "az-id": host.az,
    "instance-tag": host.tags && percentEncode(host.tags[0]),
    "instance-tag-2": host.tags && percentEncode(host.tags[1]),
  };
}

/** AWS encodes all but letters and digits, hyphens too. @param {string} text */
function percentEncode(text) {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[0-9A-Za-z]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** @param {string} address */
function awsService(address) {
  return address === outside.objectStorage ? "S3" : undefined;
}

/** 1: within the VPC; 8: through an internet gateway; none applies to what leaves by the transit gateway. @param {Host} host @param {string} destination */
function trafficPath(host, destination) {
  const other = hostAt(destination);
  if (other !== undefined) return other.vpc === host.vpc ? 1 : undefined;
  return destination.startsWith("10.") ? undefined : 8;
}

/** 0: clear; 2: encrypted by the application, which AWS tells by the port. @param {readonly (number | undefined)[]} ports */
function encryptionStatus(...ports) {
  return ports.some((port) => port === 22 || port === 443) ? 2 : 0;
}

/** @param {string} peer */
function nextHop(peer) {
  const other = hostAt(peer);
  return other === undefined ? {} : { "next-hop-interface-id": other.interface, "next-hop-az-id": other.az };
}

/** @param {unknown} left @param {unknown} right */
function compare(left, right) {
  const [a, b] = [String(left), String(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
