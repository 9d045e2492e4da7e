import { columnNamed, type ResultColumns, resultColumns } from "../analysis/resultColumns";
import { writtenName } from "../analysis/syntaxTokens";
import { type ChartLine, parseChartLine } from "../chart/chartLine";
import type { ChartMistake, ChartWord } from "../chart/chartParts";
import { closestWord } from "../statements/closeWords";
import type { SqlToken } from "../statements/sqlTokens";
import type { Remark } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** What is wrong with the `-- @chart` lines of a statement: their words, and columns that the statement does not give. */
export function chartLineRemarks(statement: RuleStatement): Remark[] {
  const { text, piece } = statement;
  const lines = piece.comments.flatMap((comment) => {
    const line = parseChartLine(text.slice(comment.start, comment.end), comment.start);
    return line === undefined ? [] : [{ comment, line }];
  });
  if (lines.length === 0) return [];
  const columns = resultColumns(statement.syntax, statement.scope);
  const last = lines.at(-1);
  return lines.flatMap(({ comment, line }) => (line === last?.line ? remarksOn(line, columns) : [overruled(text, comment)]));
}

function remarksOn({ mistakes, words }: ChartLine, columns: ResultColumns): Remark[] {
  const wrong = mistakes.map((mistake) => remark(mistake));
  return [...wrong, ...words.flatMap((word) => (word.is === "column" ? columnRemark(word, columns) : []))];
}

type ColumnWord = Extract<ChartWord, { is: "column" }>;

function columnRemark(word: ColumnWord, known: ResultColumns): Remark[] {
  const { start, end, name, fn } = word;
  const span = { start, end };
  const column = columnNamed(known, name);
  if (column === undefined) {
    if (!known.complete) return [];
    const names = known.columns.map((each) => each.name);
    const meant = closestWord(name, names);
    const hint = meant === undefined ? `It gives ${listed(names)}.` : `Did you mean ${meant}?`;
    const sentence = `The statement below gives no column “${name}”. ${hint}`;
    return [remark({ span, sentence, ...(meant === undefined ? {} : fix(writtenName(meant))) })];
  }
  const isText = /^(?:VARCHAR|BOOLEAN)$/.test(column.type);
  if (!isText || fn === undefined || !numeric.has(fn)) return [];
  return [remark({ span, sentence: `${column.name} holds no numbers, so there is no ${fn} of it. distinct counts its values.` })];
}

/** Functions that want numbers. */
const numeric: ReadonlySet<string> = new Set(["sum", "avg", "median", "p95"]);

function overruled(text: string, { start, end }: SqlToken): Remark {
  const behind = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return {
    ...remark({ span: { start, end }, sentence: "Another @chart line below it takes its place: of several the last one counts." }),
    fixes: [{ title: "Remove the line", edits: [{ span: { start, end: end + behind }, text: "" }] }],
    unnecessary: true,
  };
}

function remark({ span, sentence, fix: mending }: ChartMistake): Remark {
  const fixes = mending === undefined ? [] : [{ title: mending.title, edits: [{ span, text: mending.text }] }];
  return { severity: "warning", span, sentence, fixes };
}

function fix(text: string): Pick<ChartMistake, "fix"> {
  return { fix: { title: `Write ${text}`, text } };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
