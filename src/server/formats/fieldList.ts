import { awsField } from "./awsRecords/awsLayoutColumns";

/**
 * The fields that a format string names, in canonical hyphenated spelling: `version account-id srcaddr`, or as AWS returns it,
 * `${version} ${account-id} ${srcaddr}`. `problem` is a sentence about what is wrong with the text.
 */
export function parseFieldList(text: string): { readonly fields: readonly string[] } | { readonly problem: string } {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return { problem: "The format string names no field." };
  const fields: string[] = [];
  for (const word of words) {
    const field = fieldIn(word);
    if (field === undefined)
      return { problem: `“${word}” is not a field name: write names like srcaddr, or \${srcaddr}, with spaces between them.` };
    if (fields.includes(field)) return { problem: `The format string names the field “${field}” twice.` };
    fields.push(field);
  }
  if (fields.every((field) => awsField(field) === undefined)) return { problem: "The format string names no field that flow logs have." };
  return { fields };
}

/** Only whole words: a brace that is missing, or two fields without a space between them, would shift every column behind it. */
function fieldIn(word: string): string | undefined {
  const name = /^(?:\$\{([^{}]+)\}|([^${}]+))$/.exec(word);
  const field = (name?.[1] ?? name?.[2] ?? "").replaceAll("_", "-");
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(field) ? field : undefined;
}
