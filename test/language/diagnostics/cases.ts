import type { catalogs } from "./catalogs";

/** What a rule finds between two `|`, and the text after its first fix; without one nothing is offered. */
export interface Found {
  readonly text: string;
  readonly fixed?: string;
  /** What its sentence says among other things. */
  readonly says?: string | RegExp;
  readonly over?: keyof typeof catalogs;
}

export interface RuleCases {
  readonly found: readonly Found[];
  /** Near misses. */
  readonly left: readonly (string | { readonly text: string; readonly over: keyof typeof catalogs })[];
}

export const casesByCode: Readonly<Record<string, RuleCases>> = {
  "double-quoted-text": {
    found: [
      {
        text: 'SELECT initiator_ip FROM FLOW_FLAT WHERE target_ip = |"10.240.0.4"|',
        fixed: "SELECT initiator_ip FROM FLOW_FLAT WHERE target_ip = '10.240.0.4'",
        says: "Did you mean the text '10.240.0.4'?",
      },
      {
        text: 'SELECT initiator_ip FROM FLOW_FLAT WHERE target_ip = |"10.240.0.4"|',
        fixed: "SELECT initiator_ip FROM FLOW_FLAT WHERE target_ip = '10.240.0.4'",
        over: "static",
      },
      { text: 'FROM FLOW_FLAT WHERE action= |"rejected"|', fixed: "FROM FLOW_FLAT WHERE action= 'rejected'" },
      { text: 'FROM FLOW_FLAT WHERE action= |"rejected"|', fixed: "FROM FLOW_FLAT WHERE action= 'rejected'", over: "static" },
      {
        text: 'SELECT concat_ws(|","|, collect_set(target_port)) AS ports FROM FLOW_FLAT',
        fixed: "SELECT concat_ws(',', collect_set(target_port)) AS ports FROM FLOW_FLAT",
      },
      { text: 'FROM flows WHERE region IN (|"eu-west-1"|)', fixed: "FROM flows WHERE region IN ('eu-west-1')" },
      { text: 'FROM flows WHERE region LIKE |"eu"|', fixed: "FROM flows WHERE region LIKE 'eu'" },
      { text: `FROM flows WHERE region = |"it's"|`, fixed: "FROM flows WHERE region = 'it''s'" },
      { text: `FROM hosts WHERE "Owner Name" = |"Ö"|`, fixed: `FROM hosts WHERE "Owner Name" = 'Ö'` },
      {
        text: 'WITH a AS (SELECT srcaddr AS s FROM flows) FROM a WHERE s = |"here"|',
        fixed: "WITH a AS (SELECT srcaddr AS s FROM flows) FROM a WHERE s = 'here'",
      },
    ],
    left: [
      'SELECT "srcaddr" FROM flows WHERE "dstaddr" = \'10.0.0.1\'',
      'SELECT count(*) AS "Number of records" FROM flows GROUP BY srcaddr ORDER BY "Number of records"',
      'SELECT count(*) "Number of records" FROM flows',
      'SELECT "vnic-id" FROM FLOW_FLAT WHERE "vnic-id" = \'a\'',
      'SELECT "Owner Name" FROM hosts h WHERE h."Owner Name" = \'me\'',
      // A misspelled column: the engine knows better.
      'SELECT "srcadr" FROM flows',
      // Nobody knows the columns of a file or of another's view.
      `SELECT * FROM 'hosts.csv' WHERE "Source IP" = "Other IP"`,
      'SELECT * FROM somewhere WHERE "a b" = "c d"',
      'SELECT "count_star()" FROM (SELECT count(*) FROM flows)',
      'SELECT "ACCEPT" FROM (PIVOT flows ON action USING count(*))',
      `SELECT {"key": 1} AS s FROM flows`,
      `SELECT * RENAME (srcaddr AS "From") FROM flows`,
      "SELECT \"from-file\" FROM read_csv('a.csv')",
      'SELECT t."any name" FROM (SELECT srcaddr AS "any name" FROM flows) t',
    ],
  },
  "address-as-text": {
    found: [
      {
        text: "FROM flows WHERE |srcaddr BETWEEN '10.0.0.0' AND '10.0.0.255'| AND dstport = 22",
        fixed: "FROM flows WHERE ip_in(srcaddr, '10.0.0.0/24') AND dstport = 22",
        says: "character by character",
      },
      {
        text: "FROM flows WHERE |srcaddr NOT BETWEEN '10.0.0.1' AND '10.0.0.6'|",
        fixed: "FROM flows WHERE NOT ip_in(srcaddr, ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32'])",
      },
      {
        text: "FROM flows WHERE |srcaddr BETWEEN '2001:db8::' AND '2001:db8::ffff'|",
        fixed: "FROM flows WHERE ip_in(srcaddr, '2001:db8::/112')",
      },
      // More networks than somebody reads, and no addresses in the right order.
      { text: "FROM flows WHERE |srcaddr BETWEEN '10.0.0.1' AND '10.255.255.254'|" },
      { text: "FROM flows WHERE |srcaddr BETWEEN '10.0.0.9' AND '10.0.0.1'|" },
      { text: "FROM flows WHERE |srcaddr BETWEEN '10.0' AND '10.9'|" },
      { text: "FROM flows WHERE |srcaddr >= '10.0.0.0'|" },
      { text: "FROM flows WHERE |'10.0.0.0' < dstaddr|" },
      { text: "FROM flows f WHERE |f.dstaddr LIKE '10.1%'|", fixed: "FROM flows f WHERE ip_in(f.dstaddr, '10.1.0.0/16')", says: "10.10" },
      { text: "FROM flows WHERE |srcaddr LIKE '10.1%'|", over: "withoutFunctions", says: "10.1.0.0/16" },
      { text: "FROM flows WHERE |srcaddr NOT LIKE '192.168.%'|", fixed: "FROM flows WHERE NOT ip_in(srcaddr, '192.168.0.0/16')" },
      { text: "FROM flows WHERE |srcaddr LIKE '2001:db8:%'|", fixed: "FROM flows WHERE ip_in(srcaddr, '2001:db8::/32')" },
      {
        text: "FROM flows WHERE |srcaddr = '10.0.0.0/8'|",
        fixed: "FROM flows WHERE ip_in(srcaddr, '10.0.0.0/8')",
        says: "No address equals",
      },
      {
        text: "FROM flows WHERE |srcaddr IN ('10.0.0.0/8', '192.168.0.0/16')|",
        fixed: "FROM flows WHERE ip_in(srcaddr, ['10.0.0.0/8', '192.168.0.0/16'])",
      },
      { text: "FROM FLOW_FLAT WHERE |initiator_ip = '10.0.0.0/8'|", fixed: "FROM FLOW_FLAT WHERE ip_in(initiator_ip, '10.0.0.0/8')" },
    ],
    left: [
      "FROM flows WHERE srcaddr = '10.0.0.1'",
      "FROM flows WHERE srcaddr IN ('10.0.0.1', '10.0.0.2')",
      // What is no network cannot be meant.
      "FROM flows WHERE srcaddr = '10.0.0.0/33'",
      "FROM flows WHERE srcaddr LIKE '%:%'",
      "FROM flows WHERE srcaddr < dstaddr",
      "FROM flows WHERE object LIKE '10.1%'",
      "FROM flows WHERE srcaddr LIKE $pattern",
      { text: "FROM flows WHERE srcaddr LIKE '10.0.%'", over: "withoutFunctions" },
      "FROM flows WHERE ip_in(srcaddr, '10.0.0.0/8')",
      "SELECT least(srcaddr, dstaddr) FROM flows",
      "FROM flows WHERE region > 'eu'",
    ],
  },
  "impossible-address": {
    found: [
      { text: "FROM flows WHERE srcaddr = |'10.0.0.300'|", says: "'10.0.0.300' is no address: 300 is more than 255. No flow has it." },
      { text: "FROM flows f WHERE |'10.0.0'| <> f.dstaddr", says: "four numbers" },
      { text: "FROM flows WHERE srcaddr NOT IN ('10.0.0.1', |'10.0.0.1.1'|, |'10..0.1'|)", says: "four numbers" },
      { text: "FROM flows WHERE dstaddr = |'10.0.0.01'|", says: "01 has zeros before it" },
      { text: "FROM flows WHERE dstaddr = |'2001:db8:::1'|", says: "eight groups" },
      { text: "FROM flows WHERE dstaddr = |'10.0.0.0/33'|", says: "is no network: an IPv4 network has 0 to 32 bits." },
      { text: "FROM flows WHERE ip_in(srcaddr, |'10.0.0.0/33'|)", says: "The function gives NULL for it." },
      { text: "FROM flows WHERE NOT ip_in(srcaddr, ['10.0.0.0/8', |'2001:db8::/129'|])", says: "0 to 128 bits" },
      { text: "FROM flows WHERE ip_in(srcaddr, |'10.0.0.0/'|)", says: "0 to 32 bits" },
      { text: "SELECT ip_network(|'10.0.256.1'|, 16)", says: "256 is more than 255" },
      { text: "FROM FLOW_FLAT WHERE initiator_ip = |'10.240.0.256'|", over: "withoutFunctions", says: "256 is more than 255" },
    ],
    left: [
      "FROM flows WHERE srcaddr = '10.0.0.1' OR srcaddr = '2001:DB8::1' OR srcaddr = 'fe80::1%eth0'",
      "FROM flows WHERE srcaddr IN ('', '-', 'unknown', 'db.example.org', '10:30')",
      "FROM flows WHERE srcaddr LIKE '10.0.300.%' OR srcaddr LIKE '10.0.0.300'",
      "FROM flows WHERE region = '10.0.0.300' OR object = '1.2.3'",
      // A network is what address-as-text tells of.
      "FROM flows WHERE srcaddr = '10.0.0.0/8'",
      "FROM flows WHERE srcaddr = $address OR ip_in(srcaddr, $network)",
      "FROM flows WHERE ip_in(srcaddr, ['10.0.0.0/8', '10.1.2.3/16', '::1', '0.0.0.0/0'])",
      "FROM flows WHERE ip_in(replace(srcaddr, '1.2.3', ''), '10.0.0.0/' || '16')",
      "FROM flows WHERE ip_in(CASE WHEN region = '1.2.3' THEN srcaddr ELSE dstaddr END, '10.0.0.0/8')",
      { text: "SELECT ip_in('10.0.0.300', 'a')", over: "withoutFunctions" },
    ],
  },
  "bare-text": {
    found: [
      { text: "FROM flows WHERE action = |ACCEPT|", fixed: "FROM flows WHERE action = 'ACCEPT'", says: "because it has no quotes" },
      { text: "FROM flows WHERE action = |reject| AND dstport = 22", fixed: "FROM flows WHERE action = 'REJECT' AND dstport = 22" },
      { text: "FROM flows WHERE protocol = |tcp|", fixed: "FROM flows WHERE protocol = 6", over: "static" },
      { text: "FROM flows f WHERE f.protocol IN (1, |UDP|)", fixed: "FROM flows f WHERE f.protocol IN (1, 17)" },
      { text: "FROM flows WHERE action = |odd|", fixed: "FROM flows WHERE action = 'odd'", over: "counted" },
      { text: "FROM flows WHERE srcaddr = |10.0.0.1|", fixed: "FROM flows WHERE srcaddr = '10.0.0.1'", says: "An address is a text" },
      { text: "FROM flows WHERE ip_in(srcaddr, |10.0.0.0/8|)", fixed: "FROM flows WHERE ip_in(srcaddr, '10.0.0.0/8')" },
    ],
    left: [
      "FROM flows WHERE srcaddr = dstaddr AND bytes > 10.25 AND packets / 1.5 > 2",
      "FROM flows WHERE action = flow_direction",
      "WITH a AS (SELECT 'REJECT' AS reject) FROM flows, a WHERE action = reject",
      "SELECT * FROM somewhere WHERE action = accept",
      "FROM flows, 'lists.csv' WHERE action = accept",
      "FROM flows WHERE srcaddr = '10.0.0.1' -- 10.0.0.2",
      // The engine names the columns that come near.
      "FROM flows WHERE action = acton",
    ],
  },
  "foreign-quotes": {
    found: [
      {
        text: "SELECT |`vnic-id`| FROM FLOW_FLAT",
        fixed: 'SELECT "vnic-id" FROM FLOW_FLAT',
        says: "a name that needs quotes has double ones",
      },
      { text: "SELECT 'ü `', |`srcaddr`| FROM flows -- `so`", fixed: "SELECT 'ü `', srcaddr FROM flows -- `so`", over: "static" },
      {
        text: "FROM flows WHERE srcaddr = |“10.0.0.1”|",
        fixed: "FROM flows WHERE srcaddr = '10.0.0.1'",
        says: "a text has straight single ones",
      },
      { text: "FROM flows WHERE action = |‘REJECT’|", fixed: "FROM flows WHERE action = 'REJECT'" },
      { text: "FROM hosts WHERE |“Owner Name”| = 'me'", fixed: `FROM hosts WHERE "Owner Name" = 'me'`, says: "straight double ones" },
      { text: "SELECT 1; FROM flows WHERE action = |’|REJECT" },
    ],
    left: [
      "SELECT 'don’t, “ever”, `so`' FROM flows -- it’s `fine`",
      'SELECT srcaddr AS "the “source”", dstaddr AS "it`s" FROM flows',
      "/* `a` */ SELECT $$“b”$$",
    ],
  },
  "value-spelling": {
    found: [
      { text: "FROM FLOW_FLAT WHERE action = |'REJECT'|", fixed: "FROM FLOW_FLAT WHERE action = 'rejected'", over: "counted" },
      { text: "FROM flows WHERE action = |'accepted'|", fixed: "FROM flows WHERE action = 'ACCEPT'", says: "is never found" },
      { text: "FROM flows WHERE action = |'reject'|", fixed: "FROM flows WHERE action = 'REJECT'" },
      { text: "FROM flows WHERE action <> |'Deny'|", fixed: "FROM flows WHERE action <> 'REJECT'", over: "static" },
      {
        text: "SELECT count(*) FILTER (action IN ('ACCEPT', |'allowed'|)) FROM flows",
        fixed: "SELECT count(*) FILTER (action IN ('ACCEPT', 'ACCEPT')) FROM flows",
      },
      { text: "FROM flows WHERE action = |'OK'|", says: "a value of log_status" },
      { text: "FROM FLOW_FLAT WHERE action = |'REJECT'|", fixed: "FROM FLOW_FLAT WHERE action = 'rejected'" },
      { text: "FROM FLOW_FLAT f WHERE f.action = |'ACCEPT'|", fixed: "FROM FLOW_FLAT f WHERE f.action = 'accepted'", over: "static" },
      { text: "FROM vpc_flow_logs WHERE action = |'rejected'|", fixed: "FROM vpc_flow_logs WHERE action = 'REJECT'" },
      { text: "FROM flows WHERE flow_direction = |'Ingress'|", fixed: "FROM flows WHERE flow_direction = 'ingress'" },
      { text: "FROM flow_records WHERE log_status = |'nodata'|", fixed: "FROM flow_records WHERE log_status = 'NODATA'" },
      {
        text: "WITH a AS (SELECT action AS what FROM flows) FROM a WHERE what = |'accept'|",
        fixed: "WITH a AS (SELECT action AS what FROM flows) FROM a WHERE what = 'ACCEPT'",
      },
      {
        text: "SELECT CASE WHEN action = |'rejected'| THEN 1 END FROM flows",
        fixed: "SELECT CASE WHEN action = 'REJECT' THEN 1 END FROM flows",
      },
    ],
    left: [
      { text: "FROM flows WHERE action = 'odd'", over: "counted" },
      { text: "FROM FLOW_FLAT WHERE action = 'odd'", over: "counted" },
      "FROM flows WHERE action = 'ACCEPT' OR action IN ('REJECT')",
      "FROM FLOW_FLAT WHERE action = 'accepted' OR action = 'rejected'",
      "FROM flows WHERE action = 'a value of tomorrow'",
      "FROM flows WHERE lower(action) = 'accept'",
      "FROM flows WHERE state = 'ok'",
      "FROM flows WHERE region = 'accepted'",
      "FROM flow_records WHERE log_status IN ('NODATA', 'SKIPDATA', 'OK')",
      "SELECT action = $action FROM flows",
      "SELECT * FROM somewhere WHERE action = 'accept'",
      "WITH a AS (SELECT action FROM FLOW_FLAT) FROM a WHERE action = 'accepted'",
    ],
  },
  "column-never-filled": {
    found: [
      {
        text: "FROM flows WHERE |tcp_flags| & 2 = 2",
        over: "version2",
        says: "needs AWS record version 3, and what is indexed here is version 2",
      },
      { text: "SELECT |bytes_reply| FROM flows", over: "version2", says: "only IBM Cloud flow logs have it" },
      { text: "SELECT sum(f.bytes) FROM flows f GROUP BY |f.tgw_id|", over: "version2", says: "only AWS Transit Gateway flow logs" },
      { text: "SELECT a FROM (SELECT |vpc_id| AS a FROM flows)", over: "version2" },
      { text: "FROM flows WHERE |region| = 'a' AND region <> 'b'", over: "version2" },
    ],
    left: [
      { text: "SELECT srcaddr, bytes FROM flows WHERE action = 'ACCEPT'", over: "version2" },
      { text: "SELECT coalesce(pkt_dstaddr, dstaddr), bytes + coalesce(bytes_reply, 0) FROM flows", over: "version2" },
      { text: "FROM flows WHERE tcp_flags IS NULL", over: "version2" },
      { text: "SELECT count(tcp_flags) FROM flows", over: "version2" },
      { text: "SELECT * FROM flows", over: "version2" },
      { text: "SELECT 1 AS tcp_flags", over: "version2" },
      { text: "FROM flows WHERE tcp_flags & 2 = 2", over: "full" },
      { text: "FROM flows WHERE tcp_flags & 2 = 2", over: "static" },
    ],
  },
  "flags-equality": {
    found: [
      {
        text: "FROM flows WHERE |tcp_flags = 2|",
        fixed: "FROM flows WHERE has_flags(tcp_flags, 'SYN')",
        says: "only records with SYN and nothing else",
      },
      { text: "FROM flows WHERE |tcp_flags = 2|", fixed: "FROM flows WHERE (tcp_flags & 2) = 2", over: "withoutFunctions" },
      { text: "FROM flows f WHERE |f.tcp_flags <> 18|", fixed: "FROM flows f WHERE (f.tcp_flags & 18) <> 18", says: "SYN-ACK" },
      { text: "FROM flows WHERE |18 = tcp_flags|", fixed: "FROM flows WHERE (tcp_flags & 18) = 18" },
      { text: "FROM flows WHERE |tcp_flags IN (4)|", fixed: "FROM flows WHERE has_flags(tcp_flags, 'RST')" },
    ],
    left: [
      "FROM flows WHERE tcp_flags & 2 = 2",
      "FROM flows WHERE (tcp_flags & 18) = 18",
      "FROM flows WHERE tcp_flags = 0",
      "FROM flows WHERE tcp_flags IN (3, 19)",
      "FROM flows WHERE tcp_flags = $flags",
      "FROM flows WHERE protocol = 2",
      "FROM flows WHERE tcp_flags > 2",
    ],
  },
  "cumulative-sum": {
    found: [
      {
        text: "SELECT |sum(cumulative_bytes_from_initiator)| FROM flows",
        fixed: "SELECT sum(bytes) FROM flows",
        says: "counts from the beginning of the connection",
      },
      { text: "SELECT |sum(f.cumulative_bytes_from_target)| FROM flows f", fixed: "SELECT sum(f.bytes_reply) FROM flows f" },
      { text: "SELECT |avg(cumulative_packets_from_target)| FROM flows", fixed: "SELECT avg(packets_reply) FROM flows", over: "static" },
      { text: "SELECT |sum(cumulative_bytes_from_initiator)| FROM FLOW_FLAT", fixed: "SELECT sum(bytes_from_initiator) FROM FLOW_FLAT" },
      {
        text: "SELECT |SUM(cumulative_bytes_from_initiator)| FROM somewhere",
        fixed: "SELECT max(cumulative_bytes_from_initiator) FROM somewhere",
      },
    ],
    left: [
      "SELECT max(cumulative_bytes_from_initiator) FROM flows",
      "SELECT sum(bytes) FROM flows",
      "SELECT sum(cumulative_bytes_from_initiator - before) FROM x",
      "SELECT cumulative_bytes_from_initiator FROM flows",
      "SELECT sum(cumulative_other) FROM flows",
    ],
  },
  "port-matches-replies": {
    found: [
      {
        text: "SELECT sum(bytes) FROM flows WHERE |443 IN (srcport, dstport)|",
        fixed: "SELECT sum(bytes) FROM flows WHERE dstport = 443",
      },
      {
        text: "SELECT count(*) FROM flows WHERE |srcport = 443 OR dstport = 443|",
        fixed: "SELECT count(*) FROM flows WHERE dstport = 443",
        says: "matches the replies",
      },
      {
        text: "SELECT dstaddr, sum(bytes) FROM flows WHERE protocol = 6 AND (|dstport IN (22, 3389) OR srcport IN (3389, 22)|) GROUP BY dstaddr",
        fixed: "SELECT dstaddr, sum(bytes) FROM flows WHERE protocol = 6 AND (dstport IN (22, 3389)) GROUP BY dstaddr",
      },
      {
        text: "SELECT sum(numbytes) FROM vpc_flow_logs WHERE |sourceport = $port OR destinationport = $port|",
        fixed: "SELECT sum(numbytes) FROM vpc_flow_logs WHERE destinationport = $port",
      },
      {
        text: "SELECT srcaddr, count(*) FROM flows WHERE |dstport > 1023| OR protocol = 17 GROUP BY srcaddr",
        fixed: "SELECT srcaddr, count(*) FROM flows WHERE (dstport > 1023 OR protocol = 17) AND dstport < srcport GROUP BY srcaddr",
      },
      {
        text: "SELECT count(*) FROM flows f WHERE |f.dstport BETWEEN 1024 AND 65535|",
        fixed: "SELECT count(*) FROM flows f WHERE f.dstport BETWEEN 1024 AND 65535 AND f.dstport < f.srcport",
      },
    ],
    left: [
      "SELECT * FROM flows WHERE 443 IN (srcport, dstport)",
      "SELECT sum(bytes) FROM flows WHERE 443 NOT IN (srcport, dstport)",
      // Looking at both directions is what rows are for.
      "SELECT * FROM flows WHERE srcport IN (22, 3389) OR dstport IN (22, 3389)",
      "SELECT count(*) FROM flows WHERE dstport = 443",
      "SELECT count(*) FROM flows WHERE srcport = 443",
      "SELECT count(*) FROM flows WHERE srcport = 53 OR dstport = 443",
      "SELECT count(*) FROM flows WHERE srcport = 443 AND dstport = 443",
      "SELECT count(*) FROM flows WHERE dstport > 1023 AND dstport < srcport",
      "SELECT count(*) FROM flows WHERE dstport < 1024",
      "SELECT * FROM flows WHERE dstport > 1023",
      "SELECT count(*) FROM flows WHERE srcport > 1023",
    ],
  },
  "no-time-filter": {
    found: [
      {
        text: "SELECT srcaddr, count(*)\nFROM |flows|\nGROUP BY srcaddr",
        fixed: "SELECT srcaddr, count(*)\nFROM flows\nWHERE start_time >= TIMESTAMP '2026-03-13 23:59:00'\nGROUP BY srcaddr",
        over: "large",
        says: "80 million rows",
      },
      {
        text: "SELECT count(*) FROM |flows| f WHERE f.dstport = 22 OR f.dstport = 23",
        fixed: "SELECT count(*) FROM flows f WHERE (f.dstport = 22 OR f.dstport = 23)\n  AND start_time >= TIMESTAMP '2026-03-13 23:59:00'",
        over: "large",
      },
      {
        text: "SELECT 1 FROM |flows| f JOIN hosts h ON f.srcaddr = h.ip ORDER BY 1",
        fixed: "SELECT 1 FROM flows f JOIN hosts h ON f.srcaddr = h.ip WHERE f.start_time >= TIMESTAMP '2026-03-13 23:59:00' ORDER BY 1",
        over: "large",
      },
      {
        text: "FROM |flows|",
        fixed: "FROM flows WHERE start_time >= TIMESTAMP '2026-03-13 23:59:00'",
        over: "large",
      },
      { text: "SELECT count(*) FROM |vpc_flow_logs|", over: "large" },
      {
        text: "EXPLAIN ANALYZE FROM |flows|",
        fixed: "EXPLAIN ANALYZE FROM flows WHERE start_time >= TIMESTAMP '2026-03-13 23:59:00'",
        over: "large",
      },
    ],
    left: [
      { text: "SELECT srcaddr, count(*) FROM flows GROUP BY srcaddr", over: "full" },
      { text: "SELECT count(*) FROM flows WHERE start_time > now() - INTERVAL 1 HOUR", over: "large" },
      { text: "SELECT count(*) FROM flows WHERE date_trunc('day', end_time) = $day", over: "large" },
      { text: "SELECT count(*) FROM (SELECT * FROM flows) f WHERE f.start_time > $since", over: "large" },
      { text: "SELECT count(*) FROM vpc_flow_logs WHERE date > current_date - interval '7' day", over: "large" },
      { text: "FROM flows LIMIT 100", over: "large" },
      { text: "SELECT srcaddr FROM flows WHERE dstport = 22 LIMIT 100", over: "large" },
      { text: "DESCRIBE flows", over: "large" },
      { text: "EXPLAIN SELECT count(*) FROM flows", over: "large" },
      { text: "CREATE VIEW v AS SELECT count(*) FROM flows", over: "large" },
      { text: "SELECT count(*) FROM capture_gaps", over: "large" },
      { text: "WITH flows AS (SELECT 1 AS a) SELECT a FROM flows", over: "large" },
    ],
  },
  "gaps-counted": {
    found: [
      { text: "SELECT |count(*)| FROM flow_records", fixed: "SELECT count(*) FROM flows", over: "static", says: "NODATA" },
      {
        text: "SELECT interface_id, |count(*)| FROM vpc_flow_logs GROUP BY interface_id",
        fixed:
          "SELECT interface_id, count(*) FROM vpc_flow_logs WHERE coalesce(log_status, 'OK') NOT IN ('NODATA', 'SKIPDATA') GROUP BY interface_id",
      },
      {
        text: "SELECT |count()| FROM flowlogs",
        fixed: "SELECT count() FROM flowlogs WHERE coalesce(log_status, 'OK') NOT IN ('NODATA', 'SKIPDATA')",
        over: "static",
      },
      {
        text: "SELECT |count(1)| FROM flow_records r WHERE r.interface_id = 'eni-1'",
        fixed:
          "SELECT count(1) FROM flow_records r WHERE r.interface_id = 'eni-1'\n  AND coalesce(log_status, 'OK') NOT IN ('NODATA', 'SKIPDATA')",
      },
    ],
    left: [
      "SELECT count(*) FROM flows",
      "SELECT count(*) FROM flow_records WHERE log_status = 'OK'",
      "SELECT log_status, count(*) FROM flow_records GROUP BY log_status",
      "SELECT count(*) FROM flow_records WHERE action = 'REJECT'",
      "SELECT count(*) FROM vpc_flow_logs WHERE destinationport = 22",
      "SELECT count(action), sum(bytes) FROM flow_records",
      "SELECT count(*) FILTER (WHERE action = 'REJECT') FROM flow_records",
      "SELECT * FROM flow_records",
      "SELECT count(*) FROM capture_gaps",
      "WITH flow_records AS (SELECT 1 AS a) SELECT count(*) FROM flow_records",
      { text: "SELECT count(*) FROM vpc_flow_logs WHERE destinationport = 22", over: "static" },
    ],
  },
  "null-comparison": {
    found: [
      { text: "FROM flows WHERE tcp_flags |= NULL|", fixed: "FROM flows WHERE tcp_flags IS NULL", says: "never true" },
      { text: "FROM flows WHERE a.b |!= NULL| AND x", fixed: "FROM flows WHERE a.b IS NOT NULL AND x" },
      { text: "FROM flows WHERE |NULL <> tcp_flags|", fixed: "FROM flows WHERE tcp_flags IS NOT NULL" },
      {
        text: "SELECT x FROM flows GROUP BY x HAVING sum(bytes) |= null|",
        fixed: "SELECT x FROM flows GROUP BY x HAVING sum(bytes) IS NULL",
      },
      { text: "SELECT bytes |== NULL| FROM flows", fixed: "SELECT bytes IS NULL FROM flows", over: "static" },
    ],
    left: [
      "FROM flows WHERE tcp_flags IS NULL",
      "FROM flows WHERE tcp_flags IS NOT DISTINCT FROM NULL",
      "SELECT struct_pack(a := NULL) FROM flows",
      "FROM read_csv('a.csv', nullstr = NULL)",
      "FROM flows WHERE object = 'NULL'",
      "CREATE MACRO f(a := NULL) AS a",
    ],
  },
  "parameter-undeclared": {
    found: [
      {
        text: "SELECT 1;\nFROM flows WHERE dstport = |$port| AND srcport = $port",
        fixed: "SELECT 1;\n-- @param port INTEGER\nFROM flows WHERE dstport = $port AND srcport = $port",
        says: "its value is a text",
      },
      { text: "FROM flows WHERE srcaddr = |$address|", fixed: "-- @param address\nFROM flows WHERE srcaddr = $address" },
      {
        text: "FROM flows WHERE start_time BETWEEN |$since| AND now()",
        fixed: "-- @param since TIMESTAMP\nFROM flows WHERE start_time BETWEEN $since AND now()",
      },
      { text: "SELECT 1; SELECT |$a|", fixed: "SELECT 1; \n-- @param a\nSELECT $a" },
      {
        text: "SELECT 1;\n-- @param a\nSELECT $a;\nSELECT |$a|",
        fixed: "SELECT 1;\n-- @param a\nSELECT $a;\n-- @param a\nSELECT $a",
      },
    ],
    left: [
      "-- @param port INTEGER\nFROM flows WHERE dstport = $PORT",
      "-- @param port INTEGER = 22\nSELECT $port;\nSELECT $port + 1",
      "FROM flows WHERE dstport = ? AND srcport = $1",
      "SELECT '$port', $$port$$ FROM flows",
    ],
  },
  "malformed-directive": {
    found: [
      { text: "-- @param port INTEGER = |ssh|\nSELECT $port", says: "“ssh” is no INTEGER" },
      { text: "-- @param share double = |a half|\nSELECT $share", says: "is no DOUBLE" },
      { text: "-- @|nmae| Busy\nSELECT 1", fixed: "-- @name Busy\nSELECT 1", says: "Did you mean @name?" },
      { text: "-- @|params| port INTEGER\nSELECT $port", fixed: "-- @param port INTEGER\nSELECT $port" },
      { text: "-- @|parameter| port INTEGER\nSELECT $port", fixed: "-- @param port INTEGER\nSELECT $port" },
      { text: "--@|Abuot| it\nSELECT 1", fixed: "--@about it\nSELECT 1" },
      { text: "-- @|name|\nSELECT 1", says: "Nothing stands behind @name" },
      { text: "-- @|param|  \nSELECT 1", says: "Nothing stands behind @param" },
      { text: "|-- @param a-b INTEGER|\nSELECT 1", says: "declares no parameter" },
      { text: "-- @param port |INTGER| = 1\nSELECT $port", says: "“INTGER” is no type" },
      { text: "-- @param port |INTEGER 443|\r\nSELECT $port", says: "= before the default" },
      { text: "-- @chart |lime|\nSELECT 1", fixed: "-- @chart line\nSELECT 1", says: "Did you mean line?" },
      { text: "-- @chart bar |topp|=5\nSELECT 1", fixed: "-- @chart bar top=5\nSELECT 1", says: "Did you mean top?" },
      { text: "-- @chart y=|smu|(bytes)\nFROM flows", fixed: "-- @chart y=sum(bytes)\nFROM flows", says: "no function of a chart" },
      { text: "-- @chart line step=|5min|\nSELECT 1", fixed: "-- @chart line step=5m\nSELECT 1", says: "s, m, h or d" },
      {
        text: "-- @chart x=|hours|\nSELECT start_time AS hour FROM flows",
        fixed: "-- @chart x=hour\nSELECT start_time AS hour FROM flows",
        says: "gives no column “hours”",
      },
      {
        text: '-- @chart split=|dst_port|\nSELECT srcaddr, dstport AS "to port" FROM flows',
        says: "It gives srcaddr, to port.",
      },
      {
        text: "-- @chart y=sum(|byte|)\nWITH a AS (SELECT * FROM flows) SELECT bytes FROM a",
        fixed: "-- @chart y=sum(bytes)\nWITH a AS (SELECT * FROM flows) SELECT bytes FROM a",
      },
      {
        text: "-- @chart x=|a|\nSELECT 1 AS one UNION ALL SELECT 2 AS a",
        says: "It gives one.",
      },
      { text: "-- @chart y=sum(|srcaddr|)\nFROM flows", says: "holds no numbers" },
      {
        text: "|-- @chart line|\r\n-- @chart bar\r\nSELECT 1",
        fixed: "-- @chart bar\r\nSELECT 1",
        says: "of several the last one counts",
      },
      { text: "SELECT 1;\n-- @param größe |ZAHL|\nSELECT $größe", says: "“ZAHL”" },
    ],
    left: [
      "-- @param port INTEGER = 22\n-- @param low BIGINT = -1_000\n-- @param share DOUBLE = 1.5e3\nSELECT $port, $low, $share",
      "-- @param ports INTEGER[] = 22, 23\n-- @param since TIMESTAMP = yesterday\n-- @param port INTEGER =\nSELECT $ports, $since, $port",
      "-- @name Busy\n-- @about Why?\n-- @param port INTEGER = 443\n-- @chart bar\nSELECT $port",
      "-- @chart\nSELECT 1",
      "-- @chart line x=START_TIME y=sum(bytes),count(),distinct(srcaddr) split=dstport\nFROM flows",
      "-- @chart x=hour\nSELECT date_trunc('hour', start_time) FROM flows",
      "-- @chart x=anything\nFROM unknown_table",
      "-- @chart x=ACCEPT\nPIVOT flows ON action USING count(*)",
      '-- @chart x="x_1"\nSELECT 1 AS x, 2 AS x',
      "SELECT 1 -- @chart lime, not above a statement",
      "-- @param a\n-- @param b timestamp with time zone\n-- @param c DECIMAL(10, 2)\n-- @param d VARCHAR[] = x\nSELECT $a, $b, $c, $d",
      "-- @param s STRUCT(a INTEGER)\n-- @param p INTEGER from SELECT 1\nSELECT $s, $p",
      "-- @block of another tool\n-- @todo mend it\n-- mail to a@nmae.example\nSELECT 1",
      "SELECT 1 -- @nmae is not above a statement",
    ],
  },
  "parameter-unused": {
    found: [
      { text: "-- @param |port| INTEGER = 22\nFROM flows", fixed: "FROM flows", says: "no statement of this file uses it" },
      {
        text: "SELECT $a;\r\n-- @param |b| = $x\r\nSELECT 2",
        fixed: "SELECT $a;\r\nSELECT 2",
        says: "the statement below does not use it",
      },
      { text: "-- @name x\n-- @param $|größe| = 1\nSELECT $other", fixed: "-- @name x\nSELECT $other" },
    ],
    left: [
      "-- @param a\nSELECT 1;\nSELECT $A",
      "-- @param 1 INTEGER\nSELECT ?",
      "-- param a\nSELECT 1",
      "SELECT 1;\n-- @param a\nSELECT $a",
    ],
  },
};
