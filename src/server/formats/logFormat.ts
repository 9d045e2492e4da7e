import type { FlowProvider } from "../../language/schema/flowColumn";

/**
 * The contract of the formats shelf: what the bytes of an object mean. A format recognises its bytes and declares a layout;
 * it does no input or output and never throws. The engine reads what the layout declares.
 */

export type Provider = FlowProvider;

export type LogFormatId =
  | "aws-vpc"
  | "aws-vpc-parquet"
  | "aws-transit-gateway"
  | "aws-transit-gateway-parquet"
  | "aws-cloudwatch-export"
  | "aws-firehose"
  | "ibm-vpc";

/** The beginning of an object, unpacked. */
export interface ObjectHead {
  /** Only a hint: the bytes decide. */
  readonly key: string;
  /** The first 64 KiB as UTF-8, without a byte-order mark. */
  readonly text: string;
  /** `text` is the whole object. */
  readonly complete: boolean;
}

export interface ParquetHead {
  readonly key: string;
  /** Top-level columns in file order, with DuckDB's type names. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface FormatOptions {
  /** Fields of AWS records without a header, canonical hyphenated names; absent: the default 14. */
  readonly awsFieldsWithoutHeader?: readonly string[];
}

/** How a stored value becomes a column's value; the engine has the SQL of each. */
export type Reading =
  /** As it is; `-` is NULL. */
  | "plain"
  /** Unix seconds (milliseconds when above 1e11, cut to whole seconds) → TIMESTAMP in UTC. */
  | "epoch"
  /** RFC 3339, with or without `Z`, empty is NULL → TIMESTAMP in UTC. */
  | "rfc3339"
  /** Percent-encoded UTF-8 → text. */
  | "percentEncoded"
  /** IBM `accepted`, `rejected` → `ACCEPT`, `REJECT`. */
  | "ibmAction"
  /** IBM `I`, `O` → `ingress`, `egress`. */
  | "ibmDirection"
  /** IBM's state of a capture window, in any case: `ok` → `OK`, all others (`skip data`) → `SKIPDATA`. A flow in such a window is a flow. */
  | "ibmState"
  /** `crn:v1:bluemix:public:is:eu-de-1:a/ACCOUNT::instance:ID` → `ACCOUNT`: what follows `a/` in the seventh part. */
  | "crnAccount"
  /** The same → `eu-de`: the sixth part, without a zone's number. */
  | "crnRegion"
  /** The same → `ID`: all that follows the ninth colon. */
  | "crnResource";

export interface LayoutColumn {
  /** Name in `flows`: house spelling for known fields, the field's own with underscores for unknown ones. */
  readonly name: string;
  /** DuckDB type in which it is kept: the smallest that holds every value the format allows. */
  readonly type: string;
  /** The field's name in the object, exactly. */
  readonly field: string;
  readonly reading: Reading;
  /** Read in the same way from this field where `field` is absent or empty. */
  readonly fallbackField?: string;
}

interface LayoutCommon {
  readonly format: LogFormatId;
  readonly provider: Provider;
  readonly columns: readonly LayoutColumn[];
}

/** Text, one record a line, fields separated by one space. */
export interface DelimitedLayout extends LayoutCommon {
  readonly kind: "delimited";
  /** Every field of a line in order; those that `columns` does not name are read over. */
  readonly fields: readonly string[];
  /** The header line as it stands in the object, when there is one; it may be repeated further down and is never a record. */
  readonly header?: string;
}

export interface ParquetLayout extends LayoutCommon {
  readonly kind: "parquet";
}

/**
 * One JSON document an object, with an array of records in it. A column's `field` is looked up in the record, or in the
 * document when it starts with `/` (`/capture_start_time`).
 */
export interface JsonDocumentLayout extends LayoutCommon {
  readonly kind: "jsonDocument";
  /** The array's name in the document. */
  readonly records: string;
  /** The document's field that says `ok`, in any case, unless records of its window were lost. One of `documentFields`. */
  readonly stateField: string;
  /** Fields of the document and of a record that are read, with DuckDB's type for reading them. */
  readonly documentFields: readonly { readonly name: string; readonly type: string }[];
  readonly recordFields: readonly { readonly name: string; readonly type: string }[];
}

export type RecordLayout = DelimitedLayout | ParquetLayout | JsonDocumentLayout;

/** Turns wrapped text into plain record lines, as it streams by. */
export interface Unwrapper {
  /** Takes the next piece of text, gives the record lines that are complete now. Each names the line (or item) it came from, counted from 1. */
  push(text: string): readonly UnwrappedLine[];
  end(): readonly UnwrappedLine[];
}

export type UnwrappedLine =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly rejected: string; readonly sample: string };

export type Recognition =
  | {
      readonly outcome: "recognised";
      readonly layout: RecordLayout;
      /** Present when the object's text is not yet record lines. */
      readonly createUnwrapper?: () => Unwrapper;
    }
  /** It is this format's, and holds no record at all: a header only, or nothing but CloudWatch's control messages. */
  | { readonly outcome: "empty"; readonly format: LogFormatId }
  /** It is this format's, but cannot be read: a sentence that says why and what to do. */
  | { readonly outcome: "unusable"; readonly reason: string };

export interface LogFormat {
  readonly id: LogFormatId;
  /** One sentence for people. */
  readonly title: string;
  /** `undefined`: not mine. */
  recogniseText?(head: ObjectHead, options: FormatOptions): Recognition | undefined;
  recogniseParquet?(head: ParquetHead): Recognition | undefined;
}
