import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awsVpcFields } from "../../src/language/schema/awsVpcFields";
import { captureGapColumns } from "../../src/language/schema/captureGapColumns";
import { parseChartLine } from "../../src/language/chart/chartLine";
import { chartKeys, chartKeyTexts, chartKindTexts, measureTexts } from "../../src/language/chart/chartWords";
import { conversationColumns } from "../../src/language/schema/conversationColumns";
import { rules } from "../../src/language/diagnostics";
import type { FlowColumn } from "../../src/language/schema/flowColumn";
import { awsColumnName, flowColumns } from "../../src/language/schema/flowColumns";
import { parseDirective } from "../../src/language/statements/directives";
import { outlineStatements } from "../../src/language/statements/statementOutline";
import { chartKinds, measureFunctions } from "../../src/protocol/chart";
import { compatibilityViews } from "../../src/server/engines/duckdb/compatibilityViews";
import { openIndex, type OpenedIndex } from "../../src/server/engines/duckdb/openIndex";
import { blocksIn, codeIn, headingsIn, readText, sectionOf, tableIn } from "./markdown";

const guide = readText("docs/flowsql.md");

describe("docs/flowsql.md", () => {
  it("has every column of flows, in order, with its type, its records and its meaning", () => {
    const documented = flowColumns.map((column) => [`\`${column.name}\``, column.type, originOf(column), column.documentation]);
    expect(tableIn(sectionOf(guide, "flows"))).toEqual(documented);
  });

  it("has every column of capture_gaps", () => {
    const documented = captureGapColumns.map(({ name, type, documentation }) => [`\`${name}\``, type, documentation]);
    expect(tableIn(sectionOf(guide, "capture_gaps"))).toEqual(documented);
  });

  it("has every column of conversations", () => {
    const documented = conversationColumns.map(({ name, type, documentation }) => [`\`${name}\``, type, documentation]);
    expect(tableIn(sectionOf(guide, "conversations"))).toEqual(documented);
  });

  it("has every relation for pasted queries", () => {
    const described = headingsIn(sectionOf(guide, "Relations for pasted queries"));
    expect([...described].sort()).toEqual(compatibilityViews.map(({ name }) => name).sort());
  });

  it("has every rule, with a link to its page", () => {
    const listed = tableIn(sectionOf(guide, "What is marked while you write")).map(([cell = ""]) => cell);
    expect(listed).toEqual(rules.map(({ code }) => `[\`${code}\`](rules/${code}.md)`));
  });

  it("shows directives that are directives", () => {
    const shown = tableIn(sectionOf(guide, "Directives")).map(([cell = ""]) => codeIn(cell)[0] ?? "");
    expect(shown.map((line) => parseDirective(line)?.kind ?? (parseChartLine(line) && "chart") ?? /@about/.exec(line)?.[0])).toEqual([
      "name",
      "@about",
      "parameter",
      "parameter",
      "parameter",
      "chart",
    ]);
  });

  it("has every kind, key and function of charts, with what the editor says of them", () => {
    const said = (heading: string): readonly (readonly string[])[] => tableIn(sectionOf(guide, heading));
    expect(said("Kinds of charts")).toEqual(chartKinds.map((kind) => [`\`${kind}\``, chartKindTexts[kind]]));
    expect(said("Keys of charts")).toEqual(
      chartKeys.map((key) => [`\`${key}\``, `\`${chartKeyTexts[key].example}\``, chartKeyTexts[key].about]),
    );
    expect(said("Measures")).toEqual(measureFunctions.map((fn) => [`\`${fn}\``, measureTexts[fn]]));
  });

  it("shows charts that are right, each key in one that says something", () => {
    const lines = guide.split("\n").filter((line) => line.startsWith("-- @chart"));
    const examples = chartKeys.map((key) => `-- @chart ${chartKeyTexts[key].example}`);
    for (const line of [...lines, ...examples]) expect([line, parseChartLine(line)?.mistakes]).toEqual([line, []]);
    for (const [index, key] of chartKeys.entries()) expect(parseChartLine(examples[index] ?? "")?.chart).toHaveProperty(key);
    expect(lines.length).toBeGreaterThan(0);
  });

  it("shows statements that use the parameters which they declare", () => {
    const declared = blocksIn(guide, "sql").map((block) => outlineStatements(block).map(({ parameters }) => parameters));
    expect(declared).toEqual([
      [
        [
          { name: "port", type: "INTEGER", defaultText: "445" },
          { name: "since", type: "TIMESTAMP", defaultText: "2026-03-14" },
        ],
      ],
      [[{ name: "hosts", type: "VARCHAR[]", defaultText: "10.10.1.10, 10.10.1.11" }]],
      [[]],
      [[]],
    ]);
  });
});

describe("The relations of an index", () => {
  let folder: string;
  let index: Extract<OpenedIndex, { readonly store: unknown }>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-relations-"));
    const opened = await openIndex({ folder, allowedFolders: [], memoryLimitMiB: 256 }, () => undefined);
    if (!("store" in opened)) throw new Error(opened.condition.sentence);
    index = opened;
  });

  afterAll(async () => {
    index.store.close();
    index.database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function columnsOf(relation: string): Promise<readonly (readonly string[])[]> {
    const connection = await index.database.connect();
    try {
      const reader = await connection.runAndReadAll(`DESCRIBE ${relation}`);
      return reader.getRows().map(([name, type]) => [String(name), String(type)]);
    } finally {
      connection.closeSync();
    }
  }

  it.each(["flows", "flow_records"])("%s has the columns that are documented, with their types", async (relation) => {
    expect(await columnsOf(relation)).toEqual(flowColumns.map(({ name, type }) => [name, type]));
  });

  it("capture_gaps has the columns that are documented, with their types", async () => {
    expect(await columnsOf("capture_gaps")).toEqual(captureGapColumns.map(({ name, type }) => [name, type]));
  });

  it.each(compatibilityViews.map(({ name }) => name))("%s has the columns that docs/flowsql.md names", async (relation) => {
    const paragraph = /^Columns: (.*?)\.\n/ms.exec(`${sectionOf(guide, relation)}\n`)?.[1] ?? "";
    expect(codeIn(paragraph)).toEqual((await columnsOf(relation)).map(([name]) => name));
  });
});

const versions = new Map(awsVpcFields.map(({ field, version }) => [awsColumnName(field), version]));

/** Which records have a column: `AWS v3, TGW, IBM`. */
function originOf({ name, fields }: FlowColumn): string {
  const origins = [
    ...(fields.aws === undefined ? [] : [`AWS v${versions.get(name)}`]),
    ...(fields["aws-tgw"] === undefined ? [] : ["TGW"]),
    ...(fields.ibm === undefined ? [] : ["IBM"]),
  ];
  return origins.length === 0 ? "all" : origins.join(", ");
}
