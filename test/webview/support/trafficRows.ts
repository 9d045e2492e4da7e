/** A day of traffic as an index would have it: seeded by row numbers, with quiet nights and a burst of rejected packets. */
export function trafficRows(count = 20_000): string {
  return `SELECT TIMESTAMP '2026-03-14 00:00:00' + to_seconds((i * 86400 // ${count})) AS start_time,
    '10.0.' || (hash(i) % 4) || '.' || (hash(i + 1) % 9) AS srcaddr,
    '203.0.113.' || (hash(i + 2) % 12) AS dstaddr,
    [443, 22, 445, 53, 8443, 123][(1 + hash(i + 3) % 6)::INTEGER]::INTEGER AS dstport,
    [6, 6, 6, 17][(1 + hash(i + 4) % 4)::INTEGER]::INTEGER AS protocol,
    (400 + (hash(i + 5) % 60000)::DOUBLE * (1.2 - cos(i * 6.283 / ${count})))::UBIGINT AS bytes,
    (1 + hash(i + 6) % 90)::UBIGINT AS packets,
    CASE WHEN hash(i + 7) % 5 = 0 OR (i % ${count}) BETWEEN ${count} * 0.6 AND ${count} * 0.64 THEN 'REJECT' ELSE 'ACCEPT' END AS action
    FROM range(${count}) rows(i)`;
}
