import { describe, expect, it } from "vitest";
import { formatAddress, parseAddress } from "../../../src/base/network/address";
import { addressKind, isPrivateAddress } from "../../../src/base/network/addressKinds";
import { formatRange, isInRange, parseRange, rangeAround } from "../../../src/base/network/addressRange";
import { formatBytes } from "../../../src/base/bytes";
import { protocolNames } from "../../../src/base/network/protocolNames";
import { serviceName, services } from "../../../src/base/network/serviceNames";
import { tcpFlagNames } from "../../../src/base/network/tcpFlags";
import { isInConstantNetworksSql } from "../../../src/server/engines/duckdb/functions/constantNetworks";
import { quoteText } from "../../../src/server/engines/duckdb/quoting";
import { noAddresses } from "../../base/network/addressCases";
import { withMacros } from "./macroFixture";

const macros = withMacros();

/** The same numbers each time (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

describe("SQL and TypeScript", () => {
  const random = randomNumbers(20260314);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;

  function randomIpv4(): string {
    const octet = (): string => String(pick([0, 1, 9, 10, 16, 31, 99, 100, 127, 172, 192, 199, 200, 255, random(256)]));
    return [octet(), octet(), octet(), octet()].join(".");
  }

  function randomIpv6(): string {
    const groups = Array.from({ length: 8 }, () =>
      pick(["0", "0", "0", "1", "64", "db8", "2001", "fd00", "fe80", "ffff", random(65536).toString(16)]),
    );
    const start = random(8);
    const end = start + 1 + random(8 - start);
    const short = `${groups.slice(0, start).join(":")}::${groups.slice(end).join(":")}`;
    const padded = groups.map((group) => (random(2) === 0 ? group.padStart(4, "0") : group));
    return pick([
      groups.join(":"),
      padded.join(":"),
      short,
      short.toUpperCase(),
      `${groups.slice(0, 6).join(":")}:${randomIpv4()}`,
      `::ffff:${randomIpv4()}`,
      `${short}%eth0`,
    ]);
  }

  /** Mostly an address; now and then one with a character too few, too many or another. */
  function randomText(): string {
    const text = random(2) === 0 ? randomIpv4() : randomIpv6();
    if (random(4) > 0) return text;
    const place = random(text.length + 1);
    return text.slice(0, place) + pick(["", "0", ".", ":", "g", " ", "1", "%", "/"]) + text.slice(place + random(2));
  }

  it("agree about what texts are", async () => {
    const texts = Array.from({ length: 20_000 }, randomText);
    const found = await macros().overTexts(texts, "text", "ip_num(text)", "ip_kind(text)", "is_private(text)", "ip_network(text, 20)");
    const expected = texts.map((text) => {
      const address = parseAddress(text);
      const range = address && rangeAround(address, 20);
      return [text, address?.value ?? null, addressKind(text) ?? null, isPrivateAddress(text) ?? null, range ? formatRange(range) : null];
    });
    expect(found.filter((row, place) => JSON.stringify(row, digits) !== JSON.stringify(expected[place], digits))).toEqual([]);
    expect(expected.filter(([, value]) => value === null).length).toBeGreaterThan(1000);
  });

  it("agree about what lies in networks, of which some are constant and some are not", async () => {
    const networks = Array.from({ length: 60 }, () => {
      const text = random(2) === 0 ? randomIpv4() : randomIpv6().replace("%eth0", "");
      return `${text}/${random(text.includes(":") ? 130 : 34)}`;
    });
    const inside = networks.map((network) => {
      const range = parseRange(network);
      return range === undefined
        ? "x"
        : formatAddress({ family: range.family, value: pick([range.first, range.last, (range.first + range.last) / 2n]) });
    });
    const texts = [...inside, ...noAddresses, ...Array.from({ length: 400 }, randomText)];
    const isIn = (text: string, network: string): boolean | null => {
      const [address, range] = [parseAddress(text), parseRange(network)];
      return address && range ? isInRange(address, range) : null;
    };
    for (const network of networks) {
      const found = await macros().overTexts(texts, `ip_in(text, ${quoteText(network)})`, isInConstantNetworksSql("text", [network]));
      for (const way of [0, 1]) {
        const wrong = texts.filter((text, place) => found[place]?.[way] !== isIn(text, network));
        expect([way, network, ...wrong]).toEqual([way, network]);
      }
    }
    for (const some of [networks.slice(0, 9), networks.slice(9, 12), [...networks.slice(12, 15), "10.0.0.0/8"]]) {
      const list = `ip_in(text, [${some.map(quoteText).join(", ")}])`;
      const found = await macros().overTexts(texts, list, isInConstantNetworksSql("text", some));
      const expected = texts.map((text) => {
        const answers = some.map((network) => isIn(text, network));
        return answers.includes(true) ? true : answers.includes(null) ? null : false;
      });
      expect(found).toEqual(expected.map((value) => [value, value]));
    }
  });

  it("agree about names and sizes", async () => {
    const numbers = [...Array.from({ length: 300 }, (_, number) => number), ...Object.keys(services).map(Number), 31000, 65535, -1];
    const found = await macros().overTexts(
      numbers.map(String),
      "protocol_name(text)",
      "service_name(text)",
      "service_name(text, 6)",
      "service_name(text::INTEGER, 17)",
      "service_name(text, 1)",
      "tcp_flag_names(text)",
    );
    expect(found).toEqual(
      numbers.map((n) =>
        [protocolNames[n], serviceName(n), serviceName(n, 6), serviceName(n, 17), serviceName(n, 1), tcpFlagNames(n)].map(
          (name) => name ?? null,
        ),
      ),
    );
    const sizes = [
      0n,
      1n,
      9n,
      10n,
      99n,
      1023n,
      1024n,
      1152n,
      1536n,
      10239n,
      10240n,
      102_399n,
      1_048_575n,
      1_048_576n,
      -1536n,
      1n << 50n,
      (1n << 64n) - 1n,
      ...Array.from({ length: 2000 }, () => (BigInt(random(2 ** 32)) ** BigInt(1 + random(2))) >> BigInt(random(40))),
    ];
    const written = await macros().overTexts(sizes.map(String), "humanize_bytes(text::HUGEINT)");
    expect(written.flat()).toEqual(sizes.map((size) => formatBytes(size)));
  });
});

function digits(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
