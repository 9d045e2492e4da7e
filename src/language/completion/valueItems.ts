import { protocolNames } from "../../base/network/protocolNames";
import { services } from "../../base/network/serviceNames";
import { tcpFlagBits } from "../../base/network/tcpFlags";
import type { ScopeColumn } from "../analysis/scope";
import type { Catalog, ColumnStatistics } from "../catalog/catalog";
import { isNumberType, share, valueMeaning } from "../catalog/columnValueTexts";
import { columnValues } from "../schema/columnValues";
import { trafficPaths } from "../schema/trafficPaths";
import { doubled, textLiteral } from "../statements/textLiterals";
import { type Completion, groups } from "./completion";
import { shownTimeItems, timeItems } from "./timeItems";

/** How a value is written where the cursor is. */
export interface ValuePlace {
  /** Between quotes that are there already. */
  readonly inQuotes: boolean;
  /** Upper case; `LIKE` wants patterns. */
  readonly operator: string;
}

/** Values of a column: those that the index holds, most frequent first, then those that are known without it. */
export function valueItems(column: ScopeColumn, place: ValuePlace, catalog: Catalog): Completion[] {
  const statistics = column.flowColumn === undefined ? undefined : catalog.statistics.get(column.flowColumn);
  if (place.operator === "&") return column.meaning === "tcpFlags" ? flagBits : [];
  if (column.timeOf !== undefined) return shownTimeItems(column, column.timeOf, place.inQuotes, catalog);
  if (column.meaning === "time" || column.type.startsWith("TIMESTAMP")) return timeItems(column, place.inQuotes, catalog);
  const seen = (statistics ?? catalog.statistics.get(column.valuesLike ?? ""))?.top ?? [];
  const found = seen.map(({ value, count }) => item(column, value, place, share(count, statistics)));
  const known = knownValues(column).filter((value) => !seen.some((each) => each.value === value));
  const items = [...found, ...known.map((value) => item(column, value, place, undefined))];
  if (likePattern.has(place.operator)) return [...patterns(column, seen, place), ...items];
  return column.type === "BOOLEAN" && !place.inQuotes ? booleans : items;
}

const likePattern = new Set(["LIKE", "ILIKE"]);

const flagBits: readonly Completion[] & Completion[] = tcpFlagBits.map((flag, index) => {
  const bit = String(2 ** index);
  return { label: bit, text: bit, kind: "value", description: flag, filter: `${flag.toLowerCase()} ${bit}`, group: groups.values };
});

const booleans: readonly Completion[] & Completion[] = ["true", "false"].map((text) => ({
  label: text,
  text,
  kind: "value",
  group: groups.values,
}));

function item(column: ScopeColumn, value: string, place: ValuePlace, part: string | undefined): Completion {
  const meaning = valueMeaning(column, value);
  const description = [meaning, part].filter((each) => each !== undefined).join(" · ");
  return {
    label: value,
    kind: "value",
    text: place.inQuotes ? doubled(value) : isNumberType(column.type) ? value : textLiteral(value),
    group: groups.values,
    // So that "https" finds 443, and before a column whose name begins like it.
    filter: [meaning?.toLowerCase(), value].filter((each) => each !== undefined).join(" "),
    ...(description === "" ? {} : { description }),
  };
}

/** What the providers document, for before anything is indexed and for what has not been seen yet. */
function knownValues(column: ScopeColumn): readonly string[] {
  if (column.values !== undefined) return column.values;
  if (column.meaning === "protocol") return Object.keys(protocolNames);
  if (column.meaning === "port") return Object.keys(services);
  if (column.meaning === "tcpFlags") return ["2", "18", "1", "4", "20", "3", "19"];
  if (column.flowColumn === "traffic_path") return Object.keys(trafficPaths);
  if (column.flowColumn === "provider") return ["aws", "aws-tgw", "ibm"];
  return columnValues.get(column.flowColumn ?? "") ?? [];
}

/** Beginnings that many of the values share: `10.0.%`. */
function patterns(column: ScopeColumn, seen: ColumnStatistics["top"], place: ValuePlace): Completion[] {
  const separator = column.meaning === "address" ? "." : column.meaning === "object" ? "/" : /[-/:]/.exec(seen[0]?.value ?? "")?.[0];
  if (separator === undefined) return [];
  const deepest = column.meaning === "object" ? Infinity : 3;
  const counts = new Map<string, number>();
  for (const { value, count } of seen) {
    const parts = value.split(separator);
    for (let length = 1; length < Math.min(parts.length, deepest); length++) {
      const start = `${parts.slice(0, length).join(separator)}${separator}%`;
      counts.set(start, (counts.get(start) ?? 0) + count);
    }
  }
  // A folder that has but one folder in it is no beginning worth a line of its own.
  const only = new Set(
    [...counts].map(([start, count]) => (counts.get(parentOf(start, separator)) === count ? parentOf(start, separator) : "")),
  );
  const worth = [...counts].filter(([start]) => column.meaning !== "object" || !only.has(start));
  const shared = worth.sort(([, one], [, other]) => other - one).slice(0, 20);
  return shared.map(([pattern]) => ({
    label: pattern,
    kind: "value",
    text: place.inQuotes ? pattern : textLiteral(pattern),
    group: groups.expected,
  }));
}

/** `s3://bucket/a/b/%` → `s3://bucket/a/%`. */
function parentOf(start: string, separator: string): string {
  return `${start.slice(0, start.lastIndexOf(separator, start.length - separator.length - 2) + 1)}%`;
}
