export const directiveWords = ["name", "about", "param", "chart"] as const;
export type DirectiveWord = (typeof directiveWords)[number];

/** What the directives of comments are for, with an example. */
export const directiveTexts: Readonly<Record<DirectiveWord, { readonly about: string; readonly example: string }>> = {
  name: {
    about: "Names the statement below. Its result's tab, the outline and a file saved to the library have this name.",
    example: "-- @name Busiest sources",
  },
  about: {
    about: "Says in one line which question the statement answers; lists of queries show it.",
    example: "-- @about Who sends the most?",
  },
  param: {
    about:
      "Declares a parameter, `$name` in the statement: its type, and after `=` the value that is offered first, or after `from` a query for values to choose from. Above the first statement it holds for the whole file. Values are bound; they never become part of the SQL.",
    example: "-- @param port INTEGER = 445\n-- @param address VARCHAR from SELECT DISTINCT srcaddr FROM flows",
  },
  chart: {
    about:
      "Shows the result as a chart. Behind it stand the kind, and keys with values in any order; what is left out is chosen so that it fits the columns.",
    example: "-- @chart line x=hour y=sum(bytes) split=dstport top=8",
  },
};

export function isDirectiveWord(word: string): word is DirectiveWord {
  return directiveWords.some((each) => each === word);
}
