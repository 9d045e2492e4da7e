import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../src/base/network/address";
import { networkNames, readNamedNetworks } from "../../../src/language/catalog/namedNetworks";
import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import { hoverAt } from "../../../src/language/features/hover/hover";

const setting = { offices: "10.8.0.0/16", "the `lab`": ["10.8.7.0/24", "2001:db8:7::/48"] };

function namesOf(text: string): string[] {
  const address = parseAddress(text);
  return address === undefined ? [] : networkNames(address, readNamedNetworks(setting).networks);
}

describe("Named networks", () => {
  it("are one block or several", () => {
    expect(readNamedNetworks(setting)).toEqual({
      networks: [
        { name: "offices", blocks: ["10.8.0.0/16"] },
        { name: "the `lab`", blocks: ["10.8.7.0/24", "2001:db8:7::/48"] },
      ],
      problems: [],
    });
  });

  it("leave out what is no network, and say so", () => {
    expect(readNamedNetworks({ a: "10.8/16", b: ["10.0.0.0/8", 7], c: "10.0.0.1" })).toEqual({
      networks: [
        { name: "b", blocks: ["10.0.0.0/8"] },
        { name: "c", blocks: ["10.0.0.1"] },
      ],
      problems: [
        'flowlog.networks: a has "10.8/16", which is no network. Write it like 10.8.0.0/16.',
        "flowlog.networks: b has 7, which is no network. Write it like 10.8.0.0/16.",
      ],
    });
  });

  it.each([undefined, null, "10.0.0.0/8", 7, []])("are none in %o", (value) =>
    expect(readNamedNetworks(value)).toEqual({ networks: [], problems: [] }),
  );

  it.each([
    ["10.8.7.1", ["the `lab`", "offices"]],
    ["10.8.0.1", ["offices"]],
    ["2001:db8:7::1", ["the `lab`"]],
    ["10.9.0.1", []],
  ])("around %s, the smallest first", (address, names) => expect(namesOf(address)).toEqual(names));

  it("are told over an address", () => {
    const text = "SELECT * FROM flows WHERE srcaddr = '10.8.7.1'";
    const { networks } = readNamedNetworks(setting);
    const hover = hoverAt(new AnalyzedText(text), text.length - 3, { ...staticCatalog, networks });
    expect(hover?.markdown).toContain("**`10.8.7.1`** · private · in `` the `lab` `` · in `offices`");
  });
});
