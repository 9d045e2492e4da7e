import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatAddress, parseAddress } from "../../../src/base/network/address";
import { addressKind, isPrivateAddress } from "../../../src/base/network/addressKinds";
import { formatRange, isInRange, parseRange, rangeAround } from "../../../src/base/network/addressRange";
import { formatBytes } from "../../../src/base/bytes";
import { protocolNames } from "../../../src/base/network/protocolNames";
import { serviceName, services } from "../../../src/base/network/serviceNames";
import { tcpFlagNames } from "../../../src/base/network/tcpFlags";
import { conversationsOf, packetConversationsOf } from "../../../src/language/functions/conversationsOf";
import { flowFunctions } from "../../../src/language/functions/flowFunctions";
import { isInConstantNetworksSql } from "../../../src/server/engines/duckdb/functions/constantNetworks";
import { checkCreate } from "../../../src/server/engines/duckdb/ownObjects";
import { StatementSource } from "../../../src/server/engines/duckdb/statementSource";
import { openIndex, type OpenedIndex } from "../../../src/server/engines/duckdb/openIndex";
import { quoteText } from "../../../src/server/engines/duckdb/quoting";
import { noAddresses, noNetworks, rangeCases, spellings } from "../../base/network/addressCases";

let folder: string;
let index: Extract<OpenedIndex, { readonly store: unknown }>;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowlog-functions-"));
  index = await open();
  connection = await index.database.connect();
});

