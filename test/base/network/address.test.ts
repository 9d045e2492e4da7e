import { describe, expect, it } from "vitest";
import { formatAddress, parseAddress } from "../../../src/base/network/address";
import { formatRange, isInRange, parseRange, rangeAround } from "../../../src/base/network/addressRange";
import { addressKind, isPrivateAddress, specialRange, specialRanges } from "../../../src/base/network/addressKinds";
import { noAddresses, noNetworks, rangeCases, spellings } from "./addressCases";

function address(text: string): NonNullable<ReturnType<typeof parseAddress>> {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is no address.`);
  return parsed;
}

function isIn(text: string, network: string): boolean | undefined {
  const range = parseRange(network);
  return range && isInRange(address(text), range);
}

describe("An address", () => {
  it.each(spellings)("%s is read, and spelled as usual", (text, value, usual) => {
    const parsed = address(text);
    expect([parsed.value, formatAddress(parsed)]).toEqual([value, usual]);
    expect(address(usual)).toEqual(parsed);
  });

  it.each(noAddresses.map((text) => [text]))("is not what %j says", (text) => {
    expect([parseAddress(text), addressKind(text), isPrivateAddress(text)]).toEqual([undefined, undefined, undefined]);
  });
});

describe("A network", () => {
  it.each([
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["10.1.2.3/8", "10.0.0.0/8"],
    ["10.1.2.3", "10.1.2.3/32"],
    ["255.255.255.255/0", "0.0.0.0/0"],
    ["172.31.255.255/12", "172.16.0.0/12"],
    ["::1", "::1/128"],
    ["FFFF::/0", "::/0"],
    ["2001:DB8:ffff::1/32", "2001:db8::/32"],
    ["fe80::1/10", "fe80::/10"],
    ["::ffff:10.1.2.3/104", "::ffff:10.0.0.0/104"],
  ])("%s is %s", (text, usual) => {
    const range = parseRange(text);
    expect(range && formatRange(range)).toBe(usual);
  });

  it.each(noNetworks.map((text) => [text]))("is not what %j says", (text) => {
    expect(parseRange(text)).toBeUndefined();
  });

  it.each([-1, 33, 1.5, Number.NaN])("around an IPv4 address has no %s bits", (bits) => {
    expect(rangeAround(address("10.1.2.3"), bits)).toBeUndefined();
  });

  it.each<readonly [string, string, boolean]>([
    ["::ffff:10.1.2.3", "10.0.0.0/8", true],
    ["0:0:0:0:0:FFFF:0A01:0203", "10.0.0.0/8", true],
    ["::ffff:11.1.2.3", "10.0.0.0/8", false],
    ["::ffff:10.1.2.3", "::ffff:0:0/96", true],
    ["::ffff:10.1.2.3", "::/0", true],
    ["10.1.2.3", "::ffff:0:0/96", false],
    ["10.1.2.3", "::/0", false],
    ["::a01:203", "10.0.0.0/8", false],
    ["fe80::1%eth0", "fe80::/10", true],
    ["2001:db8::1", "0.0.0.0/0", false],
  ])("has %s in %s: %s", (text, network, expected) => {
    expect(isIn(text, network)).toBe(expected);
  });
});

describe("Ranges that are set aside", () => {
  it("each have a case", () => {
    expect(rangeCases.map(({ network, kind }) => [network, kind]).sort()).toEqual(
      specialRanges.map(({ network, kind }) => [network, kind]).sort(),
    );
  });

  it.each(rangeCases.map((each) => [each.network, each] as const))("%s begins and ends where it should", (network, each) => {
    const ends = [each.first, each.last];
    expect(ends.map((text) => [addressKind(text), isIn(text, network)])).toEqual(ends.map(() => [each.kind, true]));
    const around = [each.before, each.behind].filter((beside) => beside !== undefined);
    expect(around.map(([text]) => [text, addressKind(text)])).toEqual(around);
  });

  it("are written without bits behind their prefix, each once", () => {
    const begins = specialRanges.map(({ network }) => [parseRange(network)?.first, address(network.replace(/\/.*/, "")).value]);
    expect(begins.filter(([first, written]) => first !== written)).toEqual([]);
    expect(new Set(specialRanges.map(({ network }) => network)).size).toBe(specialRanges.length);
  });

  it("tell each what they are for in a sentence", () => {
    expect(specialRanges.filter(({ meaning }) => !/^\S.{10,}\.$/.test(meaning))).toEqual([]);
    expect(specialRange(address("169.254.169.254"))?.meaning).toContain("Instance metadata service of AWS");
    expect(specialRange(address("8.8.8.8"))).toBeUndefined();
  });
});

describe("A private address", () => {
  it.each<readonly [string, boolean]>([
    ["10.0.0.0", true],
    ["10.255.255.255", true],
    ["9.255.255.255", false],
    ["172.16.0.0", true],
    ["172.15.255.255", false],
    ["172.32.0.0", false],
    ["192.168.255.255", true],
    ["192.169.0.0", false],
    ["100.64.0.1", false],
    ["127.0.0.1", false],
    ["169.254.169.254", false],
    ["8.8.8.8", false],
    ["fc00::", true],
    ["FDFF:ffff::1", true],
    ["fd00:ec2::254", true],
    ["fbff::1", false],
    ["fe80::1%eth0", false],
    ["::ffff:10.0.0.1", true],
    ["::ffff:8.8.8.8", false],
    ["::ffff:a00:1", true],
    ["64:ff9b::10.0.0.1", false],
  ])("%s: %s", (text, expected) => {
    expect(isPrivateAddress(text)).toBe(expected);
  });
});
