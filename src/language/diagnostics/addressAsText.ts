import type { Comparison } from "../analysis/comparisons";
import { parseAddress } from "../../base/network/address";
import { parseRange } from "../../base/network/addressRange";
import { isAddress, networkOfPrefix, networksBetween } from "./addressRanges";
import type { Fix, Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Addresses are texts to the engine: '10.0.0.9' is greater than '10.0.0.10', and no address equals a network. */
export const addressAsText: Rule = {
  code: "address-as-text",
  check(statement) {
    return statement.comparisons.flatMap((comparison) => {
      if (statement.columnOf(comparison.left)?.meaning !== "address") return [];
      return like(statement, comparison) ?? range(statement, comparison) ?? equality(statement, comparison) ?? [];
    });
  },
};

/** So many networks still are a list that somebody reads. */
const listedNetworks = 6;

/** `srcaddr LIKE '10.1%'` finds 10.1 and 10.100 alike. */
function like(statement: RuleStatement, comparison: Comparison): Remark | undefined {
  const [value] = comparison.values;
  if ((comparison.operator !== "like" && comparison.operator !== "ilike") || value?.kind !== "text") return undefined;
  const prefix = /^([\da-fA-F.:]*[\da-fA-F][.:]?)%$/.exec(value.value)?.[1];
  const network = prefix === undefined ? undefined : networkOfPrefix(prefix);
  if (prefix === undefined || prefix.length < 2 || network === undefined) return undefined;
  const wider = goesOn(prefix);
  // A pattern that finds what it should may stay, unless there is a function for it.
  if (!wider && !hasFunction(statement)) return undefined;
  const sentence = wider
    ? `Addresses are compared as texts here, so '${value.value}' also finds those that begin with ${prefix}0. The network is ${network}.`
    : `This is the network ${network}, written as a text.`;
  return remark(statement, comparison, { severity: wider ? "warning" : "information", sentence, networks: [network] });
}

/** Whether another digit would make the last byte another byte. */
function goesOn(prefix: string): boolean {
  const last = Number(/(?:^|\.)(\d+)$/.exec(prefix)?.[1] ?? 0);
  return last >= 1 && last <= 25;
}

/** `srcaddr BETWEEN '10.0.0.1' AND '10.0.0.20'`, `srcaddr >= '10.0.0.0'`. */
function range(statement: RuleStatement, comparison: Comparison): Remark | undefined {
  if (!["<", "<=", ">", ">=", "between"].includes(comparison.operator)) return undefined;
  const texts = comparison.values.map((value) => (value.kind === "text" ? value.value : ""));
  if (!texts.every(beginsAddress)) return undefined;
  const [first, last] = texts.map(parseAddress);
  const isRange = comparison.operator === "between" && first !== undefined && last !== undefined;
  const networks = isRange ? networksBetween(first, last, listedNetworks) : [];
  const sentence =
    "Addresses are compared as texts here, character by character: '10.0.0.9' comes behind '10.0.0.10'. Compare with a network.";
  return remark(statement, comparison, { severity: "warning", sentence, networks });
}

/** `srcaddr = '10.0.0.0/8'`. */
function equality(statement: RuleStatement, comparison: Comparison): Remark | undefined {
  if (!["=", "<>", "in"].includes(comparison.operator)) return undefined;
  const texts = comparison.values.map((value) => (value.kind === "text" ? value.value : ""));
  const network = texts.find((text) => text.includes("/") && parseRange(text) !== undefined);
  if (network === undefined) return undefined;
  const sentence = `No address equals '${network}': this is a network, and = compares texts.`;
  return remark(statement, comparison, { severity: "warning", sentence, networks: texts.every((text) => text !== "") ? texts : [] });
}

interface Advice {
  readonly severity: Remark["severity"];
  readonly sentence: string;
  /** What is meant; empty where it cannot be told. */
  readonly networks: readonly string[];
}

function remark(statement: RuleStatement, comparison: Comparison, { severity, sentence, networks }: Advice): Remark {
  const { start, end, left } = comparison;
  const span = { start, end };
  const not = comparison.negated || comparison.operator === "<>" ? "NOT " : "";
  const [only, more] = networks;
  const list = more === undefined ? `'${only ?? ""}'` : `[${networks.map((network) => `'${network}'`).join(", ")}]`;
  const call = `${not}ip_in(${statement.textOf(left)}, ${list})`;
  const fixes: Fix[] = only === undefined || !hasFunction(statement) ? [] : [{ title: `Write ${call}`, edits: [{ span, text: call }] }];
  return { severity, span, sentence, fixes };
}

function hasFunction(statement: RuleStatement): boolean {
  return statement.catalog.functions.has("ip_in");
}

/** A whole address, or the beginning of one, as people write the ends of a range. */
function beginsAddress(text: string): boolean {
  return isAddress(text) || /^\d{1,3}(?:\.\d{1,3}){1,2}\.?$/.test(text);
}
