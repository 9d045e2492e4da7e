import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../src/base/network/address";
import { isInRange, parseRange } from "../../../src/base/network/addressRange";
import { isInConstantNetworksSql } from "../../../src/server/engines/duckdb/functions/constantNetworks";
import { quoteText } from "../../../src/server/engines/duckdb/quoting";
import { noNetworks, rangeCases } from "../../base/network/addressCases";
import { withMacros } from "./macroFixture";

const macros = withMacros();

describe("ip_in", () => {
  it("knows where each range begins and ends", async () => {
    for (const { network, first, last, before, behind } of rangeCases) {
      const texts = [first, last, before?.[0] ?? "x", behind?.[0] ?? "x"];
      const range = parseRange(network);
      const expected = texts.map((text) => {
        const address = parseAddress(text);
        return address === undefined || range === undefined ? null : isInRange(address, range);
      });
      const found = await macros().overTexts(texts, `ip_in(text, '${network}')`);
      expect(await macros().overTexts(texts, isInConstantNetworksSql("text", [network]))).toEqual(found);
      expect([network, ...found.flat()]).toEqual([network, ...expected]);
    }
  });

  it("gives NULL where the network is none", async () => {
    const calls = noNetworks.flatMap((network) => [`ip_in(text, ${quoteText(network)})`, `ip_in(text, [${quoteText(network)}])`]);
    expect(await macros().overTexts(["10.0.0.1", "::1", "garbage"], ...calls)).toEqual(
      ["10.0.0.1", "::1", "garbage"].map(() => calls.map(() => null)),
    );
  });

  it.each<readonly [string, string, boolean | null]>([
    ["'10.1.2.3'", "['11.0.0.0/8', '10.0.0.0/8']", true],
    ["'10.1.2.3'", "['11.0.0.0/8', 'x']", null],
    ["'10.1.2.3'", "['10.0.0.0/8', 'x']", true],
    ["'10.1.2.3'", "['11.0.0.0/8', NULL]", null],
    ["'10.1.2.3'", "['11.0.0.0/8, 10.0.0.0/8']", null],
    ["'10.1.2.3'", "'[10.0.0.0/8]'", null],
    ["'10.1.2.3'", "[]", false],
    ["'::1'", "['10.0.0.0/8', '::1']", true],
    ["'10.1.2.3'", "'10.1.2.3'", true],
    ["'10.1.2.3'", "'10.200.2.3/8'", true],
    ["'10.1.2.30'", "'10.1.2.3'", false],
    ["'10.1.2.3'", "NULL", null],
    ["NULL", "'10.0.0.0/8'", null],
    ["'::ffff:10.1.2.3'", "'10.0.0.0/8'", true],
    ["'0:0:0:0:0:FFFF:A01:203'", "'10.0.0.0/8'", true],
    ["'10.1.2.3'", "'::/0'", false],
    ["'2001:DB8:0:0::1'", "'2001:db8::/64'", true],
    ["'2001:0db8::1'", "['fe80::/10', '2001:db8::/32']", true],
    ["'fe80::1%eth0'", "'fe80::/10'", true],
  ])("%s in %s is %s", async (text, networks, expected) => {
    expect(await macros().valuesOf(`SELECT ip_in(${text}, ${networks}), NOT ip_in(${text}, ${networks})`)).toEqual([
      expected,
      expected === null ? null : !expected,
    ]);
  });

  it("takes networks from parameters and from columns", async () => {
    const one = await macros().connection.runAndReadAll("SELECT ip_in('10.1.2.3', $net)", { net: "10.0.0.0/8" });
    const list = await macros().connection.runAndReadAll(
      "SELECT ip_in('10.1.2.3', $nets)",
      { nets: listValue(["x", "10.0.0.0/8"]) },
      { nets: LIST(VARCHAR) },
    );
    expect([one.getRowsJS(), list.getRowsJS()]).toEqual([[[true]], [[true]]]);
    const networks = ["10.0.0.0/8", "10.1.2.0/23", "2001:db8::/32", "x", "10.0.0.0/-1", "0.0.0.0/0", "::/0"];
    expect(
      await macros().overTexts(
        networks,
        "ip_in('10.1.2.3', text)",
        "ip_in('2001:db8::1', text)",
        "ip_in('10.1.2.3', [text, '192.168.0.0/16'])",
      ),
    ).toEqual([
      [true, false, true],
      [true, false, true],
      [false, true, false],
      [null, null, null],
      [null, null, null],
      [true, false, true],
      [false, true, false],
    ]);
  });
});
