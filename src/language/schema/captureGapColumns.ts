import type { SchemaColumn } from "./flowColumn";

/** The columns of `capture_gaps`: windows in which nothing flowed, or in which records were lost. */
export const captureGapColumns: readonly SchemaColumn[] = [
  {
    name: "provider",
    type: "VARCHAR",
    meaning: "text",
    documentation: "Whose record it is: `aws`, `aws-tgw` (Transit Gateway) or `ibm`.",
  },
  {
    name: "account_id",
    type: "VARCHAR",
    meaning: "text",
    documentation: "Account that owns the network interface, where the record tells.",
  },
  { name: "interface_id", type: "VARCHAR", meaning: "text", documentation: "Network interface that nothing was recorded on." },
  { name: "start_time", type: "TIMESTAMP", meaning: "time", documentation: "Beginning of the window, UTC." },
  { name: "end_time", type: "TIMESTAMP", meaning: "time", documentation: "End of the window, UTC." },
  {
    name: "log_status",
    type: "VARCHAR",
    meaning: "text",
    documentation: "`NODATA`: no traffic in the window; `SKIPDATA`: records were lost, so what `flows` has of it is incomplete.",
  },
  {
    name: "object",
    type: "VARCHAR",
    meaning: "object",
    documentation: "The object that the record comes from, as its bucket and key: `s3://bucket/key`.",
  },
];
