import type { NamedNetwork } from "./namedNetworks";
import type { ColumnMeaning } from "../../protocol/query";

/**
 * What can be named in a statement, as far as it is known now: a snapshot that is kept in memory, so that nothing on the way of a
 * keystroke has to ask the engine. It is replaced as a whole when the index or the user's own relations change.
 */
export interface Catalog {
  /** Every relation that a statement can read without qualification; those of flows first. */
  readonly relations: readonly CatalogRelation[];
  /** Every function that is worth proposing, by name in lower case; overloads are signatures of one entry. */
  readonly functions: ReadonlyMap<string, CatalogFunction>;
  /** What the index holds; absent while nothing is indexed. */
  readonly index?: IndexFacts;
  /** What is known of the values of a column of `flows`, by the column's name. Empty while nothing is indexed. */
  readonly statistics: ReadonlyMap<string, ColumnStatistics>;
  /** What the user calls their networks. */
  readonly networks?: readonly NamedNetwork[];
}

export interface CatalogRelation {
  readonly name: string;
  /** `flows`: a relation of the index of ours; `own`: a table or view of the user's. */
  readonly kind: "flows" | "own";
  /** One sentence in Markdown. */
  readonly documentation?: string;
  readonly columns: readonly CatalogColumn[];
}

export interface CatalogColumn {
  readonly name: string;
  /** As DuckDB spells it. */
  readonly type: string;
  readonly meaning?: ColumnMeaning;
  /** One sentence in Markdown. */
  readonly documentation?: string;
  /** The column of `flows` whose values it shows unchanged; its statistics are this column's. */
  readonly flowColumn?: string;
  /** A column of `flows` with values such as it has itself, some of them or more: they are proposed without how frequent they are. */
  readonly valuesLike?: string;
  /** The time of `flows` that it shows as a number or a text: `1773529200`, `2026-03-14` or `2026-03-14T23:00:00Z`. */
  readonly timeOf?: { readonly flowColumn: string; readonly as: "seconds" | "day" | "text" };
  /** Every value that it can have, where these are few and known. */
  readonly values?: readonly string[];
}

export interface CatalogFunction {
  readonly name: string;
  readonly kind: "scalar" | "aggregate" | "table" | "window";
  readonly signatures: readonly FunctionSignature[];
  /** Markdown. */
  readonly documentation?: string;
  /** A call in SQL. */
  readonly example?: string;
  /** A function of ours for flows; these stand first. */
  readonly ours?: boolean;
  /** A macro of the user's. */
  readonly own?: boolean;
}

export interface FunctionSignature {
  readonly parameters: readonly FunctionParameter[];
  /** DuckDB type; for table functions absent. */
  readonly returns?: string;
  /** The last parameter may be repeated. */
  readonly variadic?: boolean;
}

export interface FunctionParameter {
  readonly name: string;
  readonly type?: string;
  readonly documentation?: string;
}

export interface IndexFacts {
  readonly rows: number;
  /** Beginning of the first and of the last flow, ISO 8601 UTC: `2026-03-14T15:00:02Z`. */
  readonly firstRecord?: string;
  readonly lastRecord?: string;
  /** Whose records are in. */
  readonly providers: readonly string[];
  /** Names of record layouts with the highest AWS record version among them, if any: to say what a column would need. */
  readonly awsVersion?: number;
}

/** Over the rows of `flows`, or a sample of them where the index is large. */
export interface ColumnStatistics {
  /** Rows looked at. */
  readonly rows: number;
  /** Of these, rows in which the column is not NULL. */
  readonly filled: number;
  /** About how many different values. */
  readonly distinct?: number;
  /** The most frequent values, most frequent first, at most 100. `count` is of the rows looked at. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Smallest and largest, as text. */
  readonly min?: string;
  readonly max?: string;
}
