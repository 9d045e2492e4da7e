import { objectKey, textObject } from "./awsObjects.mjs";
import { objectSeconds } from "./day.mjs";
import { floorTo, slices } from "./slices.mjs";
import { hostAt, transitGateway } from "./world.mjs";

const fields = [
  ..."version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id".split(" "),
  ..."tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id".split(" "),
  ..."tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type".split(" "),
  ..."packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region".split(" "),
  ..."flow-direction pkt-src-aws-service pkt-dst-aws-service".split(" "),
];

/** @typedef {import("./capture.mjs").Conversation & { lostNoRoute?: number }} TransitConversation */
/** @typedef {import("./world.mjs").Host} Host */
/** @typedef {import("./slices.mjs").Transfer & { from: import("./capture.mjs").Endpoint, to: import("./capture.mjs").Endpoint, firstFlags: number, lost: number }} TransitLeg */

/**
 * What the transit gateway saw of these conversations: each packet comes in by one attachment and leaves by the other.
 *
 * @param {readonly TransitConversation[]} conversations
 */
export function* transitGatewayObjects(conversations) {
  const records = conversations.flatMap((conversation) => recordsOf(conversation));
  for (const window of transitGateway.kept) {
    const own = records.filter((record) => floorTo(record.end, objectSeconds) === window).sort((a, b) => a.end - b.end);
    const { account, region, flowLogId } = transitGateway;
    yield {
      key: objectKey({ account, region, id: flowLogId, layout: /** @type {const} */ ("default") }, window),
      body: textObject(fields, own),
    };
  }
}

/** @param {TransitConversation} conversation */
function recordsOf({ client, server, up, down, start, seconds, lostNoRoute = 0 }) {
  const legs = [{ from: client, to: server, start, seconds, ...up, firstFlags: 2, lost: lostNoRoute }];
  if (down !== undefined) legs.push({ from: server, to: client, start, seconds, ...down, firstFlags: 18, lost: 0 });
  return legs.flatMap((leg) => slices(leg, 60).flatMap((slice) => [...record(leg, slice, "ingress"), ...record(leg, slice, "egress")]));
}

/**
 * One record, or none where the packets never came.
 *
 * @param {TransitLeg} leg @param {ReturnType<typeof slices>[number]} slice @param {"ingress" | "egress"} direction
 * @returns {import("./capture.mjs").AwsRecord[]}
 */
function record(leg, slice, direction) {
  const source = hostAt(leg.from.address);
  const destination = hostAt(leg.to.address);
  /** @type {Readonly<Record<string, string>>} */
  const attachments = transitGateway.attachments;
  const [near, far] = direction === "ingress" ? [source, destination] : [destination, source];
  // What has no route never leaves.
  if (near === undefined) return [];
  return [
    {
      version: 6,
      "resource-type": "TransitGateway",
      "account-id": transitGateway.account,
      "tgw-id": transitGateway.id,
      "tgw-attachment-id": attachments[near.vpc],
      "tgw-pair-attachment-id": far && attachments[far.vpc],
      ...side("src", source),
      ...side("dst", destination),
      srcaddr: leg.from.address,
      dstaddr: leg.to.address,
      srcport: leg.from.port,
      dstport: leg.to.port,
      protocol: 6,
      packets: slice.packets,
      bytes: slice.bytes ?? undefined,
      start: slice.start,
      end: slice.end,
      "log-status": "OK",
      type: "IPv4",
      "packets-lost-no-route": leg.lost === 0 ? 0 : slice.packets,
      "packets-lost-blackhole": 0,
      "packets-lost-mtu-exceeded": 0,
      "packets-lost-ttl-expired": 0,
      "tcp-flags": (slice.first ? leg.firstFlags : 0) | (slice.last && leg.lost === 0 ? 1 : 0),
      region: transitGateway.region,
      "flow-direction": direction,
    },
  ];
}

/** @param {"src" | "dst"} end @param {Host | undefined} host */
function side(end, host) {
  if (host === undefined) return {};
  return {
    [`tgw-${end}-vpc-account-id`]: host.account,
    [`tgw-${end}-vpc-id`]: host.vpc,
    [`tgw-${end}-subnet-id`]: host.subnet,
    [`tgw-${end}-eni`]: host.interface,
    [`tgw-${end}-az-id`]: host.az,
  };
}
