/** How texts begin that a spreadsheet runs as formulas, as a regular expression. */
export const formulaStart = String.raw`^[=+\-@\t\r]`;

const formula = new RegExp(formulaStart);

/** A text that a spreadsheet takes for nothing but a text: where it could be run, an apostrophe stands before it. */
export function guardedText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
