/** What a query file is about: its `-- @about` line, else the first sentence of the comment that it opens with. */
export function exampleDescription(content: string): string {
  const about = /^--\s*@about\s+(.*)$/m.exec(content)?.[1]?.trim();
  return about ?? firstSentence(/^(?:--(?!\s*@).*\n?)+/.exec(content)?.[0] ?? "");
}

function firstSentence(comment: string): string {
  const text = comment
    .split("\n")
    .map((line) => line.replace(/^--\s?/, "").trim())
    .join(" ")
    .trim();
  return /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text;
}
