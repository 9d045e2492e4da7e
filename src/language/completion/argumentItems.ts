import { specialRanges } from "../../base/network/addressKinds";
import { tcpFlagBits } from "../../base/network/tcpFlags";
import type { BegunArgument } from "../analysis/beforeValue";
import type { ScopeColumn } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import type { NamedNetwork } from "../catalog/namedNetworks";
import { relationOfFunction } from "../functions/conversationsOf";
import { textLiteral } from "../statements/textLiterals";
import { type Completion, groups } from "./completion";
import { valueItems } from "./valueItems";

/** Values for an argument of a function, where its meaning is known; `undefined` where it is like any other expression. */
export function argumentItems(
  { called, index }: BegunArgument,
  column: ScopeColumn | undefined,
  inQuotes: boolean,
  catalog: Catalog,
): Completion[] | undefined {
  if (called === "ip_in" && index === 1) return [...namedNetworks(catalog, inQuotes), ...networks(inQuotes)];
  if (called === "has_flags" && index === 1) return tcpFlagBits.map((flag) => text(flag, "", inQuotes));
  if (relationOfFunction.has(called) && index === 0) return valueItems(anAddress, { inQuotes, operator: "=" }, catalog);
  if (called === "extract" && index === 0 && !inQuotes) return parts.map((part) => ({ ...text(part, "", true), text: part }));
  if ((called === "date_part" || called === "datepart") && index === 0) return parts.map((part) => text(part, "", inQuotes));
  if ((called === "date_trunc" || called === "datetrunc") && index === 0) return steps.map((step) => text(step, "", inQuotes));
  if (called === "time_bucket" && index === 0 && !inQuotes) return steps.map((step) => interval(step));
  if (index === 1 && column !== undefined && comparesText.has(called)) {
    const operator = called === "starts_with" || called === "prefix" ? "LIKE" : "=";
    return valueItems(column, { inQuotes, operator }, catalog).map(withoutWildcard);
  }
  return undefined;
}

const comparesText = new Set(["starts_with", "prefix", "ends_with", "suffix", "contains", "list_contains"]);
const steps = ["minute", "hour", "day", "week", "month"];
const parts = [...steps, "second", "quarter", "year", "isodow", "dow", "doy", "epoch"];
const anAddress: ScopeColumn = { name: "srcaddr", type: "VARCHAR", meaning: "address", flowColumn: "srcaddr" };

/** Between quotes that are there already, one block of a network at a time. */
function namedNetworks({ networks = [] }: Catalog, inQuotes: boolean): Completion[] {
  return networks.flatMap(({ name, blocks }) => {
    if (inQuotes) return blocks.map((block) => ({ ...text(block, name, true), filter: `${name} ${block}` }));
    const written = writtenNetwork({ name, blocks });
    const filter = `${name} ${blocks.join(" ")}`;
    return [{ label: name, kind: "value", text: written, description: blocks.join(", "), filter, group: groups.expected } as const];
  });
}

/** One block is a text, several are a list. */
export function writtenNetwork({ blocks: [first = "", ...others] }: NamedNetwork): string {
  return others.length === 0 ? textLiteral(first) : `[${[first, ...others].map(textLiteral).join(", ")}]`;
}

function networks(inQuotes: boolean): Completion[] {
  return specialRanges.map(({ network, kind }) => text(network, kind, inQuotes));
}

function text(label: string, description: string, inQuotes: boolean): Completion {
  return {
    label,
    kind: "value",
    text: inQuotes ? label : textLiteral(label),
    filter: `${label} ${description} '${label}'`,
    group: groups.expected,
    ...(description === "" ? {} : { description }),
  };
}

function interval(step: string): Completion {
  const label = `INTERVAL 1 ${step.toUpperCase()}`;
  return { label, kind: "value", text: label, group: groups.expected };
}

function withoutWildcard(item: Completion): Completion {
  const strip = (value: string): string => value.replace("%", "");
  return { ...item, label: strip(item.label), text: strip(item.text) };
}
