import { describe, expect, it } from "vitest";
import { inlayHints } from "../../../src/language/features/inlayHints";
import { signatureHelp } from "../../../src/language/features/signatureHelp";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import type { CatalogFunction, FunctionSignature } from "../../../src/language/catalog/catalog";
import { catalog as counted } from "../completion/catalog";
import { marked } from "../support/marked";

const signature = (names: string, more: Partial<FunctionSignature> = {}): FunctionSignature => ({
  parameters: names === "" ? [] : names.split(" ").map((name) => ({ name })),
  ...more,
});
const functions: readonly CatalogFunction[] = [
  { name: "now", kind: "scalar", signatures: [signature("")] },
  {
    name: "ip_in",
    kind: "scalar",
    signatures: [signature("addr cidr", { returns: "BOOLEAN" })],
    documentation: "Whether it lies in it.",
    ours: true,
  },
  { name: "round", kind: "scalar", signatures: [signature("x"), signature("x digits")] },
  { name: "coalesce_all", kind: "scalar", signatures: [signature("first rest", { variadic: true })] },
];
const catalog = { ...counted, functions: new Map(functions.map((each) => [each.name, each])) };

/** Cursor in; signature with the active parameter in guillemets out. */
const calls: readonly (readonly [text: string, expected: string])[] = [
  ["SELECT ip_in(|", "ip_in(«addr», cidr) → BOOLEAN"],
  ["SELECT ip_in(|) FROM flows", "ip_in(«addr», cidr) → BOOLEAN"],
  ["SELECT IP_IN (srcaddr, |", "ip_in(addr, «cidr») → BOOLEAN"],
  ["SELECT ip_in(srcaddr, '10.0|.0.0/8')", "ip_in(addr, «cidr») → BOOLEAN"],
  ["SELECT ip_in(round(1, 2), |", "ip_in(addr, «cidr») → BOOLEAN"],
  ["SELECT ip_in(round(1|, 2), 3)", "round(«x»)"],
  ["SELECT round(1, |)", "round(x, «digits»)"],
  ["SELECT round([1, 2, 3], |)", "round(x, «digits»)"],
  ["SELECT coalesce_all(1, 2, 3, |)", "coalesce_all(first, «rest», …)"],
  ["SELECT now(|)", "now()"],
  ["SELECT 1; SELECT round(|", "round(«x»)"],
  ["FROM flows WHERE ip_in(srcaddr,\r\n  |", "ip_in(addr, «cidr») → BOOLEAN"],
  ["SELECT ip_in(|addr, cidr) FROM (", "ip_in(«addr», cidr) → BOOLEAN"],
  ["SELECT round(1)|", ""],
  ["SELECT nothing(|", ""],
  ["SELECT (|", ""],
  ["|", ""],
];

/** Text in, with hints in guillemets out. */
const hints: readonly (readonly [text: string, expected: string])[] = [
  ["FROM flows WHERE dstport = 443", "FROM flows WHERE dstport = 443«https»"],
  ["FROM flows WHERE dstport IN (22, 9, 53)", "FROM flows WHERE dstport IN (22«ssh», 9, 53«dns»)"],
  ["FROM flows WHERE 6 = protocol", "FROM flows WHERE 6«TCP» = protocol"],
  ["FROM flows f WHERE f.bytes >= 1048576 AND bytes < 100", "FROM flows f WHERE f.bytes >= 1048576«1.00 MiB» AND bytes < 100"],
  ["FROM flows HAVING max(bytes) > 5_000_000", "FROM flows HAVING max(bytes) > 5_000_000«4.77 MiB»"],
  ["FROM flows WHERE tcp_flags = 2", "FROM flows WHERE tcp_flags = 2«SYN»"],
  ["WITH a AS (SELECT dstport AS p FROM flows) FROM a WHERE p = 22", "WITH a AS (SELECT dstport AS p FROM flows) FROM a WHERE p = 22«ssh»"],
  ["FROM flows WHERE bytes BETWEEN 1024 AND 2048", "FROM flows WHERE bytes BETWEEN 1024«1.00 KiB» AND 2048«2.00 KiB»"],
  ["SELECT 443, '443' FROM flows LIMIT 22", "SELECT 443, '443' FROM flows LIMIT 22"],
  ["FROM hosts WHERE größe = 443", "FROM hosts WHERE größe = 443"],
  ["FROM flows WHERE dstport = 443 AND (", "FROM flows WHERE dstport = 443«https» AND ("],
];

describe("Signature help", () => {
  it.each(calls)("at %s", (text, expected) => {
    const { analyzed, offset } = marked(text);
    const help = signatureHelp(analyzed, offset, catalog);
    const active = help?.signatures[help.activeSignature];
    const parameter = active?.parameters[help?.activeParameter ?? 0]?.label;
    expect(
      active?.label.replace(/(\(|, )([^,)]*)/g, (all: string, lead: string, name: string) =>
        name === parameter ? `${lead}«${name}»` : all,
      ) ?? "",
    ).toBe(expected);
  });
});

describe("Inlay hints", () => {
  const shown = (text: string, range = { start: 0, end: text.length }): string =>
    inlayHints(new AnalyzedText(text), range, catalog)
      .reverse()
      .reduce((result, { offset, label }) => `${result.slice(0, offset)}«${label}»${result.slice(offset)}`, text);

  it.each(hints)("of %s", (text, expected) => expect(shown(text)).toBe(expected));

  it("are given for a range only", () => {
    const text = "FROM flows WHERE dstport = 22 OR dstport = 443";
    expect(shown(text, { start: 30, end: text.length })).toBe("FROM flows WHERE dstport = 22 OR dstport = 443«https»");
  });
});
