import type { ParameterDeclaration } from "../../protocol/query";
import type { Translate } from "../translate";

/** Values by parameter name, as text; `null` is NULL. What is remembered per file. */
export type ParameterValues = Readonly<Record<string, string | null>>;

/** What a run carries. */
export type BoundParameters = Readonly<Record<string, { readonly type: string; readonly text: string | null }>>;

/** Each parameter of several statements once; where they disagree about one, the first declaration counts. */
export function collectParameters(
  statements: readonly { readonly parameters: readonly ParameterDeclaration[] }[],
): readonly ParameterDeclaration[] {
  const byName = new Map<string, ParameterDeclaration>();
  for (const parameter of statements.flatMap(({ parameters }) => parameters)) {
    if (!byName.has(parameter.name)) byName.set(parameter.name, parameter);
  }
  return [...byName.values()];
}

/** Those that have to be asked for: without a remembered value, or with one that no longer fits the type. */
export function unanswered(
  declarations: readonly ParameterDeclaration[],
  known: ParameterValues,
  t: Translate,
): readonly ParameterDeclaration[] {
  return declarations.filter(({ name, type }) => {
    const text = known[name];
    return text === undefined || (text !== null && describeValueProblem(type, text, t) !== undefined);
  });
}

export function bindParameters(declarations: readonly ParameterDeclaration[], values: ParameterValues): BoundParameters {
  return Object.fromEntries(declarations.map(({ name, type }) => [name, { type, text: values[name] ?? null }]));
}

/** The sentence for a text that its type cannot hold. Types that are not checked here are checked by the engine. */
export function describeValueProblem(type: string, text: string, t: Translate): string | undefined {
  const base = type
    .toUpperCase()
    .replace(/\(.*\)$/, "")
    .trim();
  const check = checks.find(({ types }) => types.includes(base));
  if (check === undefined || check.pattern.test(text.trim())) return undefined;
  return t("{0} is wanted, like {1}.", type, check.example);
}

const checks: readonly { readonly types: readonly string[]; readonly pattern: RegExp; readonly example: string }[] = [
  { types: ["TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "HUGEINT"], pattern: /^[+-]?\d+$/, example: "443" },
  { types: ["UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"], pattern: /^\+?\d+$/, example: "443" },
  { types: ["DOUBLE", "FLOAT", "REAL", "DECIMAL", "NUMERIC"], pattern: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, example: "0.5" },
  { types: ["BOOLEAN", "BOOL"], pattern: /^(true|false|t|f|0|1)$/i, example: "true" },
  { types: ["DATE"], pattern: /^\d{4}-\d\d?-\d\d?$/, example: "2026-03-14" },
  { types: ["TIME"], pattern: /^\d\d?:\d\d(:\d\d(\.\d+)?)?$/, example: "15:00:00" },
  {
    types: ["TIMESTAMP", "DATETIME", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"],
    pattern: /^\d{4}-\d\d?-\d\d?([T ]\d\d?:\d\d(:\d\d(\.\d+)?)?\s*(Z|UTC|[+-]\d\d(:?\d\d)?)?)?$/i,
    example: "2026-03-14 15:00:00",
  },
];
