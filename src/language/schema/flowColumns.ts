import type { ColumnMeaning } from "../../protocol/query";
import { awsTransitGatewayFields, awsTransitGatewayOwnFields } from "./awsTransitGatewayFields";
import { awsFieldKinds, awsVpcFields } from "./awsVpcFields";
import { conversationColumns } from "./conversationColumns";
import type { FlowColumn, FlowProvider } from "./flowColumn";
import { ibmOwnColumns, ibmSharedFields } from "./ibmFields";

/**
 * The column that an AWS field is kept in: its Parquet name, except that `start` and `end` (keywords in many engines, and
 * numbers in the logs) become times of another name. Fields that AWS adds after this was written follow the same rule.
 */
export function awsColumnName(field: string): string {
  if (field === "start" || field === "end") return `${field}_time`;
  return field.replaceAll("-", "_");
}

/** What people look at first. */
const leadingColumns = [
  "start_time",
  "end_time",
  "action",
  "srcaddr",
  "srcport",
  "dstaddr",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "packets_reply",
  "bytes_reply",
  "tcp_flags",
  "flow_direction",
  "interface_id",
  "account_id",
];

/** Every column of `flows` that has a definition, in the order in which `flows` shows them. Unknown fields of objects come behind them. */
export const flowColumns: readonly FlowColumn[] = inReadingOrder([
  ...awsVpcFields.map((field) => awsColumn(field, true)),
  ...awsTransitGatewayOwnFields.map((field) => awsColumn(field, false)),
  ...ibmOwnColumns,
]);

const byName: ReadonlyMap<string, FlowColumn> = new Map(flowColumns.map((column) => [column.name, column]));

/** A column of `flows` by its name, in any case; `undefined` for a field that is not documented. */
export function flowColumn(name: string): FlowColumn | undefined {
  return byName.get(name.toLowerCase());
}

/** What a result column of this name holds, when its name is one of `flows` or of `conversations`, or what people call an address. */
export function columnMeaning(name: string): ColumnMeaning | undefined {
  return flowColumn(name)?.meaning ?? otherMeanings.get(name.toLowerCase());
}

const otherMeanings: ReadonlyMap<string, ColumnMeaning> = new Map([
  ...conversationColumns.map(({ name, meaning }) => [name, meaning] as const),
  ["peer", "address"],
  ["address", "address"],
]);

function awsColumn(source: Pick<(typeof awsVpcFields)[number], "field" | "kind" | "documentation">, inVpcLogs: boolean): FlowColumn {
  const name = awsColumnName(source.field);
  const fields: Partial<Record<FlowProvider, string>> = {};
  if (inVpcLogs) fields.aws = source.field;
  if (awsTransitGatewayFields.includes(source.field)) fields["aws-tgw"] = source.field;
  const ibmField = inVpcLogs ? ibmSharedFields[name] : undefined;
  if (ibmField !== undefined) fields.ibm = ibmField;
  return { name, ...awsFieldKinds[source.kind], documentation: source.documentation, fields };
}

/** Who and where the row comes from stands last. */
function inReadingOrder(described: readonly FlowColumn[]): readonly FlowColumn[] {
  const first = leadingColumns.map((name) => {
    const column = described.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Error(`${name} has no definition`);
    return column;
  });
  return [...first, ...described.filter((column) => !first.includes(column)), ...originColumns()];
}

function originColumns(): readonly FlowColumn[] {
  return [
    {
      name: "provider",
      type: "VARCHAR",
      storageType: "VARCHAR",
      meaning: "text",
      documentation: "Whose record it is: `aws`, `aws-tgw` (Transit Gateway) or `ibm`.",
      fields: {},
    },
    {
      name: "object",
      type: "VARCHAR",
      storageType: "VARCHAR",
      meaning: "object",
      documentation: "The object that the record comes from, as its bucket and key: `s3://bucket/key`.",
      fields: {},
    },
  ];
}
