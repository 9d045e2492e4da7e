import type { FlowColumn } from "../../../language/schema/flowColumn";
import { flowColumns } from "../../../language/schema/flowColumns";
import type { LayoutColumn, Reading } from "../logFormat";
import { unknownColumnName } from "../unknownColumnName";

/** A documented field of VPC or Transit Gateway flow logs by its name, in header (`-`) or Parquet (`_`) spelling. */
export function awsField(name: string): FlowColumn | undefined {
  return fieldColumns.get(name.replaceAll("_", "-"));
}

/** Transit Gateway records are told by any field that VPC records do not have. */
export function areTransitGatewayFields(fields: readonly string[]): boolean {
  return fields.some((field) => {
    const sources = awsField(field)?.fields;
    return sources !== undefined && sources.aws === undefined;
  });
}

/**
 * The columns that an AWS record's fields are kept in; a field that is not documented becomes a VARCHAR column under its own
 * name. `problem` is a clause that says why the fields cannot be told apart.
 */
export function awsLayoutColumns(fields: readonly string[]): { readonly columns: readonly LayoutColumn[] } | { readonly problem: string } {
  const fieldOfColumn = new Map<string, string>();
  const columns: LayoutColumn[] = [];
  for (const field of fields) {
    const column = layoutColumn(field);
    const earlier = fieldOfColumn.get(column.name.toLowerCase());
    if (earlier !== undefined) return { problem: clash(earlier, field, column.name) };
    fieldOfColumn.set(column.name.toLowerCase(), field);
    columns.push(column);
  }
  return { columns };
}

const fieldColumns: ReadonlyMap<string, FlowColumn> = new Map(
  flowColumns.flatMap((column) => {
    const field = column.fields.aws ?? column.fields["aws-tgw"];
    return field === undefined ? [] : [[field, column] as const];
  }),
);

function layoutColumn(field: string): LayoutColumn {
  const known = awsField(field);
  if (known === undefined) return { name: unknownColumnName(field), type: "VARCHAR", field, reading: "plain" };
  return { name: known.name, type: known.storageType, field, reading: readingOf(known) };
}

function readingOf(column: FlowColumn): Reading {
  if (column.meaning === "time") return "epoch";
  return /^(instance|interface|asg)_tag(_2)?$/.test(column.name) ? "percentEncoded" : "plain";
}

function clash(first: string, second: string, column: string): string {
  if (first === second) return `the field “${first}” stands in it twice`;
  return `its fields “${first}” and “${second}” would both be the column ${column}`;
}
