import { describe, expect, it } from "vitest";
import { accept, proposed } from "./accept";
import { catalog } from "./catalog";

/** Text with the cursor, the label that is accepted, the text afterwards with the cursor. */
type Case = readonly [text: string, label: string, after: string];

const statements: readonly Case[] = [
  ["|", "SELECT", "SELECT |"],
  ["sel|", "SELECT", "SELECT |"],
  ["SELECT 1; |", "FROM", "SELECT 1; FROM |"],
  ["SELECT 1;\n\nwi|", "WITH", "SELECT 1;\n\nWITH|"],
  ["EXPLAIN |", "ANALYZE", "EXPLAIN ANALYZE |"],
  ["EXPLAIN ANALYZE |", "SELECT", "EXPLAIN ANALYZE SELECT |"],
  ["CREATE |", "OR REPLACE VIEW", "CREATE OR REPLACE VIEW|"],
  ["CREATE VIEW v |", "AS", "CREATE VIEW v AS|"],
  ["CREATE VIEW v AS |", "SELECT", "CREATE VIEW v AS SELECT |"],
  ["SUMMARIZE |", "flows", "SUMMARIZE flows|"],
  ["DROP VIEW |", "hosts", "DROP VIEW hosts|"],
  ["-- only a comment\n|", "SELECT", "-- only a comment\nSELECT |"],
];

const relations: readonly Case[] = [
  ["SELECT * FROM |", "flows", "SELECT * FROM flows|"],
  ["SELECT * FROM fl|", "flows", "SELECT * FROM flows|"],
  ["SELECT * FROM f|lows", "flows", "SELECT * FROM flows|"],
  ["FROM |", "capture_gaps", "FROM capture_gaps|"],
  ["SELECT * FROM flows, |", "hosts", "SELECT * FROM flows, hosts|"],
  ["SELECT * FROM flows JOIN |", "hosts", "SELECT * FROM flows JOIN hosts|"],
  ["SELECT * FROM flows LEFT JOIN ho|", "hosts", "SELECT * FROM flows LEFT JOIN hosts|"],
  ["SELECT * FROM (SELECT * FROM |) t", "flows", "SELECT * FROM (SELECT * FROM flows|) t"],
  ["SELECT * FROM (|", "flows", "SELECT * FROM (flows|"],
  ["WITH a AS (SELECT 1) SELECT * FROM |", "a", "WITH a AS (SELECT 1) SELECT * FROM a|"],
  ['WITH "my a" AS (SELECT 1) SELECT * FROM |', "my a", 'WITH "my a" AS (SELECT 1) SELECT * FROM "my a"|'],
  ["WITH a AS (SELECT 1), b AS (SELECT * FROM |) SELECT 2", "a", "WITH a AS (SELECT 1), b AS (SELECT * FROM a|) SELECT 2"],
  ["SELECT * FROM |", "range", "SELECT * FROM range(|)"],
  ["SELECT * FROM |", "read_csv", "SELECT * FROM read_csv(|)"],
  ["SELECT 1 UNION ALL SELECT * FROM |", "flows", "SELECT 1 UNION ALL SELECT * FROM flows|"],
  ["SELECT * FROM flows WHERE srcaddr IN (SELECT ip FROM |)", "hosts", "SELECT * FROM flows WHERE srcaddr IN (SELECT ip FROM hosts|)"],
  ["SELECT * FROM main.|", "flows", "SELECT * FROM main.flows|"],
  ["SELECT * FROM main.fl|", "flows", "SELECT * FROM main.flows|"],
  ['SELECT * FROM "ho|"', "hosts", 'SELECT * FROM "hosts"|'],
];

