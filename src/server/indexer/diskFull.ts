import { FlowLogError } from "../../protocol/errors";

/** The error to tell when the index's disk is full, whoever noticed: the file system or the engine. Any other error as it is. */
export function withDiskFullTold(error: unknown): unknown {
  if (!isDiskFull(error)) return error;
  const sentence =
    "The disk that holds the index is full. Free some space, or move the index with the setting flowlog.index.path, and run again.";
  return new FlowLogError({ kind: "diskFull" }, sentence, { cause: error });
}

export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof FlowLogError) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT" || /no space left on|not enough space on the disk|disk quota exceeded/i.test(error.message);
}
