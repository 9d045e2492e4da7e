import { describe, expect, it } from "vitest";
import { specialRanges } from "../../src/base/network/addressKinds";
import { flowFunctions } from "../../src/language/functions/flowFunctions";
import { blocksIn, headingsIn, readText, sectionOf, tableIn } from "./markdown";

const guide = readText("docs/functions.md");

describe("docs/functions.md", () => {
  it("has every function, in order", () => {
    expect(headingsIn(sectionOf(guide, "All functions"))).toEqual(flowFunctions.map(({ name }) => name));
  });

  it.each(flowFunctions.map((each) => [each.name, each] as const))("tells of %s what the language knows", (name, described) => {
    const section = sectionOf(guide, name);
    const calls = described.signatures.map(
      ({ parameters, returns }) => `${name}(${parameters.map((each) => `${each.name} ${each.type}`).join(", ")}) → ${returns}`,
    );
    expect(section.split("\n")).toContain(described.documentation);
    expect(blocksIn(section, "text").map((block) => block.trim().split("\n"))).toEqual([calls]);
    expect(blocksIn(section, "sql").map((block) => block.replaceAll(/\s+/g, " ").trim())).toEqual([`${described.example};`]);
  });

  it("has every kind of address with its ranges", () => {
    const written = specialRanges.map(({ network, kind, meaning }) => [`\`${network}\``, `\`${kind}\``, meaning]);
    expect(tableIn(sectionOf(guide, "Kinds of addresses"))).toEqual(written);
  });
});
