import type { DuckDBConnection } from "@duckdb/node-api";
import type { AddressFacts, AddressPort } from "../../../../protocol/catalog";
import { catalogs } from "../database";
import { isoTimeSql } from "./valueText";

const topPorts = 10;
const flows = `${catalogs.index}.main.flows`;

/** One side of the flows at a time: as two conditions of one scan, no block could be skipped. */
const flowsOfAddress = `
  SELECT true AS sent, dstaddr AS peer, srcport AS own_port, dstport AS other_port, protocol, bytes AS bytes_out, bytes_reply AS bytes_in,
    start_time, end_time, action
  FROM ${flows} WHERE srcaddr = $address
  UNION ALL
  SELECT false, srcaddr, dstport, srcport, protocol, bytes_reply, bytes, start_time, end_time, action
  FROM ${flows} WHERE dstaddr = $address AND srcaddr IS DISTINCT FROM $address`;

/** Grouping peers once tells them exactly, and faster than three estimates do. Everybody knocks at ports that nobody answers on: its own are those that it sent something from. */
const factsSql = `
  WITH seen AS MATERIALIZED (${flowsOfAddress}),
  peers AS (SELECT peer, bool_or(NOT sent) AS reached_it, bool_or(sent) AS was_reached FROM seen GROUP BY peer),
  ports AS (
    SELECT own_port AS port, protocol, 'own' AS side, count(*) AS flows FROM seen WHERE own_port IS NOT NULL GROUP BY ALL
    HAVING sum(bytes_out) FILTER (WHERE action IS DISTINCT FROM 'REJECT') > 0
    UNION ALL SELECT other_port, protocol, 'other', count(*) FROM seen WHERE other_port IS NOT NULL GROUP BY ALL)
  SELECT count(*), ${isoTimeSql("min(start_time)")}, ${isoTimeSql("max(greatest(start_time, end_time))")},
    coalesce(sum(bytes_out), 0)::DOUBLE, coalesce(sum(bytes_in), 0)::DOUBLE,
    count(*) FILTER (WHERE action = 'ACCEPT'), count(*) FILTER (WHERE action = 'REJECT'),
    (SELECT count(peer) FROM peers), (SELECT count(peer) FROM peers WHERE reached_it), (SELECT count(peer) FROM peers WHERE was_reached),
    (SELECT to_json(list(top ORDER BY flows DESC, port, side))::VARCHAR FROM (FROM ports ORDER BY flows DESC, port, side LIMIT ${topPorts}) top)
  FROM seen`;

/** What the index knows of an address, written as the records write it. */
export async function readAddressFacts(connection: DuckDBConnection, address: string): Promise<AddressFacts> {
  const reader = await connection.runAndReadAll(factsSql, { address });
  const [flows, first, last, bytesOut, bytesIn, accepts, rejects, peers, sources, destinations, ports] = reader.getRows()[0] ?? [];
  return {
    flows: Number(flows),
    ...(typeof first === "string" ? { firstSeen: first } : {}),
    ...(typeof last === "string" ? { lastSeen: last } : {}),
    bytesOut: Number(bytesOut),
    bytesIn: Number(bytesIn),
    accepts: Number(accepts),
    rejects: Number(rejects),
    peers: Number(peers),
    sources: Number(sources),
    destinations: Number(destinations),
    topPorts:
      typeof ports === "string"
        ? (JSON.parse(ports) as (Omit<AddressPort, "protocol"> & { protocol: number | null })[]).map(withoutNull)
        : [],
  };
}

function withoutNull({ protocol, ...port }: Omit<AddressPort, "protocol"> & { protocol: number | null }): AddressPort {
  return protocol === null ? port : { ...port, protocol };
}
