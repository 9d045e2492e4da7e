import { describe, expect, it } from "vitest";
import { indentJson } from "../../webview/grid/jsonText";

describe("Indenting JSON", () => {
  it.each([
    { text: '{"a":1,"b":[true,null]}', indented: '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}' },
    { text: '{"a":{},"b":[]}', indented: '{\n  "a": {},\n  "b": []\n}' },
    { text: '["{,}","\\"",":"]', indented: '[\n  "{,}",\n  "\\"",\n  ":"\n]' },
    { text: "[18446744073709551615,1.50]", indented: "[\n  18446744073709551615,\n  1.50\n]" },
  ])("gives $text lines and leaves its values alone", ({ text, indented }) => {
    expect(indentJson(text)).toBe(indented);
  });

  it.each(["", "12", '"text"', "{not json}", "10.0.0.1", "[1"])("leaves %s, which is no object and no array, alone", (text) => {
    expect(indentJson(text)).toBeUndefined();
  });
});
