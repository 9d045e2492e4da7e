import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { engineHint } from "../../../src/language/diagnostics/engineHint";
import { catalogs } from "./catalogs";

/** What is said of the name between two `|`. */
function hint(marked: string): string | undefined {
  const [start, end] = [marked.indexOf("|"), marked.lastIndexOf("|") - 1];
  return engineHint(new AnalyzedText(marked.replaceAll("|", "")), { start, end }, catalogs.full);
}

describe("Behind what the engine says of a name that it does not know", () => {
  it.each([
    ["SELECT |srcadr| FROM flows", "Did you mean srcaddr?"],
    ["FROM |flws|", "Did you mean flows?"],
    ["SELECT |dstaddr| FROM flow_flat", "FLOW_FLAT has no such column: flows has."],
    ["SELECT |initiator_ip| FROM FLOW_FLAT", undefined],
    ["SELECT |dstaddr| FROM somewhere", undefined],
    ["SELECT |nothing_like_it| FROM flows", undefined],
  ])("%s stands: %s", (marked, expected) => expect(hint(marked)).toBe(expected));
});
