/** What a user typed does not fit: the sentence says what, and where the usage is to be had follows it. */
export class UsageError extends Error {}

export const usage = `flowlog: index flow logs from buckets and ask them in SQL

  flowlog index <folder | s3://bucket/prefix> --index <dir> [options]
      --endpoint URL      an S3-compatible endpoint (path-style requests)
      --region R          signing region
      --profile P         a profile of the shared AWS files; else the standard AWS chain
      --path-style        path-style requests to AWS as well
      --no-sign-request   anonymous requests
      --from T, --to T    only objects that can hold records of this time (2026-03-14T15:00:00Z)
      --fields "..."      fields of AWS records in objects without a header
      --json              the report as one JSON object
  flowlog query --index <dir> [--format table|csv|json|ndjson] [--param name=value]... (<file.flowsql> | -e "<sql>" | -)
      Runs the statements in order. table prints each result, the other formats print the last one.
  flowlog status --index <dir> [--json]

Exit codes: 0 all done, 1 nothing could be done, 2 some objects failed, 130 interrupted.
`;
