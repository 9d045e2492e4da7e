import type { ScopeColumn } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import { type Completion, groups } from "./completion";

/** Times to compare with: before now, and where the index begins and ends. */
export function timeItems(column: ScopeColumn, inQuotes: boolean, catalog: Catalog): Completion[] {
  const { firstRecord, lastRecord } = catalog.index ?? {};
  const statistics = catalog.statistics.get(column.flowColumn ?? "");
  const first = column.flowColumn === "start_time" ? firstRecord : (statistics?.min ?? firstRecord);
  const last = column.flowColumn === "start_time" ? lastRecord : (statistics?.max ?? lastRecord);
  const fixed = [
    ...moment(last, "last in the index", inQuotes),
    ...moment(first, "first in the index", inQuotes),
    ...days(first, last, inQuotes),
  ];
  if (inQuotes) return fixed;
  return [...fixed.slice(0, 2), ...(last === undefined ? [] : beforeLast(written(last))), ...beforeNow, ...fixed.slice(2)];
}

const spans: readonly (readonly [interval: string, meaning: string])[] = [
  ["15 MINUTE", "a quarter of an hour"],
  ["1 HOUR", "an hour"],
  ["24 HOUR", "a day"],
  ["7 DAY", "a week"],
  ["30 DAY", "30 days"],
];

const beforeNow: readonly Completion[] = spans.map(([interval, meaning]) => ({
  label: `now() - INTERVAL ${interval}`,
  kind: "value",
  // now() has a time zone; times of flows are UTC without one.
  text: `now() AT TIME ZONE 'UTC' - INTERVAL ${interval}`,
  filter: `now() - INTERVAL ${interval} ${meaning}`,
  description: `${meaning} ago`,
  group: groups.values,
}));

function beforeLast(last: string): Completion[] {
  return spans.slice(0, 3).map(([interval, meaning]) => ({
    label: `TIMESTAMP '${last}' - INTERVAL ${interval}`,
    kind: "value",
    text: `TIMESTAMP '${last}' - INTERVAL ${interval}`,
    filter: `last timestamp ${meaning} '${last}'`,
    description: `${meaning} before the last in the index`,
    group: groups.values,
  }));
}

function moment(time: string | undefined, description: string, inQuotes: boolean): Completion[] {
  if (time === undefined) return [];
  const text = written(time);
  return [
    {
      label: text,
      kind: "value",
      text: inQuotes ? text : `TIMESTAMP '${text}'`,
      filter: `${text} '${text}' TIMESTAMP ${description}`,
      description,
      group: groups.values,
    },
  ];
}

/** Midnights in between, as far as a list of them is short enough to be read. */
function days(first: string | undefined, last: string | undefined, inQuotes: boolean): Completion[] {
  if (first === undefined || last === undefined) return [];
  const dayMs = 86_400_000;
  const [from, to] = [Date.parse(utc(first)), Date.parse(utc(last))];
  const found: Completion[] = [];
  for (let day = Math.floor(to / dayMs) * dayMs; day >= from && found.length < 14; day -= dayMs)
    found.push(...moment(new Date(day).toISOString().slice(0, 19), "midnight", inQuotes));
  return found;
}

/** Times as a column shows them that holds numbers or texts: `1773529200`, `2026-03-14`, `2026-03-14T23:00:00Z`. */
export function shownTimeItems(
  { type }: ScopeColumn,
  { flowColumn, as }: NonNullable<ScopeColumn["timeOf"]>,
  inQuotes: boolean,
  catalog: Catalog,
): Completion[] {
  const times = timeItems({ name: flowColumn, type: "TIMESTAMP", flowColumn }, true, catalog);
  const lead = type === "DATE" ? "DATE " : "";
  const items = times.map((item): Completion => {
    const shown = shownTime(item.text, as);
    const text = inQuotes || as === "seconds" ? shown : `${lead}'${shown}'`;
    const description = [as === "seconds" ? item.text : "", item.description].filter((each) => each !== "").join(" · ");
    return { ...item, label: shown, text, filter: `${shown} '${shown}' ${item.filter ?? ""}`, description };
  });
  const first = new Map(items.toReversed().map((item) => [item.label, item]));
  return items.filter((item) => first.get(item.label) === item);
}

function shownTime(time: string, as: NonNullable<ScopeColumn["timeOf"]>["as"]): string {
  if (as === "seconds") return String(Math.floor(Date.parse(utc(time)) / 1000));
  return as === "day" ? time.slice(0, 10) : `${time.slice(0, 19).replace(" ", "T")}Z`;
}

function utc(time: string): string {
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time.replace(" ", "T")}Z`;
}

/** `2026-03-14T15:00:02Z` → `2026-03-14 15:00:02`. */
function written(time: string): string {
  return time.replace("T", " ").replace(/(?:\.0+)?Z?$/, "");
}