const columns: readonly Case[] = [
  ["SELECT | FROM flows", "srcaddr", "SELECT srcaddr| FROM flows"],
  ["SELECT srca| FROM flows", "srcaddr", "SELECT srcaddr| FROM flows"],
  ["SELECT src|port FROM flows", "srcaddr", "SELECT srcaddr| FROM flows"],
  ["SELECT |", "srcaddr", "SELECT srcaddr|"],
  ["SELECT srcaddr, |\nFROM flows", "bytes", "SELECT srcaddr, bytes|\nFROM flows"],
  ["SELECT f.| FROM flows f", "dstport", "SELECT f.dstport| FROM flows f"],
  ["SELECT f.dst| FROM flows f", "dstport", "SELECT f.dstport| FROM flows f"],
  ["SELECT F.| FROM flows f", "dstport", "SELECT F.dstport| FROM flows f"],
  ['SELECT "F x".| FROM flows "F x"', "dstport", 'SELECT "F x".dstport| FROM flows "F x"'],
  ["SELECT flows.| FROM flows", "bytes", "SELECT flows.bytes| FROM flows"],
  ["FROM flows SELECT |", "bytes", "FROM flows SELECT bytes|"],
  ["FROM flows f SELECT f.|", "bytes", "FROM flows f SELECT f.bytes|"],
  ["FROM f: flows SELECT f.|", "bytes", "FROM f: flows SELECT f.bytes|"],
  ["SELECT | FROM flows a JOIN flows b USING (srcaddr)", "bytes", "SELECT a.bytes| FROM flows a JOIN flows b USING (srcaddr)"],
  ["SELECT | FROM flows f JOIN hosts h ON true", "h", "SELECT h.| FROM flows f JOIN hosts h ON true"],
  ["SELECT * FROM flows f JOIN hosts h ON f.|", "srcaddr", "SELECT * FROM flows f JOIN hosts h ON f.srcaddr|"],
  ["SELECT * FROM flows f JOIN hosts h ON f.srcaddr = h.|", "ip", "SELECT * FROM flows f JOIN hosts h ON f.srcaddr = h.ip|"],
  ["SELECT * FROM flows a JOIN flows b USING (|)", "srcaddr", "SELECT * FROM flows a JOIN flows b USING (srcaddr|)"],
  ["SELECT | FROM hosts", "Owner Name", 'SELECT "Owner Name"| FROM hosts'],
  ["SELECT | FROM hosts", "limit", 'SELECT "limit"| FROM hosts'],
  ["SELECT grö| FROM hosts", "größe", 'SELECT "größe"| FROM hosts'],
  ['SELECT "Own|" FROM hosts', "Owner Name", 'SELECT "Owner Name"| FROM hosts'],
  ['SELECT "Own| FROM hosts', "Owner Name", 'SELECT "Owner Name"| FROM hosts'],
  ["SELECT h.| FROM hosts h", "Owner Name", 'SELECT h."Owner Name"| FROM hosts h'],
  [
    "SELECT | FROM (SELECT srcaddr, sum(bytes) AS total FROM flows GROUP BY 1) t",
    "total",
    "SELECT total| FROM (SELECT srcaddr, sum(bytes) AS total FROM flows GROUP BY 1) t",
  ],
  ["SELECT t.| FROM (SELECT srcaddr a FROM flows) t", "a", "SELECT t.a| FROM (SELECT srcaddr a FROM flows) t"],
  ["SELECT t.| FROM (SELECT srcaddr FROM flows) t(x)", "x", "SELECT t.x| FROM (SELECT srcaddr FROM flows) t(x)"],
  [
    "WITH a AS (SELECT srcaddr AS who FROM flows) SELECT | FROM a",
    "who",
    "WITH a AS (SELECT srcaddr AS who FROM flows) SELECT who| FROM a",
  ],
  [
    "WITH a AS (SELECT srcaddr AS who FROM flows) SELECT a.| FROM a",
    "who",
    "WITH a AS (SELECT srcaddr AS who FROM flows) SELECT a.who| FROM a",
  ],
  ["WITH a AS (SELECT | FROM flows) SELECT * FROM a", "bytes", "WITH a AS (SELECT bytes| FROM flows) SELECT * FROM a"],
  ["WITH a(x) AS (SELECT srcaddr FROM flows) SELECT | FROM a", "x", "WITH a(x) AS (SELECT srcaddr FROM flows) SELECT x| FROM a"],
  [
    "WITH a AS (SELECT * EXCLUDE (bytes) FROM flows) SELECT | FROM a",
    "packets",
    "WITH a AS (SELECT * EXCLUDE (bytes) FROM flows) SELECT packets| FROM a",
  ],
  [
    "WITH a AS (SELECT f.* FROM flows f, hosts) SELECT | FROM a",
    "packets",
    "WITH a AS (SELECT f.* FROM flows f, hosts) SELECT packets| FROM a",
  ],
  [
    "SELECT * FROM flows f WHERE EXISTS (FROM hosts h WHERE h.ip = f.|)",
    "srcaddr",
    "SELECT * FROM flows f WHERE EXISTS (FROM hosts h WHERE h.ip = f.srcaddr|)",
  ],
  ["SELECT count(| FROM flows", "bytes", "SELECT count(bytes| FROM flows"],
  ["SELECT count(|) FROM flows", "*", "SELECT count(*|) FROM flows"],
  ["SELECT sum(bytes) FILTER (WHERE |) FROM flows", "action", "SELECT sum(bytes) FILTER (WHERE action|) FROM flows"],
  ["SELECT * FROM flows WHERE |", "dstport", "SELECT * FROM flows WHERE dstport|"],
  ["SELECT * FROM flows WHERE action = 'ACCEPT' AND |", "dstport", "SELECT * FROM flows WHERE action = 'ACCEPT' AND dstport|"],
  ["SELECT * FROM flows WHERE NOT |", "dstport", "SELECT * FROM flows WHERE NOT dstport|"],
  ["SELECT * FROM flows WHERE (|", "dstport", "SELECT * FROM flows WHERE (dstport|"],
  ["SELECT srcaddr FROM flows GROUP BY |", "srcaddr", "SELECT srcaddr FROM flows GROUP BY srcaddr|"],
  ["SELECT srcaddr FROM flows GROUP BY |", "ALL", "SELECT srcaddr FROM flows GROUP BY ALL|"],
  ["SELECT sum(bytes) AS total FROM flows ORDER BY |", "total", "SELECT sum(bytes) AS total FROM flows ORDER BY total|"],
  ["SELECT sum(bytes) AS total FROM flows HAVING |", "total", "SELECT sum(bytes) AS total FROM flows HAVING total|"],
  ["SELECT row_number() OVER (PARTITION BY |) FROM flows", "srcaddr", "SELECT row_number() OVER (PARTITION BY srcaddr|) FROM flows"],
  ["SELECT CASE WHEN | FROM flows", "bytes", "SELECT CASE WHEN bytes| FROM flows"],
  ["CREATE VIEW v AS SELECT | FROM flows", "bytes", "CREATE VIEW v AS SELECT bytes| FROM flows"],
  ["SELECT 1;\nSELECT | FROM hosts;\nSELECT 2", "ip", "SELECT 1;\nSELECT ip| FROM hosts;\nSELECT 2"],
  ["SELECT sourceaddress, | FROM vpc_flow_logs", "destinationport", "SELECT sourceaddress, destinationport| FROM vpc_flow_logs"],
  ["SELECT 'ü', | FROM flows", "bytes", "SELECT 'ü', bytes| FROM flows"],
  ["SELECT -- first\n  | /* second */ FROM flows", "bytes", "SELECT -- first\n  bytes| /* second */ FROM flows"],
];

