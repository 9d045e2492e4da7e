import { isJson } from "../../src/base/isJson";

/**
 * Indents JSON text without reading its numbers: one with more digits than a JavaScript number holds must come out as it went in.
 * Undefined where the text is no object and no array.
 */
export function indentJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return undefined;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  let depth = 0;
  let out = "";
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const empty = (token === "{" && next === "}") || (token === "[" && next === "]");
    const closesEmpty = (token === "}" || token === "]") && (tokens[index - 1] === "{" || tokens[index - 1] === "[");
    if (empty) out += token;
    else if (token === "{" || token === "[") out += token + lineBreak(++depth);
    else if (closesEmpty) out += token;
    else if (token === "}" || token === "]") out += lineBreak(--depth) + token;
    else if (token === ",") out += token + lineBreak(depth);
    else out += token === ":" ? ": " : token;
  });
  return out;
}

function lineBreak(depth: number): string {
  return `\n${"  ".repeat(depth)}`;
}
