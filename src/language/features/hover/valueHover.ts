import { formatBytes } from "../../../base/bytes";
import { protocolNames } from "../../../base/network/protocolNames";
import { services } from "../../../base/network/serviceNames";
import type { ScopeColumn } from "../../analysis/scope";
import type { Catalog } from "../../catalog/catalog";
import { share, valueMeaning } from "../../catalog/columnValueTexts";
import { code, count, line, paragraphs } from "./markdown";

/** A number or a text beside a column: what it means there, and how often it is that in this index. */
export function valueHover(value: string, column: ScopeColumn | undefined, catalog: Catalog): string | undefined {
  const number = /^\d[\d_]*$/.test(value) ? Number(value.replaceAll("_", "")) : undefined;
  if (column === undefined) return number === undefined ? undefined : epochText(number);
  const frequency = howOften(value, column, catalog);
  const explained = number === undefined ? undefined : explainedNumber(number, column);
  if (explained !== undefined) return paragraphs([explained, frequency]);
  const meaning = valueMeaning(column, value);
  if (meaning !== undefined) return paragraphs([line([`**${code(value)}**`, meaning]), frequency]);
  return frequency === undefined ? (number === undefined ? undefined : epochText(number)) : paragraphs([`**${code(value)}**`, frequency]);
}

function explainedNumber(number: number, { meaning }: ScopeColumn): string | undefined {
  if (meaning === "port") return portText(number);
  if (meaning === "protocol") return line([`**Protocol ${number}**`, protocolNames[number]]);
  if (meaning === "bytes") return number < 1024 ? undefined : `**${formatBytes(number)}** (${count(number)} bytes)`;
  return undefined;
}

function portText(port: number): string | undefined {
  if (port > 65_535) return undefined;
  const { tcp, udp } = services[port] ?? {};
  const named = [tcp === undefined ? undefined : `${tcp} over TCP`, udp === undefined ? undefined : `${udp} over UDP`];
  const range = port < 1024 ? "well-known port" : port < 49_152 ? "registered port" : "ephemeral port: usually the client's side";
  return line([`**Port ${port}**`, ...(tcp === undefined && udp === undefined ? [range] : named)]);
}

/** By the values that were counted. One that is not among them is rare, or never there. */
function howOften(value: string, { flowColumn, name }: ScopeColumn, { statistics }: Catalog): string | undefined {
  const known = flowColumn === undefined ? undefined : statistics.get(flowColumn);
  if (known === undefined || known.rows === 0 || known.top.length === 0) return undefined;
  const found = known.top.find((each) => each.value === value);
  if (found !== undefined)
    return `${code(name)} in ${share(found.count, known) ?? ""} of the flows here: ${count(found.count)} of ${count(known.rows)} that were counted`;
  return `Not among the ${count(known.top.length)} most frequent values of ${code(name)} here`;
}

/** A number that can only be meant as seconds, milliseconds or microseconds since 1970: of the years 2000 to 2100. */
function epochText(number: number): string | undefined {
  for (const [unit, perSecond] of epochUnits) {
    const seconds = number / perSecond;
    if (seconds >= firstSecond && seconds < lastSecond) {
      const time = new Date(seconds * 1000)
        .toISOString()
        .replace("T", " ")
        .replace(/(?:\.000)?Z$/, "");
      return `**${time} UTC**, as ${unit} since 1970`;
    }
  }
  return undefined;
}

const epochUnits = [
  ["seconds", 1],
  ["milliseconds", 1000],
  ["microseconds", 1_000_000],
] as const;
const [firstSecond, lastSecond] = [946_684_800, 4_102_444_800];
