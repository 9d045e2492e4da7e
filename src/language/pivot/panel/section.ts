import type { PivotSectionId, PivotSide } from "../../../protocol/pivot";
import type { ColumnMeaning } from "../../../protocol/query";
import { textLiteral } from "../../statements/textLiterals";

/** What the sections of a panel are made for. Addresses are spelled as records spell them. */
export interface PivotScope {
  readonly address: string;
  readonly compareWith?: string;
  readonly side: PivotSide;
  /** Width of a step of time. */
  readonly stepSeconds: number;
}

/**
 * A section: its rows come from one of two relations. `seen` are the flows of the address, `talks` its conversations. In the statement that a
 * user gets they are common table expressions; the engine has gathered them under the same names, and runs the rest of it.
 */
export interface SectionDraft {
  readonly id: PivotSectionId;
  readonly title: string;
  readonly about: string;
  readonly reads: "seen" | "talks";
  /** The statement behind the common table expressions. */
  readonly select: string;
  /** How many rows there would be without the `LIMIT` of the statement: what a column of it says in each row, or the number of these rows. */
  readonly all?: { readonly column: string } | { readonly from: string };
  /** Behind `-- @chart`. */
  readonly chart?: string;
  /** What columns are whose names do not tell. */
  readonly meanings?: Readonly<Record<string, ColumnMeaning>>;
}

export function literal(address: string): string {
  return textLiteral(address);
}

/** The whole statement, as anybody can run it. */
export function sectionSql({ title, reads, select, chart }: SectionDraft, scope: PivotScope): string {
  const { address, compareWith, side } = scope;
  const of = compareWith === undefined ? address : `${address} and ${compareWith}`;
  const packets = side === "packet" ? ", by the packets' own addresses" : "";
  const head = [`-- @name ${title}: ${of}${packets}`, ...(chart === undefined ? [] : [`-- @chart ${chart}`])];
  const source = reads === "seen" ? `seen AS (\n${indented(seenSql(scope))}\n)` : `talks AS (\n${indented(talksSql(scope))}\n)`;
  return `${head.join("\n")}\nWITH ${source}\n${select};\n`;
}

function seenSql({ address, compareWith, side }: PivotScope): string {
  const isOne = (column: string): string =>
    compareWith === undefined ? `${column} = ${literal(address)}` : `${column} IN (${literal(address)}, ${literal(compareWith)})`;
  if (side === "interface") return `FROM flows\nWHERE ${isOne("srcaddr")} OR ${isOne("dstaddr")}`;
  const [source, destination] = ["coalesce(pkt_srcaddr, srcaddr)", "coalesce(pkt_dstaddr, dstaddr)"];
  return `SELECT * REPLACE (${source} AS srcaddr, ${destination} AS dstaddr)\nFROM flows\nWHERE ${isOne(source)} OR ${isOne(destination)}`;
}

function talksSql({ address, compareWith, side }: PivotScope): string {
  const name = side === "interface" ? "conversations_of" : "packet_conversations_of";
  const first = `FROM ${name}(${literal(address)})`;
  if (compareWith === undefined) return first;
  return `${first}\nUNION ALL\nFROM ${name}(${literal(compareWith)}) WHERE ${literal(address)} NOT IN (initiator, responder)`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
