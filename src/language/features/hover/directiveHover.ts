import type { TextSpan } from "../../../protocol/errors";
import type { SqlToken } from "../../statements/sqlTokens";
import { directiveTexts, isDirectiveWord } from "../../statements/directiveTexts";
import { paragraphs, sqlBlock } from "./markdown";

/** Where the word of a directive stands in a comment, `@` included. */
export function directiveWord(text: string, { start, end }: SqlToken): (TextSpan & { readonly word: string }) | undefined {
  const [, lead, word] = /^(--\s*)@(\w+)/.exec(text.slice(start, end)) ?? [];
  if (lead === undefined || word === undefined) return undefined;
  return { word, start: start + lead.length, end: start + lead.length + 1 + word.length };
}

export function directiveHover(word: string): string | undefined {
  if (!isDirectiveWord(word)) return undefined;
  const { about, example } = directiveTexts[word];
  return paragraphs([about, sqlBlock(example)]);
}
