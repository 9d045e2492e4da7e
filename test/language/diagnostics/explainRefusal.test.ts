import { describe, expect, it } from "vitest";
import { explainFailure } from "../../../src/language/diagnostics/explainRefusal";
import { FlowLogError } from "../../../src/protocol/errors";
import { catalogs } from "./catalogs";

const farNames = ["far", "farther"];

/** What is told of a statement that failed at the place between two `|`, and the names that are offered with it. */
function told(marked: string, kind: "statementFailed" | "outOfMemory" = "statementFailed"): unknown {
  const [start, end] = [marked.indexOf("|"), marked.lastIndexOf("|") - 1];
  const span = start < 0 ? {} : { span: { start, end } };
  const sql = marked.replaceAll("|", "");
  const { message, data } = explainFailure(new FlowLogError({ kind, ...span, candidates: farNames }, "No."), sql, catalogs.full);
  return { message, names: data.candidates, at: data.span && sql.slice(data.span.start, data.span.end) };
}

describe("The failure of a statement", () => {
  it("offers the names that are most likely meant, in the place of the engine's", () => {
    expect(told("SELECT |srcadr| FROM flows")).toEqual({ message: "No.", names: ["srcaddr"], at: "srcadr" });
  });

  it("says which relation has a column, and offers none that is no match", () => {
    const message = "No. FLOW_FLAT has no such column: flows has.";
    expect(told("SELECT |dstaddr| FROM flow_flat")).toEqual({ message, names: [], at: "dstaddr" });
  });

  it("says that the statement above may lack its semicolon, where that would mend it", () => {
    const message = "No. The statement before this one may lack its “;”.";
    expect(told("FROM flows WHERE dstport = 22\n|SELECT| 1")).toEqual({ message, names: [], at: "SELECT" });
  });

  it("leaves the word to a rule that says what is wrong at the same place", () => {
    expect(told('SELECT 1 FROM flows WHERE srcaddr = |"10.0.0.1"|')).toMatchObject({
      message: expect.stringContaining("double quotes") as string,
      names: [],
      at: '"10.0.0.1"',
    });
  });

  it("leaves the word to a rule that says why the engine cannot read it, and goes to that place", () => {
    expect(told("SELECT `srcaddr` FROM |flows|")).toMatchObject({ names: [], at: "`srcaddr`" });
  });

  it("is as the engine tells it where there is nothing to add", () => {
    expect(told("SELECT |nothing_like_it| FROM flows")).toEqual({ message: "No.", names: farNames, at: "nothing_like_it" });
    expect(told("SELECT 1 FROM flows")).toEqual({ message: "No.", names: farNames, at: undefined });
    expect(told('SELECT |"10.0.0.1"| FROM flows', "outOfMemory")).toMatchObject({ message: "No.", names: farNames });
  });
});
