import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { findingsByStatement } from "../../../src/language/diagnostics/findings";
import type { Finding } from "../../../src/language/diagnostics/rule";
import { Suppressions } from "../../../src/language/diagnostics/suppressions";
import { catalogs } from "./catalogs";

function findings(text: string): Finding[] {
  return [...findingsByStatement(new AnalyzedText(text), catalogs.full)].flat();
}

const wrong = "FROM flows WHERE action = 'accepted' AND tcp_flags = 2";
const both = ["value-spelling", "flags-equality"];

describe("Comments that switch rules off", () => {
  it.each([
    [wrong, both],
    [`-- flowlog-disable-next-line value-spelling\n${wrong}`, ["flags-equality"]],
    [`-- flowlog-disable-next-line value-spelling, flags-equality\n${wrong}`, []],
    [`-- flowlog-disable-next-line value-spelling flags-equality -- as IBM writes it\r\n${wrong}`, []],
    [`-- flowlog-disable-next-line\n${wrong}`, []],
    [`-- flowlog-disable-next-line other-rule\n${wrong}`, both],
    // Only the line below, and only what begins there.
    [`-- flowlog-disable-next-line value-spelling\n\n${wrong}`, both],
    ["FROM flows WHERE action = 'accepted'\n-- flowlog-disable-next-line flags-equality\nAND tcp_flags = 2", ["value-spelling"]],
    [`${wrong} -- flowlog-disable-next-line value-spelling`, both],
    // The whole text, from anywhere in it.
    [`${wrong};\n-- flowlog-disable flags-equality\n${wrong}`, ["value-spelling", "value-spelling"]],
    [`-- flowlog-disable\n${wrong};\n${wrong}`, []],
    // Neither of these is such a comment.
    [`-- flowlog-disabled value-spelling\n${wrong}`, both],
    [`-- flowlog-disable-line value-spelling\n${wrong}`, both],
    [`/* flowlog-disable value-spelling */ ${wrong}`, both],
  ])("%s", (text, codes) => {
    expect(findings(text).map(({ code }) => code)).toEqual(codes);
  });
});

/** The text after the fix of that title, for the first finding. */
function afterFix(text: string, title: RegExp): string | undefined {
  const [finding] = findings(text);
  if (finding === undefined) throw new Error("Nothing was found.");
  const edit = new Suppressions(new AnalyzedText(text)).fixes(finding).find((fix) => title.test(fix.title))?.edits[0];
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

describe("The fixes that write such comments", () => {
  it.each([
    ["FROM flows WHERE tcp_flags = 2", "-- flowlog-disable-next-line flags-equality\nFROM flows WHERE tcp_flags = 2"],
    ["FROM flows\r\n  WHERE tcp_flags = 2", "FROM flows\r\n  -- flowlog-disable-next-line flags-equality\r\n  WHERE tcp_flags = 2"],
    [
      "FROM flows\n-- flowlog-disable-next-line value-spelling\nWHERE tcp_flags = 2",
      "FROM flows\n-- flowlog-disable-next-line value-spelling, flags-equality\nWHERE tcp_flags = 2",
    ],
    [
      "FROM flows\r\n-- flowlog-disable-next-line a\r\nWHERE tcp_flags = 2",
      "FROM flows\r\n-- flowlog-disable-next-line a, flags-equality\r\nWHERE tcp_flags = 2",
    ],
    ["\nFROM flows WHERE tcp_flags = 2", "\n-- flowlog-disable-next-line flags-equality\nFROM flows WHERE tcp_flags = 2"],
    // A comment inside a text would be a part of it.
    ["FROM flows WHERE object = 'a\nb' AND tcp_flags = 2", undefined],
    ["FROM flows WHERE /* a\n b */ tcp_flags = 2", undefined],
  ])("switch %j off for its line", (text, expected) => {
    const fixed = afterFix(text, /for this line/);
    expect(fixed).toBe(expected);
    if (fixed !== undefined) expect(findings(fixed)).toEqual([]);
  });

  it("switch a rule off for the whole text", () => {
    const fixed = afterFix("-- @name a\r\nFROM flows WHERE tcp_flags = 2;\r\nFROM flows WHERE tcp_flags = 4", /in this file/);
    expect(fixed).toMatch(/^-- flowlog-disable flags-equality\r\n-- @name a\r\n/);
    expect(findings(fixed ?? "")).toEqual([]);
  });
});
