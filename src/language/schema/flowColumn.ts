import type { ColumnMeaning } from "../../protocol/query";

/** Whose records a row comes from: AWS VPC flow logs, AWS Transit Gateway flow logs, IBM Cloud flow logs for VPC. */
export type FlowProvider = "aws" | "aws-tgw" | "ibm";

/** A column of `flows` or of another relation of the index. */
export interface SchemaColumn {
  readonly name: string;
  /**
   * DuckDB type that queries see. Numbers are signed, so that a difference of two columns is a number and never an error.
   * Counters are BIGINT: IBM writes uint64, but its own table definitions read 64-bit signed integers, and 2^63 bytes in one
   * capture window do not happen; HUGEINT would turn into DOUBLE in exported Parquet files.
   */
  readonly type: string;
  readonly meaning: ColumnMeaning;
  /** One sentence in Markdown. */
  readonly documentation: string;
}

export interface FlowColumn extends SchemaColumn {
  /**
   * DuckDB type in which rows are kept. It differs from `type` where it is smaller and the widening in the view costs
   * nothing, or where it saves space and nobody filters by the column.
   */
  readonly storageType: string;
  /** What the field is called in each provider's objects. With IBM, `/name` is a field of the document around the flows. */
  readonly fields: Readonly<Partial<Record<FlowProvider, string>>>;
}
