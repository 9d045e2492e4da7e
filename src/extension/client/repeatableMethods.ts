import { ListBuckets, ListObjects, ReadObject } from "../../protocol/bucket";
import { GetAddressFacts } from "../../protocol/catalog";
import { ListSharedProfiles, TestConnection } from "../../protocol/connection";
import { GetIndexStatus, GetIndexTrouble, PlanIndex, StartIndex } from "../../protocol/indexing";
import { NarrowSql, OpenPivotView, PivotStatement } from "../../protocol/pivot";
import { OutlineStatements } from "../../protocol/query";

/**
 * Requests that mean the same to a server that has just been started. An index run is one of them: what it had done is in the
 * index, and it goes on from there. A statement is not: the temporary tables that it may read are gone.
 */
export const repeatableMethods: ReadonlySet<string> = new Set(
  [
    ListBuckets,
    ListObjects,
    ReadObject,
    ListSharedProfiles,
    TestConnection,
    PlanIndex,
    StartIndex,
    GetIndexStatus,
    GetIndexTrouble,
    OutlineStatements,
    GetAddressFacts,
    NarrowSql,
    PivotStatement,
    OpenPivotView,
  ].map((type) => type.method),
);
