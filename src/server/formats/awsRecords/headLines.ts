import type { ObjectHead } from "../logFormat";

/** The first lines of an object that are not blank, without their ends. A line that the head cuts off is not among them. */
export function headLines(head: ObjectHead): readonly string[] {
  let lines = known.get(head);
  if (lines === undefined) {
    lines = splitHead(head);
    known.set(head, lines);
  }
  return lines;
}

/** Several formats ask for the lines of the same head. */
const known = new WeakMap<ObjectHead, readonly string[]>();

function splitHead(head: ObjectHead): readonly string[] {
  const end = head.complete ? head.text.length : head.text.lastIndexOf("\n") + 1;
  const lines: string[] = [];
  let start = head.text.startsWith("\uFEFF") ? 1 : 0;
  while (start < end && lines.length < enough) {
    const newline = head.text.indexOf("\n", start);
    const stop = newline < 0 || newline > end ? end : newline;
    const line = withoutReturn(head.text.slice(start, stop));
    if (line.trim() !== "") lines.push(line);
    start = stop + 1;
  }
  return lines;
}

/** So many lines show what an object is, though the first few may be broken. */
const enough = 20;

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
