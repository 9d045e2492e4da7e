import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Sentences that the host gives to `t`, as they stand in its source. */
function sentencesInCode(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of globSync("src/extension/**/*.ts")) {
    const visit = (node: ts.Node): void => {
      const [first] = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t" ? node.arguments : [];
      if (first !== undefined) {
        if (!ts.isStringLiteral(first)) throw new Error(`${path}: t(${first.getText()}) cannot be translated: it is no literal.`);
        found.add(first.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));
  }
  return found;
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

describe("what translators get", () => {
  it("has every sentence of the host, and no other", () => {
    expect(new Set(Object.keys(json("l10n/bundle.l10n.json") as object))).toEqual(sentencesInCode());
  });

  it("has every text of the manifest, and no other", () => {
    const used = new Set(Array.from(readFileSync("package.json", "utf8").matchAll(/"%([^%"]+)%"/g), ([, key]) => key));
    expect(new Set(Object.keys(json("package.nls.json") as object))).toEqual(used);
  });
});
