import type { AggregatedKey } from "../../../../protocol/chart";

/** A key of an aggregation, made ready: rows are grouped by whole numbers, each of which stands for a value of the key. */
export interface CodedKey {
  /** SQL of what the code is made of, over the result's table. */
  readonly inputSql: string;
  /** SQL of what `codeSql` needs more than once and the engine is to compute once, over the name of `inputSql` in the query. */
  readonly guessSql?: (input: string) => string;
  /** SQL of the code, from 0 in the order of the values; NULL for a row that is in no group. */
  codeSql(names: CodeNames): string;
  /** A table of (`code`, `value`) that is joined by the value. `keepsOthers`: rows without a partner in it stay. */
  readonly join?: { readonly table: string; readonly keepsOthers: boolean };
  /** The key as it is answered, for codes that groups came back for, ascending. */
  describe(codes: readonly number[]): Promise<AggregatedKey>;
}

/** What the parts of a key are called in the query. */
export interface CodeNames {
  /** `inputSql`. */
  readonly input: string;
  /** `guessSql`. */
  readonly guess: string;
  /** The table of `join`. */
  readonly joined: string;
}
