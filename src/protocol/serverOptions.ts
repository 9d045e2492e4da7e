/** What the server is told at `initialize`, as `initializationOptions`. All of it has defaults, so that a bare client works. */
export interface ServerOptions {
  /** Folder of the index; absent: the server answers only what needs no index. */
  readonly indexPath?: string;
  /** Folders that statements may read files from; empty in a workspace that is not trusted. */
  readonly allowedFolders?: readonly string[];
  /** False in Restricted Mode: no statement runs, nothing is indexed. The default is true. */
  readonly trusted?: boolean;
  /** Memory that DuckDB may use before it spills to disk, in MiB; the default is 1024. */
  readonly memoryLimitMiB?: number;
  /** DuckDB's threads; absent: as many as there are cores. */
  readonly threads?: number;
  /** Rows that a result may have; more are cut, and that is said. The default is 50,000,000. */
  readonly resultRowLimit?: number;
  /** The fields of AWS records in objects without a header: `version account-id …` or `${version} ${account-id} …`. */
  readonly awsFieldsWithoutHeader?: string;
  /** False: the client never asks what a statement can name, so nothing is kept ready for that. The default is true. */
  readonly language?: boolean;
  /** URI of the folder with the pages that explain rules, `<code>.md`; absent: marks in a text have no link. */
  readonly rulePages?: string;
  /** CIDR blocks by the names that the user gave them: one, or a list. */
  readonly networks?: Readonly<Record<string, string | readonly string[]>>;
  /** Objects fetched at the same time; the default is 32. */
  readonly parallelDownloads?: number;
}
