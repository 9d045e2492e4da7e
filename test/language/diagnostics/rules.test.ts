import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import type { Catalog } from "../../../src/language/catalog/catalog";
import { rules } from "../../../src/language/diagnostics";
import { findingsByStatement, findingsOf } from "../../../src/language/diagnostics/findings";
import type { Finding, Fix } from "../../../src/language/diagnostics/rule";
import { RuleStatement } from "../../../src/language/diagnostics/ruleStatement";
import { blocksIn, readText } from "../../docs/markdown";
import { casesByCode } from "./cases";
import { catalogs } from "./catalogs";

/** What one rule finds, whatever comments say. */
function found(code: string, text: string, catalog: Catalog): Finding[] {
  const analyzed = new AnalyzedText(text);
  const rule = rules.filter((each) => each.code === code);
  return analyzed.pieces.flatMap((piece) => findingsOf(new RuleStatement(analyzed, piece, catalog), rule));
}

/** The text with a `|` at both ends of each place. */
function marked(text: string, findings: readonly Finding[]): string {
  const at = findings.flatMap(({ span }) => [span.start, span.end]).sort((one, other) => other - one);
  return at.reduce((marks, offset) => `${marks.slice(0, offset)}|${marks.slice(offset)}`, text);
}

function applied(text: string, fix: Fix | undefined): string | undefined {
  if (fix === undefined) return undefined;
  const edits = [...fix.edits].sort((one, other) => other.span.start - one.span.start);
  return edits.reduce((result, { span, text: put }) => result.slice(0, span.start) + put + result.slice(span.end), text);
}

/** Indexes in which the examples of pages are wrong; the full one for all others. */
const exampleCatalogs: Readonly<Record<string, keyof typeof catalogs>> = {
  "no-time-filter": "large",
  "column-never-filled": "version2",
};

describe.each(rules)("The rule $code", ({ code }) => {
  const cases = casesByCode[code];

  it("has a page, a case that it finds and a near miss that it leaves alone", () => {
    expect(existsSync(`docs/rules/${code}.md`)).toBe(true);
    expect(cases?.found.length).toBeGreaterThan(0);
    expect(cases?.left.length).toBeGreaterThan(0);
  });

  it("has an example on its page that it finds, and a way to write it that it leaves alone", () => {
    const page = readText(`docs/rules/${code}.md`);
    expect(page.split("\n")[0]).toBe(`# ${code}`);
    const counts = blocksIn(page, "sql").flatMap((block) => {
      const analyzed = new AnalyzedText(block);
      const catalog = catalogs[exampleCatalogs[code] ?? "full"];
      const rule = rules.filter((each) => each.code === code);
      return analyzed.pieces.map((piece) => findingsOf(new RuleStatement(analyzed, piece, catalog), rule).length);
    });
    expect(counts[0]).toBe(1);
    expect(counts.length).toBeGreaterThan(1);
    expect(counts.at(-1)).toBe(0);
  });

  it.each(cases?.found ?? [])("finds $text ($over)", ({ text, fixed, says, over = "full" }) => {
    const plain = text.replaceAll("|", "");
    const findings = found(code, plain, catalogs[over]);
    expect(marked(plain, findings)).toBe(text);
    expect(applied(plain, findings[0]?.fixes[0])).toBe(fixed);
    expect(findings[0]?.sentence).toMatch(says ?? /^\S.*\.$|\?$/);
    // What a fix makes is not found again.
    if (fixed !== undefined) expect(found(code, fixed, catalogs[over]).map(({ sentence }) => sentence)).toEqual([]);
  });

  it.each(cases?.left ?? [])("leaves alone %o", (near) => {
    const { text, over } = typeof near === "string" ? { text: near, over: "full" as const } : near;
    expect(found(code, text, catalogs[over])).toEqual([]);
  });

  it("finds nothing in the queries of the library", () => {
    for (const name of readdirSync("library/queries")) {
      const text = readFileSync(`library/queries/${name}`, "utf8");
      for (const catalog of [catalogs.static, catalogs.full, catalogs.withoutFunctions])
        expect([name, ...found(code, text, catalog)]).toEqual([name]);
    }
  });

  it("survives every beginning of the texts that it finds something in", () => {
    for (const { text } of cases?.found ?? []) {
      const plain = text.replaceAll("|", "");
      for (let end = 0; end <= plain.length; end++) expect(() => found(code, plain.slice(0, end), catalogs.large)).not.toThrow();
    }
  });
});

