/** An SQL text literal. */
export function textLiteral(text: string): string {
  return `'${doubled(text)}'`;
}

/** A text as it is written between the quotes of a literal. */
export function doubled(text: string): string {
  return text.replaceAll("'", "''");
}

/** What a plain text literal says; `undefined` for anything else, literals with escapes or dollar quotes included. */
export function textOfLiteral(written: string): string | undefined {
  return /^'(?:[^']|'')*'$/.test(written) ? written.slice(1, -1).replaceAll("''", "'") : undefined;
}
