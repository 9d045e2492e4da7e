import { directiveTexts, type DirectiveWord, directiveWords } from "../statements/directiveTexts";
import { type Completion, groups } from "./completion";

/** What is written for a directive, as a snippet. */
const snippets: Readonly<Record<DirectiveWord, string>> = {
  name: "@name ${1:Busiest sources}",
  about: "@about ${1:Who sends the most?}",
  param: "@param ${1:address} ${2|VARCHAR,TIMESTAMP,INTEGER,BIGINT,DOUBLE,BOOLEAN,DATE|} = ${3:10.0.0.1}",
  chart: "@chart ",
};

const parameterTypes = ["VARCHAR", "TIMESTAMP", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR[]", "INTEGER[]"];

export interface DirectivePlace {
  /** How many characters before the cursor are written of the item. */
  readonly written: number;
  readonly items: readonly Completion[];
}

/** What can be written in a comment line up to the cursor; nothing in comments that mean nothing. */
export function directiveItems(comment: string, undeclared: readonly string[]): DirectivePlace | undefined {
  const word = /^--\s*(@\w*)$/.exec(comment)?.[1];
  if (word !== undefined) return { written: word.length, items: directiveWords.map(directiveItem) };
  const name = /^--\s*@param\s+(\w*)$/.exec(comment)?.[1];
  if (name !== undefined) return { written: name.length, items: undeclared.map((each) => nameItem(each)) };
  const type = /^--\s*@param\s+\w+\s+([\w[\]]*)$/.exec(comment)?.[1];
  if (type === undefined) return undefined;
  return { written: type.length, items: parameterTypes.map((label) => ({ label, kind: "type", text: label, group: groups.expected })) };
}

function directiveItem(word: DirectiveWord): Completion {
  return {
    label: `@${word}`,
    kind: "directive",
    text: snippets[word],
    snippet: true,
    documentation: () => directiveTexts[word].about,
    group: groups.expected,
    again: word === "chart",
  };
}

function nameItem(label: string): Completion {
  return { label, kind: "parameter", text: `${label} `, description: "used below", group: groups.expected, again: true };
}
