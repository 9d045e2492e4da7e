import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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

  it("says what it is about, and is told of in the documentation", () => {
    if (name !== "welcome.flowsql") expect(text).toMatch(/^-- @about \S.*[.?]$/m);
    expect(readFileSync(join(projectFolder, "docs/sample-bucket.md"), "utf8")).toContain(`\`${name}\``);
  });
});