const functions: readonly Case[] = [
  ["SELECT co| FROM flows", "count", "SELECT count(|) FROM flows"],
  ["SELECT | FROM flows", "now", "SELECT now()| FROM flows"],
  ["SELECT * FROM flows WHERE ip_|", "ip_in", "SELECT * FROM flows WHERE ip_in(|)"],
  ["SELECT sum(bytes), co|", "count", "SELECT sum(bytes), count(|)"],
  ["SELECT bytes + su| FROM flows", "sum", "SELECT bytes + sum(|) FROM flows"],
];

const operators: readonly Case[] = [
  ["SELECT * FROM flows WHERE action |", "=", "SELECT * FROM flows WHERE action = |"],
  ["SELECT * FROM flows WHERE action |", "IN (…)", "SELECT * FROM flows WHERE action IN (|)"],
  ["SELECT * FROM flows WHERE srcaddr |", "LIKE '…'", "SELECT * FROM flows WHERE srcaddr LIKE '|'"],
  ["SELECT * FROM flows WHERE f.bytes |", "=", "SELECT * FROM flows WHERE f.bytes = |"],
  ["SELECT * FROM flows WHERE bytes |", ">=", "SELECT * FROM flows WHERE bytes >= |"],
  ["SELECT * FROM flows WHERE start_time |", "BETWEEN … AND …", "SELECT * FROM flows WHERE start_time BETWEEN | AND "],
  ["SELECT * FROM flows WHERE action IS |", "NOT NULL", "SELECT * FROM flows WHERE action IS NOT NULL|"],
  ["SELECT * FROM flows WHERE tcp_flags |", "& … <> 0", "SELECT * FROM flows WHERE tcp_flags & |2 <> 0"],
  ["SELECT bytes::| FROM flows", "DOUBLE", "SELECT bytes::DOUBLE| FROM flows"],
  ["SELECT CAST(bytes AS |) FROM flows", "DOUBLE", "SELECT CAST(bytes AS DOUBLE|) FROM flows"],
];

const keywords: readonly Case[] = [
  ["SELECT * |", "FROM", "SELECT * FROM |"],
  ["SELECT srcaddr |", "FROM", "SELECT srcaddr FROM |"],
  ["SELECT srcaddr |", "AS", "SELECT srcaddr AS|"],
  ["SELECT * FROM flows |", "WHERE", "SELECT * FROM flows WHERE |"],
  ["SELECT * FROM flows wh|", "WHERE", "SELECT * FROM flows WHERE |"],
  ["SELECT * FROM flows f |", "JOIN", "SELECT * FROM flows f JOIN |"],
  ["SELECT * FROM flows LEFT |", "JOIN", "SELECT * FROM flows LEFT JOIN |"],
  ["SELECT * FROM flows JOIN hosts |", "ON", "SELECT * FROM flows JOIN hosts ON |"],
  ["SELECT * FROM flows WHERE action = 'ACCEPT' |", "AND", "SELECT * FROM flows WHERE action = 'ACCEPT' AND |"],
  ["SELECT * FROM flows WHERE action = 'ACCEPT' |", "GROUP BY", "SELECT * FROM flows WHERE action = 'ACCEPT' GROUP BY |"],
  ["SELECT * FROM flows WHERE dstport = 22 |", "ORDER BY", "SELECT * FROM flows WHERE dstport = 22 ORDER BY |"],
  ["SELECT * FROM flows GROUP |", "BY", "SELECT * FROM flows GROUP BY |"],
  ["SELECT srcaddr FROM flows GROUP BY srcaddr |", "HAVING", "SELECT srcaddr FROM flows GROUP BY srcaddr HAVING |"],
  ["SELECT srcaddr FROM flows ORDER BY srcaddr |", "DESC", "SELECT srcaddr FROM flows ORDER BY srcaddr DESC|"],
  ["SELECT srcaddr FROM flows ORDER BY srcaddr DESC |", "LIMIT", "SELECT srcaddr FROM flows ORDER BY srcaddr DESC LIMIT|"],
  ["SELECT srcaddr FROM flows ORDER BY srcaddr NULLS |", "LAST", "SELECT srcaddr FROM flows ORDER BY srcaddr NULLS LAST|"],
  ["SELECT srcaddr FROM flows LIMIT |", "100", "SELECT srcaddr FROM flows LIMIT 100|"],
  ["SELECT srcaddr FROM flows LIMIT 10 |", "OFFSET", "SELECT srcaddr FROM flows LIMIT 10 OFFSET|"],
  ["SELECT 1 UNION |", "ALL", "SELECT 1 UNION ALL|"],
  ["SELECT count(*) |", "FILTER (WHERE ", "SELECT count(*) FILTER (WHERE |"],
  ["WITH a |", "AS", "WITH a AS|"],
  ["WITH a AS (SELECT 1) |", "SELECT", "WITH a AS (SELECT 1) SELECT |"],
  ["SELECT CASE action WHEN 'ACCEPT' |", "THEN", "SELECT CASE action WHEN 'ACCEPT' THEN|"],
  ["FROM flows |", "SELECT", "FROM flows SELECT |"],
  ["FROM flows SELECT srcaddr, count(*) |", "GROUP BY", "FROM flows SELECT srcaddr, count(*) GROUP BY |"],
  ["SELECT row_number() OVER (|) FROM flows", "PARTITION BY", "SELECT row_number() OVER (PARTITION BY |) FROM flows"],
  ["SELECT sum(bytes) OVER (PARTITION BY srcaddr |", "ORDER BY", "SELECT sum(bytes) OVER (PARTITION BY srcaddr ORDER BY |"],
  ["SELECT sum(bytes) OVER (ORDER BY start_time |) FROM flows", "DESC", "SELECT sum(bytes) OVER (ORDER BY start_time DESC|) FROM flows"],
  ["SELECT 1 FROM flows WINDOW w AS (|)", "PARTITION BY", "SELECT 1 FROM flows WINDOW w AS (PARTITION BY |)"],
  ["FROM flows WHERE flow_direction IS NOT |", "NULL", "FROM flows WHERE flow_direction IS NOT NULL|"],
  ["FROM flows WHERE dstport NOT |", "IN (", "FROM flows WHERE dstport NOT IN (|"],
  ["FROM flows WHERE EXISTS (|)", "SELECT", "FROM flows WHERE EXISTS (SELECT |)"],
  ["FROM flows WHERE srcaddr IN (sel|)", "SELECT", "FROM flows WHERE srcaddr IN (SELECT |)"],
  ["SELECT sum(bytes) FILTER (|) FROM flows", "WHERE", "SELECT sum(bytes) FILTER (WHERE |) FROM flows"],
];

