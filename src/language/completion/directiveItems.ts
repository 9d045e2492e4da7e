import { type Completion, groups } from "./completion";

const directives: readonly { readonly word: string; readonly text: string; readonly documentation: string }[] = [
  { word: "name", text: "@name ${1:Busiest sources}", documentation: "Names the statement below; its result's tab shows the name." },
  { word: "about", text: "@about ${1:Who sends the most?}", documentation: "Says in one line what the file or the statement is about." },
  {
    word: "param",
    text: "@param ${1:address} ${2|VARCHAR,TIMESTAMP,INTEGER,BIGINT,DOUBLE,BOOLEAN,DATE|} = ${3:10.0.0.1}",
    documentation: "Declares a parameter of the statement: `$name`, its type, and the value that is offered first.",
  },
  { word: "chart", text: "@chart ", documentation: "Shows the statement's result as a chart: its kind, and what it is drawn from." },
];

const parameterTypes = ["VARCHAR", "TIMESTAMP", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR[]", "INTEGER[]"];

export interface DirectivePlace {
  /** How many characters before the cursor are written of the item. */
  readonly written: number;
  readonly items: readonly Completion[];
}

/** What can be written in a comment line up to the cursor; nothing in comments that mean nothing. */
export function directiveItems(comment: string, undeclared: readonly string[]): DirectivePlace | undefined {
  const word = /^--\s*(@\w*)$/.exec(comment)?.[1];
  if (word !== undefined) return { written: word.length, items: directives.map(directiveItem) };
  const name = /^--\s*@param\s+(\w*)$/.exec(comment)?.[1];
  if (name !== undefined) return { written: name.length, items: undeclared.map((each) => nameItem(each)) };
  const type = /^--\s*@param\s+\w+\s+([\w[\]]*)$/.exec(comment)?.[1];
  if (type === undefined) return undefined;
  return { written: type.length, items: parameterTypes.map((label) => ({ label, kind: "type", text: label, group: groups.expected })) };
}

function directiveItem({ word, text, documentation }: (typeof directives)[number]): Completion {
  return {
    label: `@${word}`,
    kind: "directive",
    text,
    snippet: true,
    documentation: () => documentation,
    group: groups.expected,
    again: word === "chart",
  };
}

function nameItem(label: string): Completion {
  return { label, kind: "parameter", text: `${label} `, description: "used below", group: groups.expected, again: true };
}
