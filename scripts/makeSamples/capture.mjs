import { objectSeconds } from "./day.mjs";
import { floorTo, slices } from "./slices.mjs";
import { hostAt, hosts, outside } from "./world.mjs";

const aggregationSeconds = 60;
const fin = 1;
const syn = 2;
const synAck = 18;

/**
 * Collects what the interfaces of our AWS hosts see and sorts it into five-minute objects. A record is an object by field
 * name as AWS spells it; a field that does not apply is left out.
 */
export class Capture {
  #objects = new Map();

  /**
   * Two ends talk. Each end that is a host of ours records it, once per direction and minute.
   * `up` is what the client sends, `down` what comes back; a rejected attempt is `up` alone, seen where it is turned away.
   */
  conversation({ client, server, protocol = 6, action = "ACCEPT", rejectReason, ...rest }) {
    const { start, seconds, up, down = { packets: 0, bytes: 0 } } = rest;
    const common = { start, seconds, protocol, action, rejectReason };
    const request = { ...common, from: client, to: server, ...up, firstFlags: syn, lastFlags: action === "ACCEPT" ? fin : 0 };
    const answer = { ...common, from: server, to: client, ...down, firstFlags: synAck, lastFlags: fin };
    for (const [address, asClient] of [
      [client.address, true],
      [server.address, false],
    ]) {
      const host = hostAt(address);
      if (host === undefined) continue;
      this.observe(host, { ...request, direction: asClient ? "egress" : "ingress" });
      if (down.packets > 0) this.observe(host, { ...answer, direction: asClient ? "ingress" : "egress" });
    }
  }

  /** A private host talks to the outside through the NAT gateway, whose interface sees each packet twice. */
  throughNat({ client, server, natPort, protocol = 6, start, seconds, up, down }) {
    const gateway = hosts.nat;
    const here = { address: gateway.address, port: natPort };
    const inner = { address: gateway.address };
    const request = { start, seconds, protocol, action: "ACCEPT", ...up, firstFlags: syn, lastFlags: fin };
    const answer = { start, seconds, protocol, action: "ACCEPT", ...down, firstFlags: synAck, lastFlags: fin };
    const host = hostAt(client.address);
    this.observe(host, { ...request, direction: "egress", from: client, to: server, path: 1 });
    this.observe(host, { ...answer, direction: "ingress", from: server, to: client });
    this.observe(gateway, {
      ...request,
      direction: "ingress",
      from: client,
      to: { ...inner, port: server.port },
      packetTo: server.address,
    });
    this.observe(gateway, { ...request, direction: "egress", from: here, to: server });
    this.observe(gateway, { ...answer, direction: "ingress", from: server, to: here });
    this.observe(gateway, {
      ...answer,
      direction: "egress",
      from: { ...inner, port: server.port },
      to: client,
      packetFrom: server.address,
    });
  }

  /** One direction at one interface. Windows whose objects the sample does not keep are dropped. */
  observe(host, leg) {
    for (const slice of slices(leg, aggregationSeconds)) this.#add(host, flowRecord(host, leg, slice));
  }

  /** Records were lost at this interface during the minute that holds `start`. */
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

  /** The records of each kept object of a flow log, in the order of their end times. */
  *objects(flowLog) {
    for (const window of [...flowLog.kept].sort((a, b) => a - b)) {
      const records = [...this.#records(flowLog, window)];
      yield { window, records: records.sort((a, b) => a.end - b.end || compare(a["interface-id"], b["interface-id"])) };
    }
  }

  #records(flowLog, window) {
    return this.#objects.get(`${flowLog.id} ${window}`) ?? [];
  }

  #add(host, record) {
    const window = floorTo(record.end, objectSeconds);
    if (!host.flowLog.kept.has(window)) return;
    const name = `${host.flowLog.id} ${window}`;
    if (!this.#objects.has(name)) this.#objects.set(name, []);
    this.#objects.get(name).push(record);
  }
}

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

function gapRecord(host, start, status) {
  return { ...hostFields(host), start, end: start + aggregationSeconds - 1, "log-status": status };
}

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

/** AWS encodes all but letters and digits, hyphens too. */
function percentEncode(text) {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[0-9A-Za-z]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

function awsService(address) {
  return address === outside.objectStorage ? "S3" : undefined;
}

/** 1: within the VPC; 8: through an internet gateway; none applies to what leaves by the transit gateway. */
function trafficPath(host, destination) {
  const other = hostAt(destination);
  if (other !== undefined) return other.vpc === host.vpc ? 1 : undefined;
  return destination.startsWith("10.") ? undefined : 8;
}

/** 0: clear; 2: encrypted by the application, which AWS tells by the port. */
function encryptionStatus(...ports) {
  return ports.some((port) => port === 22 || port === 443) ? 2 : 0;
}

function nextHop(peer) {
  const other = hostAt(peer);
  return other === undefined ? {} : { "next-hop-interface-id": other.interface, "next-hop-az-id": other.az };
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
