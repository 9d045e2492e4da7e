/** What keys tell of objects before any byte of them is read: hints, which a copied or renamed object does not keep. */

/** Moments that records can lie in; both inclusive. */
export interface KeyTime {
  readonly from: Date;
  readonly to: Date;
}

/** The key names AWS flow logs: by their folder, or by the name that AWS gives the object. */
export function isFlowLogKey(key: string): boolean {
  return /(?:^|[/=_])vpcflowlogs[/_]/.test(key);
}

/**
 * Whether an object can be passed over without reading it, because its key says that it is something else: folder markers,
 * probes, hidden files, other services' logs and query results lie in the same buckets.
 */
export function isIgnorableKey(key: string): boolean {
  const name = key.slice(key.lastIndexOf("/") + 1);
  if (name === "" || name.endsWith("_$folder$") || /^[._]/.test(name) || probes.has(name) || /\.csv(?:\.metadata)?$/i.test(name))
    return true;
  if (isFlowLogKey(key) || isIbmFlowLogKey(key)) return false;
  return otherService.test(key) || otherHiveService.test(key);
}

/**
 * The time that the records of an object with this key, or of the objects under this prefix, can have. `undefined` where the
 * key does not tell. It is wider than the dates in the key: a record begins up to an aggregation interval before its object's
 * time, clocks are off by a minute, and nobody promises that rewritten objects are filed to the minute.
 */
export function keyTime(key: string): KeyTime | undefined {
  return fileStampTime(key) ?? ibmStreamTime(key) ?? datedPathTime(key);
}

/**
 * Where a listing in key order may go on behind an object that lies outside a time range: every key from there back to this one
 * lies outside as well. Only where the providers file by date with two digits, so that the order of keys is one of time;
 * `undefined` elsewhere, and inside the range.
 */
export function nextKeyInRange(key: string, range: { readonly from?: Date; readonly to?: Date }): string | undefined {
  const dated = /^(.*\/vpcflowlogs\/[^/]+\/)\d{4}\/\d{2}\/\d{2}\//.exec(key) ?? hiveDay.exec(key);
  const day = dated === null ? undefined : datedPathTime(dated[0]);
  if (dated === null || day === undefined || !(isFlowLogKey(key) || isIbmFlowLogKey(key))) return undefined;
  const base = dated[1] ?? "";
  const [yearIs, monthIs, dayIs] = dated[0].startsWith("year=", base.length) ? ["year=", "month=", "day="] : ["", "", ""];
  if (range.to !== undefined && day.from >= range.to) return `${base}${yearIs}9999`;
  if (range.from === undefined || day.to > range.from) return undefined;
  const slack = isIbmFlowLogKey(key) ? ibmSlack : awsSlack;
  const [year, month, first] = new Date(range.from.getTime() - slack.afterMs).toISOString().slice(0, 10).split("-");
  return `${base}${yearIs}${year}/${monthIs}${month}/${dayIs}${first}/`;
}

const hiveDay = /^(.*\/)year=\d{4}\/month=\d{2}\/day=\d{2}\//;

function isIbmFlowLogKey(key: string): boolean {
  return /(?:^|\/)ibm_vpc_flowlogs_v\d+\//.test(key);
}

const probes: ReadonlySet<string> = new Set([
  "aws-logs-write-test",
  "ELBAccessLogTestFile",
  "ConfigWritabilityCheckFile",
  "desktop.ini",
  "Thumbs.db",
]);
const otherService =
  /(?:^|\/)(?:CloudTrail(?:-\w+)?|elasticloadbalancing|vpcdnsquerylogs)\/|(?:^|\/)AWSLogs\/(?:o-[0-9a-z]+\/)?\d{12}\/(?:Config|GuardDuty|WAFLogs)\//;
const otherHiveService = /(?:^|\/)(?:aws-)?service=(?!vpcflowlogs(?:\/|$))[^/]*\//;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The longest aggregation interval, and the minute by which clocks may be off. */
const awsSlack = { beforeMs: 11 * minuteMs, afterMs: minuteMs };
const ibmSlack = { beforeMs: hourMs, afterMs: hourMs };
/** Who filed the objects of a path that names only dates, and by which clock, is not known. */
const unknownSlack = { beforeMs: dayMs, afterMs: dayMs };

/** `…_20260314T1500Z_9c41d07e.log.gz` holds records that end in the five minutes from then on. */
function fileStampTime(key: string): KeyTime | undefined {
  const stamp = /_vpcflowlogs_[^/]*_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_[^/]*$/.exec(key);
  if (stamp === null) return undefined;
  const [year, month, day, hour, minute] = stamp.slice(1).map(Number);
  const start = momentOf(year, month, day, hour);
  return start === undefined ? undefined : withSlack(start + (minute ?? 0) * minuteMs, start + ((minute ?? 0) + 5) * minuteMs, awsSlack);
}

/** IBM's older paths name only when the first object of a folder was made; more may have been added ever since. */
function ibmStreamTime(key: string): KeyTime | undefined {
  if (!/(?:^|\/)ibm_vpc_flowlogs_v0\//.test(key)) return undefined;
  const stream = /\/(\d{4})(\d{2})(\d{2})T(\d{2})\d{4}Z\//.exec(key);
  const [year, month, day, hour] = (stream ?? []).slice(1).map(Number);
  const start = momentOf(year, month, day, hour);
  return start === undefined ? undefined : { from: new Date(start - ibmSlack.beforeMs), to: new Date(endOfTime) };
}

const endOfTime = 8.64e15;

function datedPathTime(key: string): KeyTime | undefined {
  const daily = /(?:^|\/)vpcflowlogs\/[^/]+\/(\d{4})\/(?:(\d{2})\/(?:(\d{2})\/(?:(\d{2})\/)?)?)?/.exec(key);
  const dated = daily ?? /(?:^|\/)year=(\d{4})\/(?:month=(\d{1,2})\/(?:day=(\d{1,2})\/(?:hour=(\d{1,2})\/)?)?)?/.exec(key);
  if (dated === null) return undefined;
  const [year, month, day, hour] = dated.slice(1).map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const start = momentOf(year, month, day, hour);
  const end = endOf(year, month, day, hour);
  if (start === undefined || end === undefined) return undefined;
  if (isIbmFlowLogKey(key)) return withSlack(start, end, ibmSlack);
  return withSlack(start, end, isFlowLogKey(key) ? awsSlack : unknownSlack);
}

function withSlack(start: number, end: number, slack: { readonly beforeMs: number; readonly afterMs: number }): KeyTime {
  return { from: new Date(start - slack.beforeMs), to: new Date(end + slack.afterMs) };
}

/** The beginning of a year, month, day or hour in UTC; `undefined` for the 31st of February. An hour of 24 is the next day's first. */
function momentOf(year: number | undefined, month = 1, day = 1, hour = 0): number | undefined {
  if (year === undefined || hour > 24) return undefined;
  const start = new Date(Date.UTC(year, month - 1, day));
  if (start.getUTCFullYear() !== year || start.getUTCMonth() !== month - 1 || start.getUTCDate() !== day) return undefined;
  return start.getTime() + hour * hourMs;
}

function endOf(year: number | undefined, month?: number, day?: number, hour?: number): number | undefined {
  const start = momentOf(year, month, day, hour);
  if (start === undefined || year === undefined) return undefined;
  if (hour !== undefined) return start + hourMs;
  if (day !== undefined) return start + dayMs;
  return month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
}
