/** What one statement has and the one before it has not, as a condition reads by itself; nothing where text only went away. */
export function writtenPart(before: string, after: string): string | undefined {
  const [old, made] = [wordsOf(before), wordsOf(after)];
  const part = after.startsWith("SELECT * FROM (") && after.includes(before) ? wordsBehind(before, after) : newWords(old, made);
  const condition = part.join(" ").replace(/^(?:\) )?(?:AND|WHERE|HAVING) /i, "");
  return condition === "" ? undefined : condition;
}

function newWords(old: readonly string[], made: readonly string[]): readonly string[] {
  const shorter = Math.min(old.length, made.length);
  let start = 0;
  while (start < shorter && old[start] === made[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === made.at(-1 - end)) end++;
  return made.slice(start, made.length - end);
}

/** The statement of before is in brackets now, and what is asked of it stands behind them. */
function wordsBehind(before: string, after: string): readonly string[] {
  return wordsOf(after.slice(after.lastIndexOf(before) + before.length));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
