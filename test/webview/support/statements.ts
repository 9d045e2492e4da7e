/** Rows of every meaning that a column can have, as many as asked for. */
export function flowRows(count: number): string {
  return `SELECT TIMESTAMP '2026-03-14 15:00:00' + to_seconds(i) AS start_time,
    '10.0.' || (i % 250) || '.' || (i % 199) AS srcaddr,
    '203.0.113.' || (i % 250) AS dstaddr,
    [443, 22, 445, 53, 8443, 31000][1 + i % 6]::INTEGER AS dstport,
    [6, 17, 1][1 + i % 3]::INTEGER AS protocol,
    (i * 977)::UBIGINT AS bytes,
    (i * 3)::UBIGINT AS packets,
    CASE WHEN i % 3 = 0 THEN 'REJECT' ELSE 'ACCEPT' END AS action,
    (i % 64)::INTEGER AS tcp_flags,
    CASE WHEN i % 5 = 0 THEN NULL ELSE 'eni-' || i END AS interface_id,
    '123456789012' AS account_id
    FROM range(${count}) rows(i)`;
}
