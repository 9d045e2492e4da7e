import { formatAddress } from "../../../base/network/address";
import type { TextSpan } from "../../../protocol/errors";
import type { PivotSubject } from "../../../protocol/pivot";
import type { AnalyzedText } from "../../analysis/analyzedText";
import type { NameMeaning } from "../../analysis/nameMeanings";
import { Scope } from "../../analysis/scope";
import type { Catalog } from "../../catalog/catalog";
import { outlineStatements } from "../../statements/statementOutline";
import type { SqlToken } from "../../statements/sqlTokens";
import { ComparedColumns } from "../comparedColumn";
import { parameterAt, sameParameter } from "../parameterUses";
import { namesAround } from "../symbolUses";
import { addressAt, addressHover, networkHover } from "./addressHover";
import { columnHover } from "./columnHover";
import { chartWordAt } from "./chartHover";
import { directiveHover, directiveWord } from "./directiveHover";
import { code, line, paragraphs } from "./markdown";
import { functionHover, relationHover, sourceHover } from "./namedHover";
import { valueHover } from "./valueHover";
import { valueSubject } from "./valueSubject";

export interface Hover {
  readonly span: TextSpan;
  readonly markdown: string;
  /** The value that it is about, as the index spells it: it leads on. */
  readonly subject?: PivotSubject;
}

/** What stands at an offset, from what is in memory. */
export function hoverAt(analyzed: AnalyzedText, offset: number, catalog: Catalog): Hover | undefined {
  const token = tokenTouching(analyzed, offset);
  if (token === undefined) return undefined;
  const address = addressAt(analyzed.text, token, offset);
  if (address?.kind === "address") {
    const { start, end } = address;
    const spelled = formatAddress({ family: address.address.family, value: address.address.value });
    const markdown = addressHover(address.address, catalog.networks);
    return { span: { start, end }, markdown, subject: { kind: "address", address: spelled } };
  }
  if (address?.kind === "network") return { span: address, markdown: networkHover(address.network) };
  const parameter = parameterHover(analyzed, offset);
  if (parameter !== undefined) return parameter;
  if (token.kind === "comment") return directiveAt(analyzed, token, offset, catalog);
  if (token.kind === "string" || token.kind === "number") return literalHover(analyzed, token, catalog);
  const name = namesAround(analyzed, offset, catalog)?.names.find(({ start, end }) => start <= offset && offset <= end);
  const markdown = name && nameHover(name, analyzed, catalog);
  return name && markdown !== undefined ? { span: { start: name.start, end: name.end }, markdown } : undefined;
}

/** Comments are no part of what `tokenAt` says between two tokens. */
function tokenTouching(analyzed: AnalyzedText, offset: number): SqlToken | undefined {
  const token = analyzed.tokenAt(offset);
  return token !== undefined && token.start <= offset && offset <= token.end ? token : undefined;
}

function nameHover(name: NameMeaning, { text }: AnalyzedText, catalog: Catalog): string | undefined {
  if (name.column !== undefined) return columnHover(name.column, text, catalog);
  if (name.kind === "function") {
    const known = catalog.functions.get(name.name.toLowerCase());
    return known && functionHover(known);
  }
  if (name.kind === "relation") return name.relation && relationHover(name.relation, catalog);
  return name.kind === "cte" || name.kind === "source" ? sourceHover(name, catalog) : undefined;
}

function directiveAt(analyzed: AnalyzedText, token: SqlToken, offset: number, catalog: Catalog): Hover | undefined {
  const { text } = analyzed;
  const word = directiveWord(text, token);
  if (word === undefined) return undefined;
  if (offset < word.start || offset > word.end) return chartWordAt(analyzed, token, offset, catalog);
  const markdown = directiveHover(word.word);
  return markdown === undefined ? undefined : { span: { start: word.start, end: word.end }, markdown };
}

function parameterHover(analyzed: AnalyzedText, offset: number): Hover | undefined {
  const found = parameterAt(analyzed, offset);
  if (found === undefined) return undefined;
  const { at } = found;
  const statements = outlineStatements(analyzed.text);
  const statement = statements.find(({ span }) => offset <= span.end) ?? statements.at(-1);
  const known = [statement, ...statements].flatMap((each) => each?.parameters ?? []).find(({ name }) => sameParameter(name, at.name));
  const title = line([`**${code(`$${at.name}`)}**`, known && code(known.type), "parameter"]);
  const value = known?.defaultText === undefined ? undefined : `Offered first: ${code(known.defaultText)}`;
  const choices = known?.choicesSql === undefined ? undefined : `Offered values: ${code(known.choicesSql)}`;
  return { span: { start: at.start, end: at.end }, markdown: paragraphs([title, value, choices]) };
}

function literalHover(analyzed: AnalyzedText, token: SqlToken, catalog: Catalog): Hover | undefined {
  const piece = analyzed.pieceAt(token.start);
  if (piece === undefined) return undefined;
  const syntax = analyzed.syntaxOf(piece);
  const index = syntax.tokens.findIndex(({ start }) => start === token.start);
  const column = new ComparedColumns(analyzed.text, syntax, new Scope(catalog)).of(index);
  const written = analyzed.text.slice(token.start, token.end);
  const value = token.kind === "string" ? written.replace(/^'|'$/g, "").replaceAll("''", "'") : written;
  const subject = valueSubject(value, column);
  const named = subject !== undefined && "id" in subject ? line([`**${code(subject.id)}**`, subject.kind]) : undefined;
  const markdown = valueHover(value, column, catalog) ?? named;
  if (markdown === undefined) return undefined;
  return { span: { start: token.start, end: token.end }, markdown, ...(subject === undefined ? {} : { subject }) };
}
