import { services, transports } from "../../../../base/network/serviceNames";
import type { DirectionSource } from "../../../../language/schema/conversationColumns";
import { quoteText } from "../quoting";

/**
 * Who began a conversation, as one number for the two ends `a` and `b`: above 0 where it was `a`, below where it was `b`. Its amount says
 * how that is known.
 */
const levels: Readonly<Record<DirectionSource, number>> = { record: 1, flags: 2, ports: 3, order: 4, guess: 5 };

const [record, flags, ports, order, guess] = [levels.record, levels.flags, levels.ports, levels.order, levels.guess];

/** Over what `conversationsSql` knows of both ends: flags, ranks of ports, first records. */
export const sideSql = `CASE WHEN provider = 'ibm' THEN ${record}
    WHEN a_syn AND NOT coalesce(b_syn, false) THEN ${flags} WHEN b_syn AND NOT coalesce(a_syn, false) THEN -${flags}
    WHEN b_syn_ack AND NOT coalesce(a_syn_ack, false) THEN ${flags} WHEN a_syn_ack AND NOT coalesce(b_syn_ack, false) THEN -${flags}
    WHEN a_rank < b_rank THEN ${ports} WHEN a_rank > b_rank THEN -${ports}
    WHEN b_first IS NULL OR a_first < b_first THEN ${order} WHEN a_first IS NULL OR b_first < a_first THEN -${order}
    ELSE ${guess} END`;

export function initiatorIsFirstSql(side: string): string {
  return `${side} > 0`;
}

export function directionFromSql(side: string): string {
  const cases = Object.entries(levels).map(([name, level]) => `WHEN ${level} THEN ${quoteText(name)}`);
  return `CASE abs(${side}) ${cases.join(" ")} END`;
}

/** Linux hands out ephemeral ports from here on; IANA from 49152. */
const firstEphemeralPort = 32_768;

/**
 * How much a port looks like that of a service. That a service is known by it counts most: NAT gateways hand out all ports from 1024 on. Then
 * that it lies below the ephemeral ones, then that only a privileged program may have it.
 */
export function portRankSql(port: string): string {
  const named = (transport: keyof typeof transports): string => {
    const numbers = Object.entries(services).filter(([, service]) => service[transport] !== undefined);
    return `WHEN ${transports[transport]} THEN ${port} IN (${numbers.map(([number]) => number).join(", ")})`;
  };
  const points: readonly (readonly [points: number, sql: string])[] = [
    [4, `CASE protocol ${named("tcp")} ${named("udp")} END`],
    [2, `${port} < ${firstEphemeralPort}`],
    [1, `${port} < 1024`],
  ];
  const sum = points.map(([count, sql]) => `CASE WHEN ${sql} THEN ${count} ELSE 0 END`).join(" + ");
  return `CASE WHEN protocol IN (${protocolsWithPorts.join(", ")}) AND ${port} IS NOT NULL THEN ${sum} END`;
}

const protocolsWithPorts = [transports.tcp, transports.udp, 132];