afterAll(async () => {
  connection.closeSync();
  close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<typeof index> {
  const opened = await openIndex({ folder, allowedFolders: [], memoryLimitMiB: 512 }, () => undefined);
  if (!("store" in opened)) throw new Error(opened.condition.sentence);
  return opened;
}

function close(): void {
  index.store.close();
  index.database.close();
}

/** The values of the first row. */
async function valuesOf(sql: string): Promise<readonly unknown[]> {
  return (await connection.runAndReadAll(sql)).getRowsJS()[0] ?? [];
}

/** What expressions over `$text` give for each text of a column, which the engine cannot work out when it plans. */
async function overTexts(texts: readonly string[], ...expressions: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const sql = `SELECT ${expressions.join(", ")} FROM (SELECT unnest($texts) AS text, unnest(range(len($texts))) AS place) ORDER BY place`;
  return (await connection.runAndReadAll(sql, { texts: listValue(texts) }, { texts: LIST(VARCHAR) })).getRowsJS();
}

const usual = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address && formatAddress({ family: address.family, value: address.value });
};

describe("The functions of the index", () => {
  it("are there under their names, with the parameters that they are told to have", async () => {
    const reader = await connection.runAndReadAll(
      "SELECT function_name, parameters FROM duckdb_functions() WHERE database_name = 'flow_index' ORDER BY ALL",
    );
    const described = [...flowFunctions, conversationsOf, packetConversationsOf].flatMap(({ name, signatures }) =>
      signatures.map(({ parameters }) => [name, parameters.map((each) => each.name)]),
    );
    expect(reader.getRowsJS()).toEqual(described.sort((a, b) => (String(a) < String(b) ? -1 : 1)));
  });

  it.each(flowFunctions.map(({ name, example }) => [name, example]))("%s has an example that runs", async (_name, example) => {
    await connection.runAndReadAll(example);
  });

  it.each(
    flowFunctions.flatMap(({ name, signatures }) =>
      signatures.map(({ parameters, returns }) => [name, parameters.length, returns] as const),
    ),
  )("%s of %s arguments gives NULL for NULL, of type %s", async (name, count, returns) => {
    const call = `${name}(${Array.from({ length: count }, () => "NULL").join(", ")})`;
    expect(await valuesOf(`SELECT ${call}, typeof(${call})`)).toEqual([null, returns]);
  });
});

describe("Functions of addresses", () => {
  it("read every spelling", async () => {
    const found = await overTexts(
      spellings.map(([text]) => text),
      "ip_num(text)",
      "ip_network(text, CASE WHEN contains(text, ':') THEN 128 ELSE 32 END)",
    );
    expect(found).toEqual(spellings.map(([text, value]) => [value, `${usual(text) ?? ""}/${text.includes(":") ? 128 : 32}`]));
  });

  it("give NULL for what is no address, as a constant and in a column", async () => {
    const calls = [
      "ip_num(T)",
      "ip_kind(T)",
      "is_private(T)",
      "ip_network(T, 8)",
      "ip_in(T, '0.0.0.0/0')",
      "ip_in(T, '::/0')",
      "ip_in(T, '10.0.0.0/8')",
      "ip_in(T, ['10.0.0.0/8', '::/0'])",
      "ip_in(T, [])",
    ];
    const found = await overTexts(noAddresses, ...calls.map((call) => call.replaceAll("T", "text")));
    expect(found.map((row, place) => [noAddresses[place], ...row])).toEqual(noAddresses.map((text) => [text, ...calls.map(() => null)]));
    const constants = ["10.0.0.256", "010.0.0.1", "1.2.3", " 10.0.0.1", "::g", "1::2::3", ""];
    for (const text of constants) {
      expect([text, ...(await valuesOf(`SELECT ${calls.map((call) => call.replaceAll("T", quoteText(text))).join(", ")}`))]).toEqual([
        text,
        ...calls.map(() => null),
      ]);
    }
  });

  it("know the kind of the first and last address of each range, and of those around it", async () => {
    const texts = rangeCases.flatMap(({ first, last, before, behind }) => [
      first,
      last,
      ...(before ? [before[0]] : []),
      ...(behind ? [behind[0]] : []),
    ]);
    const found = await overTexts(texts, "text", "ip_kind(text)", "is_private(text)");
    expect(found).toEqual(texts.map((text) => [text, addressKind(text), isPrivateAddress(text)]));
  });

  it.each([
    ["10.1.2.3", "24", "10.1.2.0/24"],
    ["10.1.2.3", "0", "0.0.0.0/0"],
    ["10.1.2.3", "'16'", "10.1.0.0/16"],
    ["10.1.2.3", "33", null],
    ["10.1.2.3", "-1", null],
    ["10.1.2.3", "24.5", null],
    ["10.1.2.3", "'x'", null],
    ["2001:db8:0:1:2::3", "64", "2001:db8:0:1::/64"],
    ["2001:db8::1", "0", "::/0"],
    ["2001:db8::1", "129", null],
    ["::ffff:10.1.2.3", "120", "::ffff:10.1.2.0/120"],
    ["fe80::1%eth0", "10", "fe80::/10"],
  ])("find the network of %s with %s bits: %s", async (text, bits, network) => {
    expect(await valuesOf(`SELECT ip_network('${text}', ${bits})`)).toEqual([network]);
  });
});

describe("ip_in", () => {
  it("knows where each range begins and ends", async () => {
    for (const { network, first, last, before, behind } of rangeCases) {
      const texts = [first, last, before?.[0] ?? "x", behind?.[0] ?? "x"];
      const range = parseRange(network);
      const expected = texts.map((text) => {
        const address = parseAddress(text);
        return address === undefined || range === undefined ? null : isInRange(address, range);
      });
      const found = await overTexts(texts, `ip_in(text, '${network}')`);
      expect(await overTexts(texts, isInConstantNetworksSql("text", [network]))).toEqual(found);
      expect([network, ...found.flat()]).toEqual([network, ...expected]);
    }
  });

  it("gives NULL where the network is none", async () => {
    const calls = noNetworks.flatMap((network) => [`ip_in(text, ${quoteText(network)})`, `ip_in(text, [${quoteText(network)}])`]);
    expect(await overTexts(["10.0.0.1", "::1", "garbage"], ...calls)).toEqual(
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
    expect(await valuesOf(`SELECT ip_in(${text}, ${networks}), NOT ip_in(${text}, ${networks})`)).toEqual([
      expected,
      expected === null ? null : !expected,
    ]);
  });

  it("takes networks from parameters and from columns", async () => {
    const one = await connection.runAndReadAll("SELECT ip_in('10.1.2.3', $net)", { net: "10.0.0.0/8" });
    const list = await connection.runAndReadAll(
      "SELECT ip_in('10.1.2.3', $nets)",
      { nets: listValue(["x", "10.0.0.0/8"]) },
      { nets: LIST(VARCHAR) },
    );
    expect([one.getRowsJS(), list.getRowsJS()]).toEqual([[[true]], [[true]]]);
    const networks = ["10.0.0.0/8", "10.1.2.0/23", "2001:db8::/32", "x", "10.0.0.0/-1", "0.0.0.0/0", "::/0"];
    expect(
      await overTexts(networks, "ip_in('10.1.2.3', text)", "ip_in('2001:db8::1', text)", "ip_in('10.1.2.3', [text, '192.168.0.0/16'])"),
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
    const found = await overTexts(texts, "text", "ip_num(text)", "ip_kind(text)", "is_private(text)", "ip_network(text, 20)");
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
      const found = await overTexts(texts, `ip_in(text, ${quoteText(network)})`, isInConstantNetworksSql("text", [network]));
      for (const way of [0, 1]) {
        const wrong = texts.filter((text, place) => found[place]?.[way] !== isIn(text, network));
        expect([way, network, ...wrong]).toEqual([way, network]);
      }
    }
    for (const some of [networks.slice(0, 9), networks.slice(9, 12), [...networks.slice(12, 15), "10.0.0.0/8"]]) {
      const list = `ip_in(text, [${some.map(quoteText).join(", ")}])`;
      const found = await overTexts(texts, list, isInConstantNetworksSql("text", some));
      const expected = texts.map((text) => {
        const answers = some.map((network) => isIn(text, network));
        return answers.includes(true) ? true : answers.includes(null) ? null : false;
      });
      expect(found).toEqual(expected.map((value) => [value, value]));
    }
  });

  it("agree about names and sizes", async () => {
    const numbers = [...Array.from({ length: 300 }, (_, number) => number), ...Object.keys(services).map(Number), 31000, 65535, -1];
    const found = await overTexts(
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
    const written = await overTexts(sizes.map(String), "humanize_bytes(text::HUGEINT)");
    expect(written.flat()).toEqual(sizes.map((size) => formatBytes(size)));
  });
});

function digits(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

describe("Functions of numbers", () => {
  it.each<readonly [string, unknown]>([
    ["protocol_name(6)", "TCP"],
    ["protocol_name(6.5)", null],
    ["protocol_name('tcp')", null],
    ["service_name(443, 17)", "quic"],
    ["service_name(443, NULL)", null],
    ["tcp_flag_names(0)", ""],
    ["tcp_flag_names(256)", null],
    ["has_flags(18, 'SYN')", true],
    ["has_flags(18, 'syn,ack')", true],
    ["has_flags(18, 'SYN ACK')", true],
    ["has_flags(18, ['SYN', 'ACK'])", true],
    ["has_flags(2, 'SYN ACK')", false],
    ["has_flags(2, 'SYN SYN')", true],
    ["has_flags(0, 'SYN')", false],
    ["has_flags(2, 'SIN')", null],
    ["has_flags(2, 'SYN SIN')", null],
    ["has_flags(2, '')", null],
    ["has_flags(2, [])", null],
    ["has_flags(256, 'SYN')", null],
    ["has_flags(-1, 'SYN')", null],
    ["humanize_bytes(1536)", "1.50 KiB"],
    ["humanize_bytes(-1536)", "-1.50 KiB"],
    ["humanize_bytes('x')", null],
    ["humanize_bytes('NaN'::DOUBLE)", null],
    ["humanize_bytes('inf'::DOUBLE)", null],
  ])("%s is %j", async (call, expected) => {
    expect(await valuesOf(`SELECT ${call}`)).toEqual([expected]);
  });
});

describe("Macros and views of users", () => {
  it("may use the functions, and find them when the index is opened again", async () => {
    await connection.run("CREATE VIEW inner_view AS SELECT ip_in('10.1.2.3', '10.0.0.0/8') AS inside, ip_kind('10.1.2.3') AS kind");
    await connection.run("CREATE MACRO is_ours(a) AS ip_in(a, ['10.0.0.0/8', 'fd00::/8'])");
    await reopen();
    expect(await valuesOf("SELECT inside, kind, is_ours('10.1.2.3'), is_ours('fd00::1'), is_ours('8.8.8.8') FROM inner_view")).toEqual([
      true,
      "private",
      true,
      true,
      false,
    ]);
  });

  it("keep their meaning where they had such a name before, and may be changed", async () => {
    await connection.run("CREATE MACRO ip_num(a) AS 'mine'");
    await reopen();
    expect(await valuesOf("SELECT ip_num('10.0.0.1'), ip_kind('10.0.0.1'), is_private('10.0.0.1')")).toEqual(["mine", "private", true]);
    const { name } = await checkCreate(connection, StatementSource.from("CREATE OR REPLACE MACRO ip_num(a) AS 'changed'"));
    expect(name).toBe("ip_num");
    await connection.run("DROP MACRO ip_num");
    expect(await valuesOf("SELECT ip_num('10.0.0.1')")).toEqual([167772161n]);
  });

  it("may not take such a name anew", async () => {
    const source = StatementSource.from("CREATE MACRO Ip_Kind(a) AS 1");
    await expect(checkCreate(connection, source)).rejects.toThrow("There is a function Ip_Kind already: give the macro another name.");
  });
});

async function reopen(): Promise<void> {
  connection.closeSync();
  close();
  index = await open();
  connection = await index.database.connect();
}
