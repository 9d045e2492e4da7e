import type { TextSpan } from "../../../protocol/errors";
import type { SqlToken } from "../../statements/sqlTokens";
import { paragraphs, sqlBlock } from "./markdown";

/** What the directives of comments are for, with an example. */
export const directiveTexts: ReadonlyMap<string, { readonly about: string; readonly example: string }> = new Map([
  [
    "name",
    {
      about: "Names the statement below. Its result's tab, the outline and a file saved to the library have this name.",
      example: "-- @name Busiest sources",
    },
  ],
  [
    "about",
    { about: "Says in one line which question the statement answers; lists of queries show it.", example: "-- @about Who sends the most?" },
  ],
  [
    "param",
    {
      about:
        "Declares a parameter, `$name` in the statement: its type, and after `=` the value that is offered first, or after `from` a query for values to choose from. Above the first statement it holds for the whole file. Values are bound; they never become part of the SQL.",
      example: "-- @param port INTEGER = 445\n-- @param address VARCHAR from SELECT DISTINCT srcaddr FROM flows",
    },
  ],
  [
    "chart",
    {
      about:
        "Shows the result as a chart. Behind it stand the kind, and keys with values in any order; what is left out is chosen so that it fits the columns.",
      example: "-- @chart line x=hour y=sum(bytes) split=dstport top=8",
    },
  ],
]);

/** Where the word of a directive stands in a comment, `@` included. */
export function directiveWord(text: string, { start, end }: SqlToken): (TextSpan & { readonly word: string }) | undefined {
  const [, lead, word] = /^(--\s*)@(\w+)/.exec(text.slice(start, end)) ?? [];
  if (lead === undefined || word === undefined) return undefined;
  return { word, start: start + lead.length, end: start + lead.length + 1 + word.length };
}

export function directiveHover(word: string): string | undefined {
  const directive = directiveTexts.get(word);
  return directive && paragraphs([directive.about, sqlBlock(directive.example)]);
}