const values: readonly Case[] = [
  ["SELECT * FROM flows WHERE action = |", "REJECT", "SELECT * FROM flows WHERE action = 'REJECT'|"],
  ["SELECT * FROM flows WHERE action = '|'", "REJECT", "SELECT * FROM flows WHERE action = 'REJECT|'"],
  ["SELECT * FROM flows WHERE action = 'RE|", "REJECT", "SELECT * FROM flows WHERE action = 'REJECT|"],
  ["SELECT * FROM flows WHERE action = 'RE|\nGROUP BY srcaddr", "REJECT", "SELECT * FROM flows WHERE action = 'REJECT|\nGROUP BY srcaddr"],
  [
    "SELECT * FROM flows WHERE action = 'RE|\nAND srcaddr = 'x'",
    "REJECT",
    "SELECT * FROM flows WHERE action = 'REJECT|\nAND srcaddr = 'x'",
  ],
  ["SELECT * FROM flows WHERE action = '|ACCEPT'", "REJECT", "SELECT * FROM flows WHERE action = 'REJECT|'"],
  ["SELECT * FROM flows WHERE action <> |", "ACCEPT", "SELECT * FROM flows WHERE action <> 'ACCEPT'|"],
  ["SELECT * FROM flows WHERE action != |", "ACCEPT", "SELECT * FROM flows WHERE action != 'ACCEPT'|"],
  ["SELECT * FROM flows WHERE action=|", "ACCEPT", "SELECT * FROM flows WHERE action='ACCEPT'|"],
  ["SELECT * FROM flows WHERE ACTION = |", "ACCEPT", "SELECT * FROM flows WHERE ACTION = 'ACCEPT'|"],
  ["SELECT * FROM flows WHERE action IN (|)", "ACCEPT", "SELECT * FROM flows WHERE action IN ('ACCEPT'|)"],
  ["SELECT * FROM flows WHERE action NOT IN ('ACCEPT', |)", "REJECT", "SELECT * FROM flows WHERE action NOT IN ('ACCEPT', 'REJECT'|)"],
  ["SELECT * FROM flows WHERE action IN ('|')", "REJECT", "SELECT * FROM flows WHERE action IN ('REJECT|')"],
  ["SELECT * FROM flows WHERE action IS NOT DISTINCT FROM |", "REJECT", "SELECT * FROM flows WHERE action IS NOT DISTINCT FROM 'REJECT'|"],
  ["SELECT * FROM flows WHERE dstport = |", "443", "SELECT * FROM flows WHERE dstport = 443|"],
  ["SELECT * FROM flows WHERE dstport = 4|", "443", "SELECT * FROM flows WHERE dstport = 443|"],
  ["SELECT * FROM flows WHERE dstport = https|", "443", "SELECT * FROM flows WHERE dstport = 443|"],
  ["SELECT * FROM flows WHERE dstport = |", "5432", "SELECT * FROM flows WHERE dstport = 5432|"],
  ["SELECT * FROM flows WHERE dstport IN (22, |)", "443", "SELECT * FROM flows WHERE dstport IN (22, 443|)"],
  ["SELECT * FROM flows WHERE dstport BETWEEN |", "22", "SELECT * FROM flows WHERE dstport BETWEEN 22|"],
  ["SELECT * FROM flows WHERE dstport BETWEEN 22 AND |", "443", "SELECT * FROM flows WHERE dstport BETWEEN 22 AND 443|"],
  ["SELECT * FROM flows WHERE dstport >= |", "443", "SELECT * FROM flows WHERE dstport >= 443|"],
  ["SELECT * FROM flows WHERE protocol = |", "6", "SELECT * FROM flows WHERE protocol = 6|"],
  ["SELECT * FROM flows WHERE protocol = tcp|", "6", "SELECT * FROM flows WHERE protocol = 6|"],
  ["SELECT * FROM flows WHERE srcaddr = |", "203.0.113.77", "SELECT * FROM flows WHERE srcaddr = '203.0.113.77'|"],
  ["SELECT * FROM flows WHERE srcaddr = '10|'", "10.0.1.5", "SELECT * FROM flows WHERE srcaddr = '10.0.1.5|'"],
  ["SELECT * FROM flows WHERE srcaddr LIKE |", "10.%", "SELECT * FROM flows WHERE srcaddr LIKE '10.%'|"],
  ["SELECT * FROM flows WHERE srcaddr LIKE '|'", "10.0.%", "SELECT * FROM flows WHERE srcaddr LIKE '10.0.%|'"],
  ["SELECT * FROM flows WHERE starts_with(srcaddr, '|')", "10.0.", "SELECT * FROM flows WHERE starts_with(srcaddr, '10.0.|')"],
  ["SELECT * FROM flows WHERE ip_in(srcaddr, |)", "10.0.0.0/8", "SELECT * FROM flows WHERE ip_in(srcaddr, '10.0.0.0/8'|)"],
  ["SELECT * FROM flows WHERE ip_in(srcaddr, '|')", "172.16.0.0/12", "SELECT * FROM flows WHERE ip_in(srcaddr, '172.16.0.0/12|')"],
  ["SELECT * FROM flows WHERE ip_in(srcaddr, |)", "offices", "SELECT * FROM flows WHERE ip_in(srcaddr, '10.8.0.0/16'|)"],
  [
    "SELECT * FROM flows WHERE ip_in(srcaddr, part|)",
    "partners",
    "SELECT * FROM flows WHERE ip_in(srcaddr, ['192.0.2.0/24', '2001:db8:7::/48']|)",
  ],
  ["SELECT * FROM flows WHERE ip_in(srcaddr, 'offi|')", "10.8.0.0/16", "SELECT * FROM flows WHERE ip_in(srcaddr, '10.8.0.0/16|')"],
  ["SELECT * FROM flows WHERE has_flags(tcp_flags, '|')", "SYN", "SELECT * FROM flows WHERE has_flags(tcp_flags, 'SYN|')"],
  ["SELECT date_trunc('|', start_time) FROM flows", "hour", "SELECT date_trunc('hour|', start_time) FROM flows"],
  ["SELECT * FROM flows WHERE interface_id = |", "eni-o'b", "SELECT * FROM flows WHERE interface_id = 'eni-o''b'|"],
  ["SELECT * FROM flows WHERE interface_id = '|'", "eni-o'b", "SELECT * FROM flows WHERE interface_id = 'eni-o''b|'"],
  ["SELECT * FROM flows WHERE tcp_flags = |", "18", "SELECT * FROM flows WHERE tcp_flags = 18|"],
  ["SELECT * FROM flows WHERE traffic_path = |", "8", "SELECT * FROM flows WHERE traffic_path = 8|"],
  ["SELECT * FROM flows WHERE flow_direction = |", "egress", "SELECT * FROM flows WHERE flow_direction = 'egress'|"],
  ["SELECT * FROM flows WHERE provider = |", "ibm", "SELECT * FROM flows WHERE provider = 'ibm'|"],
  ["SELECT * FROM flows f WHERE f.action = |", "REJECT", "SELECT * FROM flows f WHERE f.action = 'REJECT'|"],
  ["SELECT count(*) FILTER (WHERE action = |) FROM flows", "REJECT", "SELECT count(*) FILTER (WHERE action = 'REJECT'|) FROM flows"],
  ["SELECT CASE action WHEN | THEN 1 END FROM flows", "REJECT", "SELECT CASE action WHEN 'REJECT'| THEN 1 END FROM flows"],
  [
    "WITH a AS (SELECT action AS what FROM flows) SELECT * FROM a WHERE what = |",
    "REJECT",
    "WITH a AS (SELECT action AS what FROM flows) SELECT * FROM a WHERE what = 'REJECT'|",
  ],
  ["SELECT * FROM (SELECT dstport p FROM flows) WHERE p = |", "443", "SELECT * FROM (SELECT dstport p FROM flows) WHERE p = 443|"],
  ["SELECT dstport AS port FROM flows WHERE port = |", "443", "SELECT dstport AS port FROM flows WHERE port = 443|"],
  ["SELECT * FROM vpc_flow_logs WHERE destinationport = |", "443", "SELECT * FROM vpc_flow_logs WHERE destinationport = 443|"],
  ["FROM flows WHERE action = |", "REJECT", "FROM flows WHERE action = 'REJECT'|"],
  [
    "SELECT * FROM flows WHERE start_time >= |",
    "2026-03-14 00:00:02",
    "SELECT * FROM flows WHERE start_time >= TIMESTAMP '2026-03-14 00:00:02'|",
  ],
  ["SELECT * FROM flows WHERE start_time >= '|'", "2026-03-14 23:59:00", "SELECT * FROM flows WHERE start_time >= '2026-03-14 23:59:00|'"],
  [
    "SELECT * FROM flows WHERE start_time > TIMESTAMP '|'",
    "2026-03-14 23:59:00",
    "SELECT * FROM flows WHERE start_time > TIMESTAMP '2026-03-14 23:59:00|'",
  ],
  [
    "SELECT * FROM flows WHERE start_time > |",
    "now() - INTERVAL 1 HOUR",
    "SELECT * FROM flows WHERE start_time > now() AT TIME ZONE 'UTC' - INTERVAL 1 HOUR|",
  ],
  [
    "SELECT * FROM flows WHERE start_time > now() - INTERVAL |",
    "1 HOUR",
    "SELECT * FROM flows WHERE start_time > now() - INTERVAL 1 HOUR|",
  ],
  ["FROM flows WHERE srcaddr = offi|", "offices", "FROM flows WHERE ip_in(srcaddr, '10.8.0.0/16')|"],
  [
    "FROM flows f WHERE action = 'ACCEPT' AND f.srcaddr<>|\nLIMIT 5",
    "partners",
    "FROM flows f WHERE action = 'ACCEPT' AND NOT ip_in(f.srcaddr, ['192.0.2.0/24', '2001:db8:7::/48'])|\nLIMIT 5",
  ],
  ["FROM flows WHERE start_time::DATE = |", "2026-03-14", "FROM flows WHERE start_time::DATE = DATE '2026-03-14'|"],
  ["FROM flows WHERE start_time::DATE = '|'", "2026-03-14", "FROM flows WHERE start_time::DATE = '2026-03-14|'"],
  ["FROM flows f WHERE f.dstport::VARCHAR = |", "443", "FROM flows f WHERE f.dstport::VARCHAR = '443'|"],
  ["FROM flows WHERE ip_kind(srcaddr) = |", "documentation", "FROM flows WHERE ip_kind(srcaddr) = 'documentation'|"],
  ["FROM flows WHERE ip_kind(srcaddr) IN ('public', '|')", "private", "FROM flows WHERE ip_kind(srcaddr) IN ('public', 'private|')"],
  ["FROM flows WHERE protocol_name(protocol) = |", "UDP", "FROM flows WHERE protocol_name(protocol) = 'UDP'|"],
  ["FROM flows WHERE service_name(dstport, protocol) = |", "https", "FROM flows WHERE service_name(dstport, protocol) = 'https'|"],
  ["FROM flows WHERE lower(action) = |", "reject", "FROM flows WHERE lower(action) = 'reject'|"],
  ["FROM flows WHERE start_time > TIMESTAMP |", "2026-03-14 23:59:00", "FROM flows WHERE start_time > TIMESTAMP '2026-03-14 23:59:00'|"],
  ["FROM flows WHERE start_time > now() - |", "INTERVAL 1 HOUR", "FROM flows WHERE start_time > now() - INTERVAL 1 HOUR|"],
  ["SELECT extract(| FROM start_time) FROM flows", "hour", "SELECT extract(hour| FROM start_time) FROM flows"],
  ["SELECT date_part('|', start_time) FROM flows", "isodow", "SELECT date_part('isodow|', start_time) FROM flows"],
  ["FROM conversations_of('|')", "10.0.1.5", "FROM conversations_of('10.0.1.5|')"],
  ["FROM flows WHERE tcp_flags & |", "2", "FROM flows WHERE tcp_flags & 2|"],
  ["FROM flows WHERE tcp_flags & syn|", "2", "FROM flows WHERE tcp_flags & 2|"],
  ["FROM flows WHERE (tcp_flags & |) <> 0", "16", "FROM flows WHERE (tcp_flags & 16|) <> 0"],
  ['FROM flows WHERE action = "|"', "REJECT", "FROM flows WHERE action = 'REJECT'|"],
  ['FROM flows WHERE action = "REJ|', "REJECT", "FROM flows WHERE action = 'REJECT'|"],
  ["FROM flows WHERE object LIKE '|'", "s3://logs/a/%", "FROM flows WHERE object LIKE 's3://logs/a/%|'"],
  ["FROM vpc_flow_logs WHERE start >= |", "1773532740", "FROM vpc_flow_logs WHERE start >= 1773532740|"],
  ["FROM vpc_flow_logs WHERE date = |", "2026-03-14", "FROM vpc_flow_logs WHERE date = DATE '2026-03-14'|"],
  ["FROM vpc_flow_logs WHERE dt = '|'", "2026-03-14", "FROM vpc_flow_logs WHERE dt = '2026-03-14|'"],
  ["FROM FLOW_FLAT WHERE start_time > |", "2026-03-14T23:59:00Z", "FROM FLOW_FLAT WHERE start_time > '2026-03-14T23:59:00Z'|"],
  ["FROM FLOW_FLAT WHERE action = |", "rejected", "FROM FLOW_FLAT WHERE action = 'rejected'|"],
  ["FROM FLOW_FLAT WHERE target_port = |", "443", "FROM FLOW_FLAT WHERE target_port = '443'|"],
  ["FROM capture_gaps WHERE log_status = |", "SKIPDATA", "FROM capture_gaps WHERE log_status = 'SKIPDATA'|"],
  ["FROM capture_gaps WHERE interface_id = |", "eni-0a11", "FROM capture_gaps WHERE interface_id = 'eni-0a11'|"],
  ["FROM conversations WHERE initiator = |", "203.0.113.77", "FROM conversations WHERE initiator = '203.0.113.77'|"],
  ["SELECT (, FROM flows WHERE action = |", "REJECT", "SELECT (, FROM flows WHERE action = 'REJECT'|"],
  [
    "SELECT * FORM flows; SELECT * FROM flows WHERE action = |",
    "REJECT",
    "SELECT * FORM flows; SELECT * FROM flows WHERE action = 'REJECT'|",
  ],
  ["SELECT x y z FROM flows WHERE )) AND action = |", "REJECT", "SELECT x y z FROM flows WHERE )) AND action = 'REJECT'|"],
];

