/** The first sentence of a query file's opening comment: what it is about. */
export function exampleDescription(content: string): string {
  const opening = /^(?:--(?!\s*@).*\n?)+/.exec(content)?.[0] ?? "";
  const text = opening
    .split("\n")
    .map((line) => line.replace(/^--\s?/, "").trim())
    .join(" ")
    .trim();
  return /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text;
}
