import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A text of the project, by its path from the project's folder. */
export function readText(path: string): string {
  return readFileSync(join(projectFolder, path), "utf8");
}

/** What stands under a heading, up to the next heading of the same or a higher level. */
export function sectionOf(text: string, heading: string): string {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading && line.startsWith("#"));
  const level = /^#+/.exec(lines[start] ?? "")?.[0].length;
  if (level === undefined) throw new Error(`There is no heading "${heading}".`);
  const end = outsideCode(lines).findIndex((line, index) => index > start && new RegExp(`^#{1,${level}} `).test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
}

/** The cells of the first table in a text, without its head. */
export function tableIn(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n");
  const rule = lines.findIndex((line) => /^\|(?: *:?-+:? *\|)+$/.test(line));
  if (rule < 0) throw new Error("There is no table.");
  const rows: string[][] = [];
  for (const line of lines.slice(rule + 1)) {
    if (!line.startsWith("|")) break;
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    rows.push(cells.map((cell) => cell.trim().replaceAll("\\|", "|")));
  }
  return rows;
}

/** What stands between single backticks. */
export function codeIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code = ""]) => code);
}

/** The contents of code blocks of a language. */
export function blocksIn(text: string, language: string): readonly string[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms")), ([, block = ""]) => block);
}

export function headingsIn(text: string): readonly string[] {
  return outsideCode(text.split("\n")).flatMap((line) => /^#+ (.+)$/.exec(line)?.[1] ?? []);
}

/** Lines with those of code blocks emptied: a `#` there begins a comment and no heading. */
function outsideCode(lines: readonly string[]): readonly string[] {
  let inside = false;
  return lines.map((line) => {
    const fence = line.startsWith("```");
    if (fence) inside = !inside;
    return inside || fence ? "" : line;
  });
}
