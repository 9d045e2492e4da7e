import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseChartLine } from "../../src/language/chart/chartLine";
import { formatChartLine } from "../../src/language/chart/formatChartLine";
import { outlineStatements } from "../../src/language/statements/statementOutline";
import { projectFolder } from "./sampleObjects";

const folder = join(projectFolder, "library/queries");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".flowsql"))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

describe.each(files)("library/queries/$name", ({ name, text }) => {
  const statements = outlineStatements(text);

  it("names every statement", () => {
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter((statement) => statement.name === undefined)).toEqual([]);
  });

  it("gives every parameter a default, so that it runs as it is", () => {
    const parameters = statements.flatMap((statement) => statement.parameters);
    expect(parameters.filter(({ defaultText }) => defaultText === undefined)).toEqual([]);
  });

  it("has lines about charts that say what they mean", () => {
    for (const line of text.split("\n").filter((each) => each.startsWith("-- @chart"))) {
      const parsed = parseChartLine(line);
      expect(parsed?.mistakes).toEqual([]);
      expect(formatChartLine(parsed?.chart ?? {})).toBe(line);
    }
  });

  it("says what it is about, and is told of in the documentation", () => {
    if (name !== "welcome.flowsql") expect(text).toMatch(/^-- @about \S.*[.?]$/m);
    expect(readFileSync(join(projectFolder, "docs/sample-bucket.md"), "utf8")).toContain(`\`${name}\``);
  });
});