const directives: readonly Case[] = [
  ["-- @|\nSELECT 1", "@param", "-- @param |address VARCHAR = 10.0.0.1\nSELECT 1"],
  ["-- @na|\nSELECT 1", "@name", "-- @name |Busiest sources\nSELECT 1"],
  ["-- @ch|\nSELECT 1", "@chart", "-- @chart |\nSELECT 1"],
  ["-- @chart |\nSELECT 1", "rowBar", "-- @chart rowBar |\nSELECT 1"],
  ["-- @chart li|\nSELECT 1", "line", "-- @chart line |\nSELECT 1"],
  ["-- @chart l|ine x=a\nSELECT 1", "line", "-- @chart line | x=a\nSELECT 1"],
  ["-- @chart |\nSELECT 1", "split", "-- @chart split=|\nSELECT 1"],
  ["-- @chart line |\nSELECT 1", "log", "-- @chart line log|\nSELECT 1"],
  ["-- @chart line y=sum(bytes) to|\nFROM flows", "top", "-- @chart line y=sum(bytes) top=|\nFROM flows"],
  ["-- @chart x=|\nSELECT start_time AS hour FROM flows", "hour", "-- @chart x=hour|\nSELECT start_time AS hour FROM flows"],
  ["-- @chart x=h|our\nSELECT start_time AS hour FROM flows", "hour", "-- @chart x=hour|\nSELECT start_time AS hour FROM flows"],
  [
    "SELECT 1;\n-- @chart split=|\nWITH a AS (SELECT dstport AS p FROM flows) SELECT * FROM a",
    "p",
    "SELECT 1;\n-- @chart split=p|\nWITH a AS (SELECT dstport AS p FROM flows) SELECT * FROM a",
  ],
  ['-- @chart x="Ow|\nFROM hosts', "Owner Name", '-- @chart x="Owner Name"|\nFROM hosts'],
  ["-- @chart x=|\nFROM hosts", "Owner Name", '-- @chart x="Owner Name"|\nFROM hosts'],
  ["-- @chart y=|\nFROM flows", "sum", "-- @chart y=sum(|)\nFROM flows"],
  ["-- @chart y=sum(bytes),|\nFROM flows", "count", "-- @chart y=sum(bytes),count()|\nFROM flows"],
  ["-- @chart y2=p|\nFROM flows", "p95", "-- @chart y2=p95(|)\nFROM flows"],
  ["-- @chart y=sum(|)\nFROM flows", "bytes", "-- @chart y=sum(bytes|)\nFROM flows"],
  ["-- @chart line step=|\nFROM flows", "5m", "-- @chart line step=5m|\nFROM flows"],
  ["-- @chart line stack=p|\r\nFROM flows", "percent", "-- @chart line stack=percent|\r\nFROM flows"],
  ["-- @chart line zone=|\nFROM flows", "local", "-- @chart line zone=local|\nFROM flows"],
  ["-- @chart line other=|\nFROM flows", "off", "-- @chart line other=off|\nFROM flows"],
  ["-- @param |\nSELECT * FROM flows WHERE dstport = $port", "port", "-- @param port |\nSELECT * FROM flows WHERE dstport = $port"],
  ["-- @param port |\nSELECT $port", "INTEGER", "-- @param port INTEGER|\nSELECT $port"],
  [
    "-- @param port INTEGER\nSELECT * FROM flows WHERE dstport = $|",
    "$port",
    "-- @param port INTEGER\nSELECT * FROM flows WHERE dstport = $port|",
  ],
  [
    "-- @param port INTEGER\nSELECT * FROM flows WHERE dstport = $po|",
    "$port",
    "-- @param port INTEGER\nSELECT * FROM flows WHERE dstport = $port|",
  ],
  ["SELECT $a, $|", "$a", "SELECT $a, $a|"],
];

