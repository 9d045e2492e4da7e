import type { AggregatedKey } from "../../../../protocol/chart";

/** A key of an aggregation, made ready: rows are grouped by whole numbers, each of which stands for a value of the key. */
export interface CodedKey {
  /** SQL of what the code is made of, over the result's table. */
  readonly inputSql: string;
  /**
   * SQL of the code, from 0 in the order of the values; NULL for a row that is in no group.
   *
   * @param input The name of `inputSql` in the query.
   * @param joined The name of the table of `join`.
   */
  codeSql(input: string, joined: string): string;
  /** A table of (`code`, `value`) that is joined by the value. `keepsOthers`: rows without a partner in it stay. */
  readonly join?: { readonly table: string; readonly keepsOthers: boolean };
  /** The key as it is answered, for codes that groups came back for, ascending. */
  describe(codes: readonly number[]): Promise<AggregatedKey>;
}
