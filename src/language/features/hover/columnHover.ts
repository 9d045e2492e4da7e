import type { ColumnMeaning } from "../../../protocol/query";
import type { ScopeColumn } from "../../analysis/scope";
import type { Catalog, ColumnStatistics } from "../../catalog/catalog";
import { share, valueMeaning } from "../../catalog/columnValueTexts";
import type { FlowProvider } from "../../schema/flowColumn";
import { flowColumn } from "../../schema/flowColumns";
import { code, count, line, paragraphs } from "./markdown";

/** What a column means, for whom, and what it is like in this index. `text` is the statement's. */
export function columnHover(column: ScopeColumn, text: string, catalog: Catalog): string {
  const title = line([
    `**${code(column.name)}**`,
    column.type === "" ? undefined : code(column.type),
    column.meaning && units[column.meaning],
  ]);
  return paragraphs([title, givenBy(column, text), column.documentation, fieldsOf(column), columnInIndex(column, catalog)]);
}

function givenBy({ item }: ScopeColumn, text: string): string | undefined {
  const [first, last] = [item?.expression[0], item?.expression.at(-1)];
  if (first === undefined || last === undefined || item?.alias === undefined) return undefined;
  const written = text.slice(first.start, last.end);
  return `Given here by ${code(written.length > longestExpression ? `${written.slice(0, longestExpression)}…` : written)}`;
}

const longestExpression = 200;

/** What values of this meaning are, where their type does not tell. */
const units: Readonly<Record<ColumnMeaning, string | undefined>> = {
  bytes: "bytes",
  packets: "packets",
  time: "time in UTC",
  port: "port",
  protocol: "IANA protocol number",
  tcpFlags: "TCP flags, a bit each",
  address: "IP address",
  object: "address of an object",
  action: undefined,
  text: undefined,
  boolean: undefined,
  integer: undefined,
  decimal: undefined,
  date: undefined,
  interval: undefined,
  nested: undefined,
  blob: undefined,
};

const providerNames: Readonly<Record<FlowProvider, string>> = { aws: "AWS", "aws-tgw": "Transit Gateway", ibm: "IBM" };

/** What the field is called in each provider's objects. */
function fieldsOf({ flowColumn: name }: ScopeColumn): string | undefined {
  const fields = name === undefined ? undefined : flowColumn(name)?.fields;
  const named = Object.entries(fields ?? {}).map(([provider, field]) => `${providerNames[provider as FlowProvider]} ${code(field)}`);
  return named.length === 0 ? undefined : `Field: ${line(named)}`;
}

/** What a column is like in this index: how often it is filled, and its most frequent values. */
export function columnInIndex(column: ScopeColumn, { statistics }: Catalog): string | undefined {
  const known = column.flowColumn === undefined ? undefined : statistics.get(column.flowColumn);
  if (known === undefined || known.rows === 0) return undefined;
  if (known.filled === 0) return "Never filled in this index.";
  const distinct = known.distinct === undefined ? undefined : `about ${count(known.distinct)} ${known.distinct === 1 ? "value" : "values"}`;
  const range = known.min === undefined || known.max === undefined ? undefined : `${code(known.min)} to ${code(known.max)}`;
  const filled =
    known.filled === known.rows ? "Filled in every flow here" : `Filled in ${share(known.filled, known) ?? ""} of the flows here`;
  return paragraphs([line([filled, distinct, range]), topValues(column, known)]);
}

function topValues(column: ScopeColumn, statistics: ColumnStatistics): string | undefined {
  const shown = statistics.top.slice(0, shownValues).map(({ value, count: rows }) => {
    return [code(value), valueMeaning(column, value), share(rows, statistics)].filter((part) => part !== undefined).join(" ");
  });
  return shown.length === 0 ? undefined : `Most frequent: ${line(shown)}`;
}

const shownValues = 5;
