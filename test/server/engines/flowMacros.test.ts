import { describe, expect, it } from "vitest";
import { formatAddress, parseAddress } from "../../../src/base/network/address";
import { addressKind, isPrivateAddress } from "../../../src/base/network/addressKinds";
import { conversationsOf, packetConversationsOf } from "../../../src/language/functions/conversationsOf";
import { flowFunctions } from "../../../src/language/functions/flowFunctions";
import { checkCreate } from "../../../src/server/engines/duckdb/ownObjects";
import { StatementSource } from "../../../src/server/engines/duckdb/statementSource";
import { quoteText } from "../../../src/server/engines/duckdb/quoting";
import { noAddresses, rangeCases, spellings } from "../../base/network/addressCases";
import { withMacros } from "./macroFixture";

const macros = withMacros();

const usual = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address && formatAddress({ family: address.family, value: address.value });
};

describe("The functions of the index", () => {
  it("are there under their names, with the parameters that they are told to have", async () => {
    const reader = await macros().connection.runAndReadAll(
      "SELECT function_name, parameters FROM duckdb_functions() WHERE database_name = 'flow_index' ORDER BY ALL",
    );
    const described = [...flowFunctions, conversationsOf, packetConversationsOf].flatMap(({ name, signatures }) =>
      signatures.map(({ parameters }) => [name, parameters.map((each) => each.name)]),
    );
    expect(reader.getRowsJS()).toEqual(described.sort((a, b) => (String(a) < String(b) ? -1 : 1)));
  });

  it.each(flowFunctions.map(({ name, example }) => [name, example]))("%s has an example that runs", async (_name, example) => {
    await macros().connection.runAndReadAll(example);
  });

  it.each(
    flowFunctions.flatMap(({ name, signatures }) =>
      signatures.map(({ parameters, returns }) => [name, parameters.length, returns] as const),
    ),
  )("%s of %s arguments gives NULL for NULL, of type %s", async (name, count, returns) => {
    const call = `${name}(${Array.from({ length: count }, () => "NULL").join(", ")})`;
    expect(await macros().valuesOf(`SELECT ${call}, typeof(${call})`)).toEqual([null, returns]);
  });
});

describe("Functions of addresses", () => {
  it("read every spelling", async () => {
    const found = await macros().overTexts(
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
    const found = await macros().overTexts(noAddresses, ...calls.map((call) => call.replaceAll("T", "text")));
    expect(found.map((row, place) => [noAddresses[place], ...row])).toEqual(noAddresses.map((text) => [text, ...calls.map(() => null)]));
    const constants = ["10.0.0.256", "010.0.0.1", "1.2.3", " 10.0.0.1", "::g", "1::2::3", ""];
    for (const text of constants) {
      expect([
        text,
        ...(await macros().valuesOf(`SELECT ${calls.map((call) => call.replaceAll("T", quoteText(text))).join(", ")}`)),
      ]).toEqual([text, ...calls.map(() => null)]);
    }
  });

  it("know the kind of the first and last address of each range, and of those around it", async () => {
    const texts = rangeCases.flatMap(({ first, last, before, behind }) => [
      first,
      last,
      ...(before ? [before[0]] : []),
      ...(behind ? [behind[0]] : []),
    ]);
    const found = await macros().overTexts(texts, "text", "ip_kind(text)", "is_private(text)");
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
    expect(await macros().valuesOf(`SELECT ip_network('${text}', ${bits})`)).toEqual([network]);
  });
});

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
    expect(await macros().valuesOf(`SELECT ${call}`)).toEqual([expected]);
  });
});

describe("Macros and views of users", () => {
  it("may use the functions, and find them when the index is opened again", async () => {
    await macros().connection.run(
      "CREATE VIEW inner_view AS SELECT ip_in('10.1.2.3', '10.0.0.0/8') AS inside, ip_kind('10.1.2.3') AS kind",
    );
    await macros().connection.run("CREATE MACRO is_ours(a) AS ip_in(a, ['10.0.0.0/8', 'fd00::/8'])");
    await macros().reopen();
    expect(
      await macros().valuesOf("SELECT inside, kind, is_ours('10.1.2.3'), is_ours('fd00::1'), is_ours('8.8.8.8') FROM inner_view"),
    ).toEqual([true, "private", true, true, false]);
  });

  it("keep their meaning where they had such a name before, and may be changed", async () => {
    await macros().connection.run("CREATE MACRO ip_num(a) AS 'mine'");
    await macros().reopen();
    expect(await macros().valuesOf("SELECT ip_num('10.0.0.1'), ip_kind('10.0.0.1'), is_private('10.0.0.1')")).toEqual([
      "mine",
      "private",
      true,
    ]);
    const { name } = await checkCreate(macros().connection, StatementSource.from("CREATE OR REPLACE MACRO ip_num(a) AS 'changed'"));
    expect(name).toBe("ip_num");
    await macros().connection.run("DROP MACRO ip_num");
    expect(await macros().valuesOf("SELECT ip_num('10.0.0.1')")).toEqual([167772161n]);
  });

  it("may not take such a name anew", async () => {
    const source = StatementSource.from("CREATE MACRO Ip_Kind(a) AS 1");
    await expect(checkCreate(macros().connection, source)).rejects.toThrow(
      "There is a function Ip_Kind already: give the macro another name.",
    );
  });
});
