import { assertNever } from "../../../base/assertNever";
import type { TextSpan } from "../../../protocol/errors";
import type { AnalyzedText } from "../../analysis/analyzedText";
import { columnNamed, resultColumns } from "../../analysis/resultColumns";
import { Scope } from "../../analysis/scope";
import type { Catalog } from "../../catalog/catalog";
import { parseChartLine } from "../../chart/chartLine";
import type { ChartWord } from "../../chart/chartParts";
import { chartKeyTexts, chartKindTexts, measureTexts } from "../../chart/chartWords";
import type { SqlToken } from "../../statements/sqlTokens";
import { columnHover } from "./columnHover";
import { code, line, paragraphs, sqlBlock } from "./markdown";

/** What a word of a `-- @chart` line says. */
export function chartWordAt(
  analyzed: AnalyzedText,
  comment: SqlToken,
  offset: number,
  catalog: Catalog,
): { readonly span: TextSpan; readonly markdown: string } | undefined {
  const words = parseChartLine(analyzed.text.slice(comment.start, comment.end), comment.start)?.words ?? [];
  const word = words.find(({ start, end }) => start <= offset && offset <= end);
  const markdown = word && wordHover(word, analyzed, catalog);
  return word === undefined || markdown === undefined ? undefined : { span: { start: word.start, end: word.end }, markdown };
}

function wordHover(word: ChartWord, analyzed: AnalyzedText, catalog: Catalog): string | undefined {
  switch (word.is) {
    case "kind":
      return paragraphs([line([`**${code(word.kind)}**`, "kind of chart"]), chartKindTexts[word.kind]]);
    case "key": {
      const { about, example } = chartKeyTexts[word.key];
      return paragraphs([line([`**${code(word.key)}**`, "of a chart"]), about, sqlBlock(`-- @chart ${example}`)]);
    }
    case "function":
      return paragraphs([line([`**${code(word.fn)}**`, "measure of a chart"]), measureTexts[word.fn]]);
    case "column":
      return columnText(word, analyzed, catalog);
    default:
      return assertNever(word);
  }
}

/** A column of the result means what it means in the statement. */
function columnText({ name, start }: ChartWord & { is: "column" }, analyzed: AnalyzedText, catalog: Catalog): string | undefined {
  const piece = analyzed.pieces.find(({ comments }) => comments.some((comment) => comment.start <= start && start < comment.end));
  if (piece === undefined) return undefined;
  const column = columnNamed(resultColumns(analyzed.syntaxOf(piece), new Scope(catalog)), name);
  return column && columnHover(column, analyzed.text, catalog);
}