describe("Accepting a completion", () => {
  const all = { statements, relations, columns, functions, operators, keywords, values, directives };
  describe.each(Object.entries(all))("of %s", (_of, cases) => {
    it.each(cases)("%s ⇒ %s", (text, label, after) => expect(accept(text, label, catalog)).toBe(after));
  });
});

describe("The order of completions", () => {
  const first = (marked: string, count: number): string =>
    proposed(marked, catalog)
      .items.slice(0, count)
      .map((item) => item.label)
      .join(", ");

  it.each([
    ["SELECT * FROM flows WHERE dstport = |", "443, 22, 54321"],
    ["SELECT * FROM flows WHERE action = '|'", "ACCEPT, REJECT"],
    ["SELECT * FROM flows WHERE protocol = |", "6, 17"],
    ["SELECT | FROM conversations_of('10.0.0.1')", "start_time, end_time, initiator"],
    ["SELECT * FROM flows WHERE bytes / packets > |", "start_time, end_time"],
    ["SELECT * FROM flows WHERE object LIKE |", "s3://logs/%, s3://logs/a/%"],
    ['SELECT * FROM flows WHERE "|"', "start_time, end_time, action"],
    ["SELECT * FROM conversations WHERE port = |", "443, 22, 54321"],
    ["SELECT * FROM vpc_flow_logs WHERE date = |", "2026-03-14"],
    ["SELECT * FROM conversations WHERE outcome = |", "ACCEPT, REJECT, MIXED"],
    ["SELECT * FROM |", "flows, flow_records, capture_gaps, conversations"],
    ["WITH mine AS (SELECT 1) SELECT * FROM |", "mine, flows"],
    ["SELECT * FROM flows |", "WHERE, JOIN, LEFT JOIN"],
    ["SELECT | FROM flows", "start_time, end_time, action"],
    ["-- @chart |\nFROM flows", "line, area, bar"],
    ["-- @chart line |\nFROM flows", "x, y, y2, split"],
    ["-- @chart line x=start_time y=count() |\nFROM flows", "y2, split, top"],
    ["-- @chart x=|\nSELECT dstport, start_time AS t, bytes FROM flows", "t, dstport, bytes"],
    ["-- @chart y=sum(|)\nSELECT srcaddr, bytes, start_time FROM flows", "bytes, srcaddr, start_time"],
    ["-- @chart y=|\nFROM flows", "count, sum, avg, min, max, median, p95, distinct"],
    ["SELECT * FROM flows WHERE bytes |", "AND, OR, GROUP BY, >=, <"],
  ])("%s: %s", (marked, expected) => expect(first(marked, expected.split(", ").length)).toBe(expected));

  it("says what a value means and how frequent it is", () => {
    const described = proposed("SELECT * FROM flows WHERE dstport = |", catalog)
      .items.slice(0, 3)
      .map((item) => item.description);
    expect(described).toEqual(["https · 41 %", "ssh · 30 %", "< 1 %"]);
  });

  it("tells what a column is like in the index as a hover over it does, and what stands in logs as code", () => {
    const known = { rows: 100, filled: 60, distinct: 2, top: [{ value: "a`[b](c)", count: 60 }] };
    const odd = { ...catalog, statistics: new Map([...catalog.statistics, ["interface_id", known]]) };
    const about = (label: string): string | undefined =>
      proposed("SELECT | FROM flows", odd)
        .items.find((item) => item.label === label)
        ?.documentation?.();
    expect(about("interface_id")).toMatch(/\n\nFilled in 60 % of the flows here · about 2 values\n\nMost frequent: ``a`\[b\]\(c\)`` 60 %$/);
    expect(about("tcp_flags")).toMatch(/\n\nNever filled in this index\.$/);
  });

  it("puts columns that the index never fills behind the others, and says so", () => {
    const items = proposed("SELECT | FROM flows", catalog).items;
    const flags = items.find((item) => item.label === "tcp_flags");
    expect(flags).toMatchObject({ description: "INTEGER · never filled here" });
    expect(items.findIndex((item) => item.label === "tcp_flags")).toBeGreaterThan(items.findIndex((item) => item.label === "object"));
  });
});

describe("The description of a value", () => {
  it.each([
    ["SELECT * FROM flows WHERE tcp_flags & |", "2", "SYN"],
    ["SELECT * FROM flows WHERE interface_id = |", "eni-0a11", "60 %"],
    ["FROM vpc_flow_logs WHERE start >= |", "1773532740", "2026-03-14 23:59:00 · last in the index"],
  ])("%s %s: %s", (marked, label, description) => {
    expect(proposed(marked, catalog).items.find((item) => item.label === label)?.description).toBe(description);
  });
});

describe("A file of 5,000 lines", () => {
  const above = Array.from({ length: 2500 }, (_, line) => `SELECT ${line} AS "größe ${line}" -- it's; not the end\n;`).join("\n");
  const below = "SELECT ';' FROM flows WHERE action = 'ACCEPT';\n".repeat(2500);

  it.each([
    ["SELECT | FROM hosts", "ip", "SELECT ip| FROM hosts"],
    ["SELECT * FROM flows f WHERE f.action = '|'", "REJECT", "SELECT * FROM flows f WHERE f.action = 'REJECT|'"],
    ["WITH a AS (SELECT srcaddr who FROM flows) SELECT | FROM a", "who", "WITH a AS (SELECT srcaddr who FROM flows) SELECT who| FROM a"],
  ])("%s", (text, label, after) => {
    expect(accept(`${above}\n${text};\n${below}`, label, catalog)).toBe(`${above}\n${after};\n${below}`);
    expect(accept(`${above}\n${text}\n`, label, catalog)).toBe(`${above}\n${after}\n`);
    expect(accept(`${above}\n${text};\n${below}`.replaceAll("\n", "\r\n"), label, catalog)).toContain(`\r\n${after};\r\n`);
  });
});

describe("Nothing is proposed", () => {
  it.each([
    "SELECT 'some text| ' FROM flows",
    "-- a comment |\nSELECT 1",
    "-- @chart x=|\nSELECT 1 + 1",
    "-- @chart foo=|\nFROM flows",
    "/* SELECT | */ SELECT 1",
    "SELECT bytes AS | FROM flows",
    "SELECT * FROM flows AS |",
    "WITH |a AS (SELECT 1) SELECT 2".replace("|a", "a AS (SELECT 1), |"),
    "SELECT x.| FROM flows",
    "SELECT 1.| FROM flows",
  ])("%s", (marked) => expect(proposed(marked, catalog).items.map((item) => item.label)).toEqual([]));
});
