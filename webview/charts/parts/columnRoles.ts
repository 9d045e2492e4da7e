import type { ResultColumn } from "../../../src/protocol/query";
import { isAmount } from "../../grid/cellText";

/** What columns can be in a chart that has no axes: a category, an amount, one of the two ends of traffic, a country. */

export function isTime(column: ResultColumn): boolean {
  return column.meaning === "time" || column.meaning === "date";
}

/** Whether the values of a column name something. Ports, protocols and ids do, although they are numbers. */
export function isCategory(column: ResultColumn): boolean {
  switch (column.meaning) {
    case "text":
    case "boolean":
    case "address":
    case "port":
    case "protocol":
    case "tcpFlags":
    case "action":
    case "object":
      return true;
    case "integer":
      return !isAmount(column) || smallNumber.test(column.name);
    default:
      return false;
  }
}

/** What may stand in a form as a category: also a number that a user knows to be one. */
export function canBeCategory(column: ResultColumn): boolean {
  return !["decimal", "interval", "nested", "blob", "bytes", "packets"].includes(column.meaning);
}

export function isCountry(column: ResultColumn): boolean {
  return column.meaning === "text" && /(^|_)(country|nation)(_?(code|name|iso\d?))?$/i.test(column.name);
}

/** Where traffic comes from and goes to, in the order of the columns. The first pair counts: `srcaddr` before `pkt_srcaddr`. */
export function endsOf(columns: readonly ResultColumn[]): { readonly source: ResultColumn; readonly target: ResultColumn } | undefined {
  for (const source of columns) {
    const name = pairs.map(([from, to]) => (from.test(source.name) ? source.name.replace(from, to).toLowerCase() : undefined));
    const target = columns.find((column) => column !== source && name.includes(column.name.toLowerCase()));
    if (target !== undefined && isCategory(source) && isCategory(target)) return { source, target };
  }
  return samePair(columns);
}

/** The amount that says most: bytes, else packets, else the first one that there is. */
export function mainAmount(columns: readonly ResultColumn[]): ResultColumn | undefined {
  const amounts = columns.filter((column) => isAmount(column) && !isCategory(column));
  const first = (meaning: ResultColumn["meaning"]): ResultColumn | undefined => amounts.find((column) => column.meaning === meaning);
  return first("bytes") ?? first("packets") ?? amounts[0];
}

/** Hours and days of the week are numbers with an order, and a category all the same. */
const smallNumber = /(^|_)(hour|dow|weekday|day_of_week|day|month|minute)$/i;

const pairs: readonly (readonly [RegExp, string])[] = [
  [/^source/i, "destination"],
  [/^src/i, "dst"],
  [/^src/i, "dest"],
  [/src(?=_?(addr|ip|port|host)?$)/i, "dst"],
  [/^initiator/i, "responder"],
  [/^client/i, "server"],
  [/^from/i, "to"],
];

/** Two columns of addresses are the two ends, whatever they are called. */
function samePair(columns: readonly ResultColumn[]): { readonly source: ResultColumn; readonly target: ResultColumn } | undefined {
  const [source, target] = columns.filter(({ meaning }) => meaning === "address");
  return source && target ? { source, target } : undefined;
}
