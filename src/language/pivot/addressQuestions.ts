import { receivedBy, sentBy } from "./eachWay";
import { textLiteral } from "../statements/textLiterals";

/** Statements that go on from an address. The address is written as the index spells it. */
export const addressQuestions = {
  timeline: (address: string): string => `-- @name Timeline of ${address}
-- @about When was ${address} active, hour by hour?
-- @chart line x=hour y=sum(bytes_sent),sum(bytes_received) y2=sum(rejected)
SELECT
  time_bucket(INTERVAL 1 HOUR, start_time) AS hour,
  count(*) FILTER (WHERE action = 'ACCEPT') AS accepted,
  count(*) FILTER (WHERE action = 'REJECT') AS rejected,
  ${sentBy(textLiteral(address), "bytes")} AS bytes_sent,
  ${receivedBy(textLiteral(address), "bytes")} AS bytes_received,
  count(DISTINCT CASE WHEN srcaddr = ${textLiteral(address)} THEN dstaddr ELSE srcaddr END) AS peers
FROM flows
WHERE srcaddr = ${textLiteral(address)} OR dstaddr = ${textLiteral(address)}
GROUP BY hour
ORDER BY hour;
`,
  peers: (address: string): string => `-- @name Peers of ${address}
-- @about With whom does ${address} talk, and on which ports? The lower port of a flow is taken for the service's.
SELECT
  CASE WHEN srcaddr = ${textLiteral(address)} THEN dstaddr ELSE srcaddr END AS peer,
  least(srcport, dstport) AS port,
  protocol,
  action,
  count(*) AS records,
  ${sentBy(textLiteral(address), "bytes")} AS bytes_sent,
  ${receivedBy(textLiteral(address), "bytes")} AS bytes_received,
  min(start_time) AS first_seen,
  max(end_time) AS last_seen
FROM flows
WHERE srcaddr = ${textLiteral(address)} OR dstaddr = ${textLiteral(address)}
GROUP BY ALL
ORDER BY records DESC;
`,
} as const;
