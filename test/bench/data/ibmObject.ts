import { strangerAddress, strangerCount, visitorAddress, visitorCount } from "./population";
import { RandomStream } from "./randomStream";

export interface IbmInterface {
  readonly address: string;
  readonly vnic: string;
  readonly subnet: string;
  readonly instance: string;
}

export const ibmAccount = "0f0e0d0c0b0a09080706050403020100";
export const ibmVpc = `crn:v1:bluemix:public:is:eu-de:a/${ibmAccount}::vpc:r010-11112222-3333-4444-8555-666677778888`;
const collector = `crn:v1:bluemix:public:is:eu-de:a/${ibmAccount}::flow-log-collector:r010-aaaabbbb-cccc-4ddd-8eee-ffff00001111`;

export function ibmInterface(index: number): IbmInterface {
  const digits = index.toString(16).padStart(12, "0");
  const place = `crn:v1:bluemix:public:is:eu-de-1:a/${ibmAccount}`;
  return {
    address: `10.240.${String(Math.floor(index / 200))}.${String(4 + (index % 200))}`,
    vnic: `02b7-0a0b0c0d-1111-4222-8333-${digits}`,
    subnet: `${place}::subnet:02b7-9999aaaa-bbbb-4ccc-8ddd-eeeeffff0000`,
    instance: `${place}::instance:02b7_12345678-90ab-4cde-8f01-${digits}`,
  };
}

/** The one-line document of one object: what one interface saw in one direction in one capture window. */
export function ibmObjectText(
  seed: number,
  flows: number,
  windowStart: number,
  here: IbmInterface,
  direction: "ingress" | "egress",
): string {
  const random = new RandomStream(seed);
  return JSON.stringify({
    version: "0.0.1",
    collector_crn: collector,
    attached_endpoint_type: "vnic",
    network_interface_id: here.vnic,
    instance_crn: here.instance,
    vpc_crn: ibmVpc,
    capture_start_time: rfc3339(windowStart),
    capture_end_time: rfc3339(windowStart + 300),
    state: "ok",
    number_of_flow_logs: flows,
    flow_logs: Array.from({ length: flows }, () => flowOf(random, windowStart, here, direction)),
  });
}

function flowOf(random: RandomStream, windowStart: number, here: IbmInterface, direction: "ingress" | "egress"): unknown {
  const rejected = direction === "ingress" && random.next() < 0.3;
  const other = rejected ? strangerAddress(random.below(strangerCount)) : visitorAddress(random.rank(visitorCount));
  const start = windowStart + random.below(240);
  const initiatorPackets = rejected ? 1 + random.below(3) : random.heavyTailed(12);
  const initiatorBytes = initiatorPackets * (40 + random.below(500));
  const targetPackets = rejected ? 0 : Math.ceil(initiatorPackets * (0.6 + random.next()));
  const targetBytes = targetPackets * (52 + random.below(1400));
  const earlier = random.next() < 0.25 ? random.below(7200) : 0;
  return {
    start_time: rfc3339(start),
    end_time: rfc3339(start + random.below(60)),
    connection_start_time: rfc3339(start - earlier),
    direction: direction === "ingress" ? "I" : "O",
    action: rejected ? "rejected" : "accepted",
    initiator_ip: direction === "ingress" ? other : here.address,
    target_ip: direction === "ingress" ? here.address : other,
    initiator_port: 32_768 + random.below(28_232),
    target_port: rejected ? 1 + random.below(10_000) : 443,
    transport_protocol: 6,
    ether_type: "IPv4",
    was_initiated: earlier === 0,
    was_terminated: random.next() < 0.7,
    bytes_from_initiator: initiatorBytes,
    packets_from_initiator: initiatorPackets,
    bytes_from_target: targetBytes,
    packets_from_target: targetPackets,
    cumulative_bytes_from_initiator: initiatorBytes + earlier * 40,
    cumulative_packets_from_initiator: initiatorPackets + earlier,
    cumulative_bytes_from_target: targetBytes + earlier * 60,
    cumulative_packets_from_target: targetPackets + earlier,
  };
}

function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