describe("All rules together", () => {
  it("have a code of their own each, and no page without a rule", () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(readdirSync("docs/rules").sort()).toEqual(codes.map((code) => `${code}.md`).sort());
    expect(Object.keys(casesByCode).sort()).toEqual([...codes].sort());
  });

  it("survive every library query while it is typed", () => {
    for (const name of readdirSync("library/queries")) {
      const text = readFileSync(`library/queries/${name}`, "utf8");
      // Not each letter: that would only take longer.
      for (let end = 0; end <= text.length; end += 7) {
        expect(() => [...findingsByStatement(new AnalyzedText(text.slice(0, end)), catalogs.large)]).not.toThrow();
      }
    }
  });

  it.each(reportedQueries())("find nothing in %s", (text) => {
    expect(
      [...findingsByStatement(new AnalyzedText(text), catalogs.full)].flat().map(({ code, sentence }) => `${code}: ${sentence}`),
    ).toEqual([]);
  });

  it("find only what each of IBM's examples has wrong: its double quotes", () => {
    const text = `SELECT first(connection_start_time) as first_occurence, initiator_ip, count(*) as amount
      FROM FLOW_FLAT WHERE target_ip = "10.240.0.4"  AND action= "rejected" GROUP BY (initiator_ip) ORDER BY amount DESC LIMIT 10`;
    for (const catalog of [catalogs.full, catalogs.static]) {
      const findings = [...findingsByStatement(new AnalyzedText(text), catalog)].flat();
      expect(findings.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
        ["double-quoted-text", '"10.240.0.4"'],
        ["double-quoted-text", '"rejected"'],
      ]);
    }
  });

  it("come in the order of the text, whichever rule found them", () => {
    const text = "FROM flows WHERE tcp_flags = 2 AND action = 'accepted';\nFROM flows WHERE srcaddr = '10.0.0.0/8' AND bytes = NULL";
    expect([...findingsByStatement(new AnalyzedText(text), catalogs.full)].flat().map(({ code }) => code)).toEqual([
      "flags-equality",
      "value-spelling",
      "address-as-text",
      "null-comparison",
    ]);
  });
});

/** Published queries over flow logs that are right as they are. */
function reportedQueries(): string[] {
  return [
    "SELECT\n*\nFROM vpc_flow_logs\nWHERE\nsourceport in (22,3389) \nOR\ndestinationport IN (22, 3389)\nORDER BY starttime ASC",
    `SELECT ip, sum(bytes) as total_bytes FROM (
      SELECT destinationaddress as ip, sum(numbytes) as bytes FROM vpc_flow_logs GROUP BY 1
      UNION ALL
      SELECT sourceaddress as ip, sum(numbytes) as bytes FROM vpc_flow_logs GROUP BY 1
    ) GROUP BY ip ORDER BY total_bytes DESC LIMIT 10`,
    `SELECT SUM(numpackets) AS packetcount, destinationaddress FROM vpc_flow_logs
      WHERE destinationport = 443 AND date > current_date - interval '7' day
      GROUP BY destinationaddress ORDER BY packetcount DESC LIMIT 10;`,
    "SELECT CAST(SUM(CASE WHEN otx_intel = True THEN 1 ELSE 0 END) AS FLOAT) / COUNT(otx_intel) * 100 FROM flowlogs",
    "SELECT CAST(SUM(CASE WHEN action = 'ACCEPT' THEN 1 ELSE 0 END) AS FLOAT) / COUNT(action) FROM flowlogs",
    "SELECT DISTINCT source_address FROM flowlogs",
    `SELECT connection_start_time, initiator_port, target_ip, target_port,
      FROM FLOW_FLAT where initiator_ip = '10.240.64.4' AND target_port NOT IN (53,123,67)`,
    `SELECT count(*) as connections, first(connection_start_time) as first_attempt, target_port
      FROM FLOW_FLAT where target_ip = '10.240.0.4' AND action= 'rejected' GROUP BY (target_port) ORDER BY connections DESC`,
  ];
}
