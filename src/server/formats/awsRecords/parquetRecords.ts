import type { LayoutColumn, LogFormatId, ParquetHead, Recognition } from "../logFormat";
import { areTransitGatewayFields, awsField, awsLayoutColumns } from "./awsLayoutColumns";
import { unusableFields } from "./bareRecords";
import { areFlowLogFields } from "./fieldNames";

/** A Parquet file with the columns of VPC or of Transit Gateway flow logs, as asked for. */
export function parquetRecords(format: LogFormatId, transitGateway: boolean, head: ParquetHead): Recognition | undefined {
  const names = head.columns.map(({ name }) => name);
  if (!areFlowColumns(head) || areTransitGatewayFields(names) !== transitGateway) return undefined;
  const resolved = awsLayoutColumns(names);
  if ("problem" in resolved) return { outcome: "unusable", reason: unusableFields("parquet", resolved.problem) };
  const types = new Map(head.columns.map(({ name, type }) => [name, type]));
  return {
    outcome: "recognised",
    layout: {
      kind: "parquet",
      format,
      provider: transitGateway ? "aws-tgw" : "aws",
      columns: resolved.columns.map((column) => ofStoredType(column, types.get(column.field) ?? "VARCHAR")),
    },
  };
}

function areFlowColumns({ key, columns }: ParquetHead): boolean {
  const nested = columns.some(({ name, type }) => awsField(name) !== undefined && isNested(type));
  const names = columns.map(({ name }) => name);
  return !nested && areFlowLogFields(names, key) !== "no";
}

function isNested(type: string): boolean {
  return /^(?:STRUCT|MAP|UNION|LIST)\b|\]$/i.test(type);
}

/** Copies made by other tools keep times as times; then there is nothing to count from 1970. */
function ofStoredType(column: LayoutColumn, storedType: string): LayoutColumn {
  return column.reading === "epoch" && /^(?:TIMESTAMP|DATE)/i.test(storedType) ? { ...column, reading: "plain" } : column;
}
