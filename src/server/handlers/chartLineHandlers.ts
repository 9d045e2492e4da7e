import { writeChartLine } from "../../language/chart/writeChartLine";
import { WriteChartLine } from "../../protocol/chart";
import { FlowLogError } from "../../protocol/errors";
import { onRequest, type RequestConnection } from "./requestBridge";

/** Answers `flowlog/chart/…`: it is about text alone and needs no index. */
export function registerChartLineHandlers(connection: RequestConnection): void {
  onRequest(connection, WriteChartLine, ({ text, offset, chart }) => {
    const edit = writeChartLine(text, offset, chart);
    if (edit === undefined)
      throw new FlowLogError({ kind: "invalidRequest" }, "There is no statement in this text to keep a chart with. Write one first.");
    return { ...edit.span, newText: edit.text };
  });
}
