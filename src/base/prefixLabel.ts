export type PrefixKind =
  "year" | "month" | "day" | "hour" | "time" | "account" | "organization" | "region" | "service" | "resource" | "name";

/** The last part of a prefix as people read it. */
export interface PrefixLabel {
  readonly kind: PrefixKind;
  /** `2026-03-14` for a day, `15:00` for an hour (dates are UTC), the id of a resource; a plain name as it stands. */
  readonly label: string;
  /** The part's own name (`aws-region`), or type and location of an IBM resource. */
  readonly detail?: string;
}

/**
 * Says what the last part of a whole prefix (with or without its closing `/`) is: dates, accounts and regions in the paths of
 * flow logs, and resource names that IBM writes percent-encoded into keys. Only for showing: keys are sent as they are listed.
 */
export function describePrefixSegment(prefix: string): PrefixLabel {
  const parts = prefix.replace(/\/$/, "").split("/");
  const part = parts.at(-1) ?? "";
  return (
    namedPart(parts, part) ??
    resourceName(decoded(part)) ??
    splitResourceName(parts) ??
    datedPart(parts, part) ??
    streamTime(part) ??
    account(parts, part) ??
    service(parts, part) ?? { kind: "name", label: part }
  );
}

/** `name=value`, as Hive and IBM write paths. */
function namedPart(parts: readonly string[], part: string): PrefixLabel | undefined {
  const named = /^([a-z][a-z0-9_-]*)=(.+)$/i.exec(part);
  if (named === null) return undefined;
  const [, name = "", raw = ""] = named;
  const value = decoded(raw);
  const date = namedDate(parts, name);
  return date ?? resourceName(value) ?? streamTime(value) ?? { kind: namedKinds.get(name) ?? "name", label: value, detail: name };
}

const namedKinds: ReadonlyMap<string, PrefixKind> = new Map<string, PrefixKind>([
  ["account", "account"],
  ["aws-account-id", "account"],
  ["region", "region"],
  ["aws-region", "region"],
  ["service", "service"],
  ["aws-service", "service"],
  ["vpc-id", "resource"],
  ["subnet-id", "resource"],
  ["instance-id", "resource"],
  ["vnic-id", "resource"],
]);

/** `year=2026/month=03/day=14/hour=15`, as far as it goes, where `name` is its last part. */
function namedDate(parts: readonly string[], name: string): PrefixLabel | undefined {
  const units = dateUnits.slice(0, dateUnits.indexOf(name) + 1);
  const date = parts.slice(parts.length - units.length).map((part) => part.split("="));
  return units.length > 0 && units.every((unit, index) => date[index]?.[0] === unit)
    ? dateOf(date.map(([, value = ""]) => value))
    : undefined;
}

const dateUnits = ["year", "month", "day", "hour"];

/** `2026/03/14/15`, anywhere in a path. */
function datedPart(parts: readonly string[], part: string): PrefixLabel | undefined {
  if (!/^\d{2}(?:\d{2})?$/.test(part)) return undefined;
  const start = parts.findLastIndex((candidate) => /^20\d{2}$/.test(candidate));
  return start < 0 ? undefined : dateOf(parts.slice(start));
}

/** A date from its year on, as far as it goes; `undefined` when it is none, or no date of a calendar. */
function dateOf(date: readonly string[]): PrefixLabel | undefined {
  if (date.length > 4 || !/^\d{4}$/.test(date[0] ?? "") || date.slice(1).some((value) => !/^\d{1,2}$/.test(value))) return undefined;
  const [year = "", month = "01", day = "01", hour = "00"] = date.map((value) => value.padStart(2, "0"));
  const moment = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // The Date of a 30th of February is one in March.
  if (Number.isNaN(moment.getTime()) || moment.getUTCDate() !== Number(day) || Number(hour) > 24) return undefined;
  if (date.length === 1) return { kind: "year", label: year };
  if (date.length === 2) return { kind: "month", label: `${year}-${month}` };
  return date.length === 3 ? { kind: "day", label: `${year}-${month}-${day}` } : { kind: "hour", label: `${hour}:00` };
}

/** `20260312T081500Z`, which names the first object of an IBM stream. */
function streamTime(value: string): PrefixLabel | undefined {
  const stamp = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(value);
  if (stamp === null) return undefined;
  const [, year, month, day, hour, minute, second] = stamp;
  return { kind: "time", label: `${year}-${month}-${day} ${hour}:${minute}:${second}` };
}

/** `crn:v1:bluemix:public:is:eu-de:a/ACCOUNT::vpc:ID` */
function resourceName(text: string): PrefixLabel | undefined {
  const name = /^crn(?::[^:]*){4}:([^:]*):[^:]*:[^:]*:([^:]*):(.+)$/.exec(text);
  if (name === null) return undefined;
  const [, location = "", type = "", id = ""] = name;
  return { kind: "resource", label: id, detail: [type, location].filter((word) => word !== "").join(" · ") };
}

/** In IBM's older paths resource names are not encoded, so that the slash in them parts them in two. */
function splitResourceName(parts: readonly string[]): PrefixLabel | undefined {
  const before = parts.at(-2) ?? "";
  return before.startsWith("crn:") ? resourceName(`${before}/${parts.at(-1) ?? ""}`) : undefined;
}

function account(parts: readonly string[], part: string): PrefixLabel | undefined {
  const before = parts.at(-2) ?? "";
  if (before === "AWSLogs" && /^o-[a-z0-9]+$/.test(part)) return { kind: "organization", label: part };
  const isAccount = before === "ibm_vpc_flowlogs_v0" || (/^\d{12}$/.test(part) && (underLogs(parts) || !isMinute(part)));
  return isAccount ? { kind: "account", label: part } : undefined;
}

function underLogs(parts: readonly string[]): boolean {
  return parts.at(-2) === "AWSLogs" || parts.at(-3) === "AWSLogs";
}

/** `202603141505` has as many digits as an account. */
function isMinute(digits: string): boolean {
  return /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/.test(digits);
}

function service(parts: readonly string[], part: string): PrefixLabel | undefined {
  const before = parts.at(-2) ?? "";
  if (/^\d{12}$/.test(before) && underLogs(parts.slice(0, -1))) return { kind: "service", label: part };
  const isRegion = before === "vpcflowlogs" || parts.at(-3) === "ibm_vpc_flowlogs_v0";
  return isRegion ? { kind: "region", label: part } : undefined;
}

/** Percent-encoded text, or the text itself where it is not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
