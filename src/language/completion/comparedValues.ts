import { specialRanges } from "../../base/network/addressKinds";
import { protocolNames } from "../../base/network/protocolNames";
import { serviceName } from "../../base/network/serviceNames";
import { tcpFlagNames } from "../../base/network/tcpFlags";
import type { BegunComparison } from "../analysis/beforeValue";
import type { ScopeColumn } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import { share } from "../catalog/columnValueTexts";
import { textLiteral } from "../statements/textLiterals";
import { type Completion, groups } from "./completion";
import { valueItems, type ValuePlace } from "./valueItems";

/** Values for what a column is made into before it is compared: cast to another type, or given to a function. */
export function comparedItems(
  column: ScopeColumn,
  { cast, called, operator }: BegunComparison,
  inQuotes: boolean,
  catalog: Catalog,
): Completion[] {
  const place: ValuePlace = { inQuotes, operator };
  if (called !== undefined) return calledItems(called, column, place, catalog);
  if (cast === undefined) return valueItems(column, place, catalog);
  const isDay = cast === "DATE" && column.type.startsWith("TIMESTAMP");
  const timeOf = { flowColumn: column.flowColumn ?? "start_time", as: "day" } as const;
  return valueItems({ ...column, type: cast, ...(isDay ? { timeOf } : {}) }, place, catalog);
}

function calledItems(called: string, column: ScopeColumn, place: ValuePlace, catalog: Catalog): Completion[] {
  if (called === "lower" || called === "upper") return inCase(called, valueItems(column, place, catalog));
  const made = results[called];
  if (made === undefined) return [];
  const statistics = catalog.statistics.get(column.flowColumn ?? "");
  const counts = new Map<string, number>();
  for (const { value, count } of statistics?.top ?? []) {
    const result = made.of(Number(value));
    if (result !== undefined && result !== "") counts.set(result, (counts.get(result) ?? 0) + count);
  }
  const seen = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([text, count]) => textItem(text, place, share(count, statistics)));
  return [...seen, ...made.all.filter((text) => !counts.has(text)).map((text) => textItem(text, place))];
}

/** What functions of ours give, from the values of their argument and at all. */
const results: Readonly<Partial<Record<string, { readonly of: (value: number) => string | undefined; readonly all: readonly string[] }>>> =
  {
    ip_kind: { of: () => undefined, all: ["public", ...new Set(specialRanges.map(({ kind }) => kind))] },
    protocol_name: { of: (value) => protocolNames[value], all: Object.values(protocolNames) },
    service_name: { of: (value) => serviceName(value), all: [] },
    tcp_flag_names: { of: tcpFlagNames, all: [] },
  };

function inCase(called: "lower" | "upper", items: readonly Completion[]): Completion[] {
  const turned = (text: string): string => (called === "lower" ? text.toLowerCase() : text.toUpperCase());
  return items.map((item) => ({ ...item, label: turned(item.label), text: turned(item.text) }));
}

function textItem(text: string, { inQuotes }: ValuePlace, description?: string): Completion {
  return {
    label: text,
    kind: "value",
    text: inQuotes ? text : textLiteral(text),
    filter: `${text} '${text}'`,
    group: groups.values,
    ...(description === undefined ? {} : { description }),
  };
}
