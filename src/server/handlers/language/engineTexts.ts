import { createHash } from "node:crypto";
import type { AnalyzedText } from "../../../language/analysis/analyzedText";
import { parseDirective } from "../../../language/statements/directives";

/** A query of a document that the engine can say something of: a statement, or the choices of a `-- @param … from …` line. */
export interface EngineText {
  readonly sql: string;
  /** Where it stands in the document. */
  readonly start: number;
  readonly end: number;
  /** Marks of rules from here to there are about it. */
  readonly from: number;
  readonly to: number;
  /** The end of its first word. */
  readonly firstWordEnd: number;
  /** Names it together with everything that the statements above it create. */
  readonly key: string;
}

/** All of them in the order of the text, so that what one statement creates is known to those below it. */
export function engineTexts({ text, pieces }: AnalyzedText): readonly EngineText[] {
  let above = "";
  return pieces.flatMap(({ comments, tokens, from, to }) => {
    const keyed = (sql: string): string => `${above} ${sql}`;
    const choices = comments.flatMap((comment) => choicesIn(text, comment)).map((query) => ({ ...query, key: keyed(query.sql) }));
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first === undefined || last === undefined) return choices;
    const sql = text.slice(first.start, last.end);
    const key = keyed(sql);
    if (/^create\b/i.test(sql)) above = createHash("sha1").update(key).digest("base64");
    return [...choices, { sql, start: first.start, end: last.end, from, to, firstWordEnd: first.end, key }];
  });
}

/** The query is the last thing on its line. */
function choicesIn(text: string, comment: { readonly start: number; readonly end: number }): readonly Omit<EngineText, "key">[] {
  const written = text.slice(comment.start, comment.end).trimEnd();
  const directive = parseDirective(written);
  const sql = directive?.kind === "parameter" ? directive.declaration.choicesSql : undefined;
  if (sql === undefined) return [];
  const end = comment.start + written.length;
  const start = end - sql.length;
  return [{ sql, start, end, from: start, to: end, firstWordEnd: start + (/^\w+/.exec(sql)?.[0].length ?? 1) }];
}
