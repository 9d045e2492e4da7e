import { AggregateResult, GetPoints, ProfileColumn } from "../../protocol/chart";
import { SumSelection, ArrangeResult, CopySelection, FindInResult, GetCell, GetRows } from "../../protocol/query";

/**
 * What the results panel may ask of the server, passed on unread. All of it reads results that exist. Running a statement and
 * writing a file are not among it: those the host does itself, so that no text in a cell can bring a page to do them.
 */
export const relayedMethods: readonly string[] = [
  GetRows,
  GetCell,
  ArrangeResult,
  FindInResult,
  SumSelection,
  CopySelection,
  AggregateResult,
  GetPoints,
  ProfileColumn,
].map((type) => type.method);
