import type { PivotRows } from "../../../protocol/pivot";
import type { Cell } from "../../../protocol/query";
import { allAs, answered } from "./addressSections";
import type { SectionDraft } from "./section";

/** So many ports of one host, or hosts on one port, within an hour of the clock. */
const fewestTargets = 20;
/** Of the conversations with them, so many in a hundred were refused or not answered. */
const fewestFailed = 80;

/**
 * Port scans: one address asks for many ports of another, or many addresses for one port, and most of it fails. Those at most who do so by
 * the hour are told; who scans a port a day stays below it.
 */
export function scanSection(): SectionDraft {
  const failed = `count(*) FILTER (WHERE outcome = 'REJECT' OR note IS NOT NULL OR NOT (${answered}))`;
  const hourly = (pattern: string, columns: string, target: string): string => `
  SELECT
    '${pattern}' AS pattern, initiator, ${columns}, date_trunc('hour', start_time) AS hour,
    count(DISTINCT ${target}) AS targets,
    count(*) AS conversations,
    ${failed} AS failed,
    min(start_time) AS first_seen,
    max(start_time) AS last_seen
  FROM talks
  WHERE protocol IN (6, 17) AND port <> 0
  GROUP BY ALL
  HAVING targets >= ${fewestTargets} AND failed >= conversations * ${fewestFailed / 100}`;
  return {
    id: "scan",
    title: "Port scans",
    about: `Within an hour of the clock, ${fewestTargets} or more ports of one host or hosts on one port, and ${fewestFailed} % or more of that refused or unanswered.`,
    reads: "talks",
    select: `SELECT
  pattern, initiator, responder, port,
  max(targets) AS targets,
  sum(failed) AS failed,
  sum(conversations) AS conversations,
  min(first_seen) AS first_seen,
  max(last_seen) AS last_seen${allAs("all_scans")}
FROM (${hourly("many ports", "responder, NULL::INTEGER AS port", "port")}
  UNION ALL${hourly("many hosts", "NULL AS responder, port", "responder")}
)
GROUP BY pattern, initiator, responder, port
ORDER BY max(targets) DESC, initiator, responder, port
LIMIT 50`,
    all: { column: "all_scans" },
  };
}

/** What the rows of the section come to, in a sentence. */
export function scanVerdict(
  address: string,
  rows: readonly Readonly<Record<string, Cell>>[],
): Pick<PivotRows, "sentence" | "alarming" | "marks"> {
  const [scans] = rows.filter(({ initiator }) => initiator === address);
  const scanners = rows.filter(({ initiator }) => initiator !== address);
  const [scanner] = scanners;
  const sentences = [
    ...(scans === undefined ? [] : [`${address} scans: it asked for ${targetsOf(scans)}, and ${shareOf(scans)} failed.`]),
    ...(scanner === undefined
      ? []
      : [
          `${address} is scanned: ${String(scanner.initiator)} asked for ${targetsOf(scanner)}, and ${shareOf(scanner)} failed.${others(scanners.length - 1)}`,
        ]),
  ];
  const marks = [
    ...(scans === undefined ? [] : [`scans: ${whatOf(scans)}`]),
    ...(scanner === undefined ? [] : [`scanned: ${portsOf(scanner)} by ${String(scanner.initiator)}`]),
  ];
  if (sentences.length > 0) return { sentence: sentences.join(" "), alarming: true, marks };
  return {
    sentence: `No port scan: within no hour did anybody ask for ${fewestTargets} ports of one host, or for one port of ${fewestTargets} hosts, mostly in vain.`,
    alarming: false,
  };
}

function targetsOf(scan: Readonly<Record<string, Cell>>): string {
  return `${whatOf(scan)} within an hour`;
}

function whatOf({ pattern, targets, port, responder }: Readonly<Record<string, Cell>>): string {
  return pattern === "many ports" ? `${String(targets)} ports of ${String(responder)}` : `port ${String(port)} of ${String(targets)} hosts`;
}

/** Where it is clear whose they are. */
function portsOf({ pattern, targets, port }: Readonly<Record<string, Cell>>): string {
  return pattern === "many ports" ? `${String(targets)} ports` : `port ${String(port)}`;
}

function shareOf({ conversations, failed }: Readonly<Record<string, Cell>>): string {
  return `${Math.floor((100 * Number(failed)) / Number(conversations))} %`;
}

function others(count: number): string {
  return count === 0 ? "" : ` ${count === 1 ? "One other does" : `${count} others do`} so too.`;
}
