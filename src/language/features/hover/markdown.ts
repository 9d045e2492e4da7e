/** Text of data or of a statement as inline code, in which Markdown means nothing. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") || line.trim() === "" ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** SQL as a block of its own. */
export function sqlBlock(sql: string): string {
  const longest = Math.max(2, ...Array.from(sql.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}flowsql\n${sql}\n${fence}`;
}

export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** Facts on one line. */
export function line(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

/** `1204` → `1,204`. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

export function link(label: string, target: string): string {
  return `[${label}](${target})`;
}
