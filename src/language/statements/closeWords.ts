/** The word of a list that a misspelled one is most likely meant to be. */
export function closestWord(written: string, words: readonly string[]): string | undefined {
  return closeWords(written, words)[0];
}

/** The words of a list that a misspelled one may be meant to be, nearest first. */
export function closeWords(written: string, words: readonly string[]): string[] {
  const folded = written.toLowerCase();
  const near = [...new Set(words)].filter((word) => isClose(folded, word.toLowerCase()));
  const away = new Map(near.map((word) => [word, distance(folded, word.toLowerCase())]));
  return near.sort((one, other) => (away.get(one) ?? 0) - (away.get(other) ?? 0));
}

/** One letter more, less, another or in the wrong place, or two of them in a long word. Both in lower case. */
export function isClose(word: string, meant: string): boolean {
  if (word === `${meant}s`) return true;
  return distance(word, meant) <= (meant.length > 4 ? 2 : 1) || sorted(word) === sorted(meant);
}

function sorted(word: string): string {
  return Array.from(word).sort().join("");
}

function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(one).entries()) {
    const line = [row + 1];
    for (const [column, against] of Array.from(other).entries()) {
      const changed = (above[column] ?? 0) + (letter === against ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
