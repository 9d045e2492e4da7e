import { addressBits, parseAddress } from "../../base/network/address";
import { parseRange } from "../../base/network/addressRange";
import type { Comparison } from "../analysis/comparisons";
import { textOfLiteral } from "../statements/textLiterals";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Addresses are texts to the engine, which takes any: one that cannot be is no error, and finds nothing. */
export const impossibleAddress: Rule = {
  code: "impossible-address",
  check: (statement) => [...statement.comparisons.flatMap((comparison) => compared(statement, comparison)), ...given(statement)],
};

/** `srcaddr = '10.0.0.300'`. */
function compared(statement: RuleStatement, { left, operator, values }: Comparison): Remark[] {
  if (!["=", "<>", "in"].includes(operator) || !values.some(({ kind }) => kind === "text")) return [];
  if (statement.columnOf(left)?.meaning !== "address") return [];
  return values.flatMap((value) => {
    const trouble = value.kind === "text" ? troubleOf(value.value) : undefined;
    if (trouble === undefined) return [];
    return [{ severity: "warning", span: { start: value.start, end: value.end }, sentence: `${trouble} No flow has it.`, fixes: [] }];
  });
}

const functionsOfAddresses = new Set(["IP_IN", "IP_NETWORK", "IS_PRIVATE", "IP_KIND", "IP_NUM"]);

/** `ip_in(srcaddr, '10.0.0.0/33')`, with a list of networks as well. */
function given(statement: RuleStatement): Remark[] {
  const { tokens, catalog } = statement;
  return tokens.flatMap((token, index) => {
    const called = functionsOfAddresses.has(token.says) && tokens[index + 1]?.says === "(" && tokens[index - 1]?.says !== ".";
    return called && catalog.functions.has(token.says.toLowerCase()) ? argumentsOf(statement, index + 1) : [];
  });
}

/** What is wrong with the texts between a bracket and the one that closes it, those of calls in it aside. */
function argumentsOf(statement: RuleStatement, opening: number): Remark[] {
  const { tokens } = statement;
  const found: Remark[] = [];
  let open = 0;
  for (let index = opening; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.says === "(") open++;
    if (token?.says === ")" && --open === 0) break;
    const isWhole = before.has(tokens[index - 1]?.says ?? "") && behind.has(tokens[index + 1]?.says ?? "");
    const text = token?.kind === "string" && open === 1 && isWhole ? textOfLiteral(statement.textOf(token)) : undefined;
    const sentence = text === undefined ? undefined : troubleOf(text);
    if (token === undefined || sentence === undefined) continue;
    const { start, end } = token;
    found.push({ severity: "warning", span: { start, end }, sentence: `${sentence} The function gives NULL for it.`, fixes: [] });
  }
  return found;
}

const before = new Set(["(", "[", ","]);
const behind = new Set([")", "]", ","]);

/** Why a text that looks like an address or a network is none; nothing is said of texts that look like neither. */
function troubleOf(text: string): string | undefined {
  const [, host, slash = ""] = /^([\da-f.:]+)(\/[\da-f.:]*)?$/i.exec(text) ?? [];
  if (host === undefined || parseRange(text) !== undefined) return undefined;
  const why = host.includes(":") ? troubleOfIpv6(host) : troubleOfIpv4(host);
  return why === undefined ? undefined : `'${text}' is no ${slash === "" ? "address" : "network"}: ${why}.`;
}

function troubleOfIpv4(host: string): string | undefined {
  if (!/^\d+(?:\.\d*){2,}$/.test(host)) return undefined;
  const numbers = host.split(".");
  if (numbers.length !== 4 || numbers.includes("")) return "an IPv4 address has four numbers with dots between them";
  const large = numbers.find((number) => Number(number) > 255);
  if (large !== undefined) return `${large} is more than 255`;
  const padded = numbers.find((number) => /^0\d/.test(number));
  if (padded !== undefined) return `${padded} has zeros before it`;
  return `an IPv4 network has 0 to ${addressBits[4]} bits`;
}

function troubleOfIpv6(host: string): string | undefined {
  // A time such as 10:30 is not meant to be an address.
  if (host.split(":").length < 3) return undefined;
  if (parseAddress(host) !== undefined) return `an IPv6 network has 0 to ${addressBits[6]} bits`;
  return "an IPv6 address has eight groups of up to four hexadecimal digits, or fewer with one ::";
}
