import { FlowLogError, type ErrorKind } from "../../protocol/errors";

/** A failure of the file system as a sentence that names the file or folder. */
export function folderError(error: unknown, path: string): FlowLogError {
  if (error instanceof FlowLogError) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  const [kind, sentence] = sentences[code] ?? ["bucketFailure", `cannot be read: ${message}`];
  return new FlowLogError({ kind, ...(code !== "" && { detail: code }) }, `${path} ${sentence}`, { cause: error });
}

const sentences: Readonly<Record<string, readonly [ErrorKind, string]>> = {
  ENOENT: ["noSuchObject", "is not there: it was moved, deleted or renamed."],
  ENOTDIR: ["noSuchObject", "is not there: a part of its path is a file."],
  EACCES: ["accessDenied", "may not be read: this user has no permission. Change its permissions, or choose another folder."],
  EPERM: ["accessDenied", "may not be read: this user has no permission. Change its permissions, or choose another folder."],
  EMFILE: ["bucketFailure", "cannot be opened: too many files are open on this machine."],
  EISDIR: ["noSuchObject", "is not a file."],
  ENXIO: ["noSuchObject", "is not a file."],
  ELOOP: ["noSuchObject", "is a link that leads nowhere."],
};
