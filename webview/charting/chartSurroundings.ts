import type { WrittenChart } from "../../src/protocol/chart";
import type { ResultData } from "../grid/resultData";
import type { ResultLook } from "../grid/resultLook";
import type { Host } from "../host";

/** What a chart stands in: a result, how that is looked at, and the way to the host. */
export interface ChartSurroundings {
  readonly host: Host;
  readonly tabId: string;
  readonly title: string;
  readonly data: ResultData;
  readonly look: ResultLook;
  /** How the file of the statement wants it drawn. */
  readonly fromFile: WrittenChart | undefined;
}
