import type { ParameterDeclaration } from "../../protocol/query";
import { textOfLiteral } from "./textLiterals";

/** What a comment line of a `.flowsql` text tells us. */
export type Directive =
  { readonly kind: "name"; readonly name: string } | { readonly kind: "parameter"; readonly declaration: ParameterDeclaration };

export const defaultParameterType = "VARCHAR";

/**
 * Reads `-- @name Busiest sources`, `-- @param since TIMESTAMP = 2026-03-14` or `-- @param port INTEGER from SELECT …`. The type may be
 * left out, and so may the default, from which the quotes of a text literal are taken off. `undefined` for any other comment.
 */
export function parseDirective(comment: string): Directive | undefined {
  const [, word, rest] = /^--\s*@(name|param)\s+(\S.*)$/s.exec(comment.trimEnd()) ?? [];
  if (word === undefined || rest === undefined) return undefined;
  return word === "name" ? { kind: "name", name: rest } : parameterDirective(rest);
}

function parameterDirective(text: string): Directive | undefined {
  const choices = /\sfrom\s+((?:select|from|with|values)\s.*)$/is.exec(text);
  const declared = choices === null ? text : text.slice(0, choices.index);
  const equals = declared.indexOf("=");
  const [name, ...type] = (equals < 0 ? declared : declared.slice(0, equals)).trim().split(/\s+/);
  const bare = name?.replace(/^\$/, "") ?? "";
  if (!/^[\p{L}\p{N}_]+$/u.test(bare)) return undefined;
  const defaultText = equals < 0 ? {} : { defaultText: unquoted(declared.slice(equals + 1).trim()) };
  const choicesSql = choices?.[1] === undefined ? {} : { choicesSql: choices[1] };
  return { kind: "parameter", declaration: { name: bare, type: type.join(" ") || defaultParameterType, ...defaultText, ...choicesSql } };
}

function unquoted(text: string): string {
  return textOfLiteral(text) ?? text;
}
