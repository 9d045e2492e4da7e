/** The names that the objects of a JSON text use, by how deep they lie: 1 is the document itself. */
export interface FoundKey {
  readonly depth: number;
  /** The key of the array or object around it; empty for the document. */
  readonly parent: string;
  readonly name: string;
}

/**
 * Walks over JSON text that may end anywhere and gives every key of its objects, each once per depth and parent. It tells
 * keys from values by the colon behind them and does not check the rest.
 */
export function jsonKeys(text: string): readonly FoundKey[] {
  const found = new Map<string, FoundKey>();
  const parents: string[] = [];
  let key = "";
  for (const [token, quoted] of text.matchAll(tokens)) {
    if (quoted !== undefined) {
      if (!token.endsWith(":")) continue;
      key = unescaped(quoted);
      const parent = parents.at(-1) ?? "";
      found.set(`${parents.length} ${parent} ${key}`, { depth: parents.length, parent, name: key });
    } else if (token === "{" || token === "[") {
      parents.push(key);
    } else {
      key = parents.pop() ?? "";
    }
  }
  return [...found.values()];
}

/** A string with the colon that makes it a key, or a bracket. A string swallows its brackets, also where the text ends inside it. */
const tokens = /("(?:[^"\\]|\\[^])*"?)(?:\s*:)?|[{}[\]]/g;

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
