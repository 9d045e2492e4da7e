import type { SqlToken } from "../statements/sqlTokens";

/** A token with what it says. */
export interface SyntaxToken extends SqlToken {
  /** A word in upper case, or the character of a symbol; empty for everything else. */
  readonly says: string;
}

/** A name as it is written and as it is meant. */
export interface NamePart {
  /** Without quotes. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

export function syntaxTokens(text: string, tokens: readonly SqlToken[]): SyntaxToken[] {
  return tokens.map((token) => {
    const { kind, start, end } = token;
    const says = kind === "word" ? text.slice(start, end).toUpperCase() : kind === "symbol" ? text.slice(start, end) : "";
    return { kind, start, end, says };
  });
}

export function namePart(text: string, token: SqlToken): NamePart {
  const { start, end } = token;
  const written = text.slice(start, end);
  if (token.kind !== "quotedName") return { name: written, start, end, quoted: false };
  const closed = written.length > 1 && written.endsWith('"');
  return { name: written.slice(1, closed ? -1 : undefined).replaceAll('""', '"'), start, end, quoted: true };
}

export function isName(token: SyntaxToken | undefined): boolean {
  if (token === undefined) return false;
  return token.kind === "quotedName" || (token.kind === "word" && !reservedWords.has(token.says));
}

/** A word that may stand for a name only in quotes. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word.toUpperCase());
}

/** `name` as a statement has to write it. */
export function writtenName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isReserved(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** DuckDB's reserved words, and those that cannot be an alias behind a table. */
const reservedWords = words(`
  ALL ANALYSE ANALYZE AND ANTI ANY ARRAY AS ASC ASOF ASYMMETRIC BETWEEN BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE CROSS
  DEFAULT DEFERRABLE DESC DISTINCT DO ELSE END EXCEPT EXISTS FALSE FETCH FILTER FOR FOREIGN FROM FULL GLOB GRANT GROUP HAVING ILIKE IN
  INITIALLY INNER INTERSECT INTO IS ISNULL JOIN LAMBDA LATERAL LEADING LEFT LIKE LIMIT NATURAL NOT NOTNULL NULL OFFSET ON ONLY OR ORDER
  OUTER OVER PIVOT PLACING POSITIONAL PRIMARY QUALIFY REFERENCES RETURNING RIGHT SELECT SEMI SIMILAR SOME SYMMETRIC TABLE TABLESAMPLE THEN TO
  TRAILING TRUE UNION UNIQUE UNPIVOT USING VALUES WHEN WHERE WINDOW WITH`);

/** Begins a query of its own where it stands first behind a bracket. */
export const queryStarts = words("SELECT FROM WITH VALUES PIVOT UNPIVOT SUMMARIZE DESCRIBE");

export const setOperators = words("UNION INTERSECT EXCEPT");

export const joinWords = words("NATURAL LEFT RIGHT FULL INNER CROSS SEMI ANTI ASOF POSITIONAL OUTER JOIN");
